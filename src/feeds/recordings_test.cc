// Real recordings, where they are: every message against the slow twin, every line counted.

#include <algorithm>
#include <cstdio>
#include <doctest/doctest.h>
#include <filesystem>
#include <set>
#include <zlib.h>

#include "feeds/ais_twin.h"
#include "feeds/nmea_reader.h"

namespace detente::feeds {
namespace {

const std::filesystem::path kRecordings = DETENTE_SOURCE_DIR "/../shared/data/ais";

// The whole of a file, plain or gzip.
std::string bytes_of(const std::filesystem::path& file) {
  std::string bytes;
  gzFile opened = gzopen(file.c_str(), "rb");
  REQUIRE(opened != nullptr);
  char piece[65'536];
  for (int got = 0; (got = gzread(opened, piece, sizeof piece)) > 0;)
    bytes.append(piece, static_cast<std::size_t>(got));
  gzclose(opened);
  return bytes;
}

bool skipped(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return false;
  std::printf("SKIPPED: %s is not here\n", file.filename().c_str());
  return true;
}

TEST_CASE("every message of the recordings reads as the slow twin reads it") {
  if (skipped(kRecordings)) return;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kRecordings)) {
    const std::string name = entry.path().filename().string();
    if (name.find(".csv") == std::string::npos && name.find(".json") == std::string::npos)
      files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::uint64_t messages = 0;
  for (const auto& file : files) {
    CAPTURE(file.string());
    NmeaReader reader([&](const Reading& reading) {
      const auto bits = twin::bits_of_sentences(reading.payload);
      REQUIRE(bits);
      const auto expected = twin::fields_in(*bits);
      REQUIRE(expected);
      REQUIRE(twin::fields_of(reading.message) == *expected);
      ++messages;
    });
    reader.read(bytes_of(file));
    reader.finish();
    CHECK(reader.counts().total() == reader.lines());
  }
  CHECK(messages > 100'000);
}

TEST_CASE("the Danish recording is read whole: five minutes, every message timed") {
  const auto file = kRecordings / "dma_AisAbnormal_ais-sample.txt.gz";
  if (skipped(file)) return;
  std::set<std::uint32_t> ships;
  std::set<std::string> stations;
  std::int64_t first = INT64_MAX;
  std::int64_t last = 0;
  NmeaReader reader([&](const Reading& reading) {
    REQUIRE(reading.at);
    first = std::min(first, reading.at->ms);
    last = std::max(last, reading.at->ms);
    const auto sighting = sighting_of(reading);
    if (sighting && sighting->fix) ships.insert(sighting->mmsi);
    stations.emplace(reading.station);
  });
  reader.read(bytes_of(file));
  reader.finish();
  CHECK(reader.untimed() == 0);
  CHECK(first == 1'384'257'600'011);
  CHECK(last < 1'384'257'900'000);
  CHECK(ships.size() == 1'438);  // with a position, as gpsdecode 3.22 finds them too
  CHECK(stations.size() > 5);
  for (const Count& count : reader.counts().list()) CHECK_FALSE(is_fault(count.kind));
}

}  // namespace
}  // namespace detente::feeds
