// From bytes to messages and sightings: sentences a second, without JSON and with it.

#include <algorithm>
#include <benchmark/benchmark.h>
#include <string>
#include <vector>
#include <zlib.h>

#include "feeds/ais_json.h"
#include "feeds/ais_twin.h"
#include "feeds/nmea_reader.h"

namespace {

using namespace detente;

// The public recording where it is, else a feed of our own of the same mix.
const std::string& feed() {
  static const std::string bytes = [] {
    std::string read;
    gzFile file = gzopen(DETENTE_SOURCE_DIR "/../shared/data/ais/aishub_nmea-sample_85k.txt.gz", "rb");
    if (file != nullptr) {
      std::vector<char> piece(65'536);
      for (int got = 0; (got = gzread(file, piece.data(), static_cast<unsigned>(piece.size()))) > 0;) {
        read.append(piece.data(), static_cast<std::size_t>(got));
      }
      gzclose(file);
      return read;
    }
    for (int i = 0; i < 85'000; ++i) {
      const bool voyage = i % 35 == 0;
      feeds::twin::BitString bits;
      bits.add(voyage ? 5 : 1, 6).add(0, 2).add(440'000'000 + i % 11'000, 30).add(i * 7919LL, 57);
      while (bits.bits.size() < (voyage ? 424U : 168U)) bits.add(i * 104'729LL, 30);
      bits.bits.resize(voyage ? 424 : 168);
      for (const std::string& sentence : feeds::twin::sentences(bits.bits, i / 35 % 10))
        read += sentence + "\r\n";
    }
    return read;
  }();
  return bytes;
}

std::int64_t sentences() {
  static const std::int64_t count = std::count(feed().begin(), feed().end(), '\n');
  return count;
}

template <typename Use>
void read_all(benchmark::State& state, Use use) {
  for (auto _ : state) {
    feeds::NmeaReader reader(use);
    std::string_view rest = feed();
    while (!rest.empty()) {
      reader.read(rest.substr(0, 65'536));
      rest.remove_prefix(std::min<std::size_t>(rest.size(), 65'536));
    }
    reader.finish();
    benchmark::DoNotOptimize(reader.lines());
  }
  state.SetItemsProcessed(state.iterations() * sentences());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(feed().size()));
}

void decode_messages(benchmark::State& state) {
  read_all(state, [](const feeds::Reading& reading) { benchmark::DoNotOptimize(reading.message.mmsi); });
}
BENCHMARK(decode_messages);

void decode_sightings(benchmark::State& state) {
  read_all(state, [](const feeds::Reading& reading) {
    auto sighting = feeds::sighting_of(reading);
    benchmark::DoNotOptimize(sighting);
  });
}
BENCHMARK(decode_sightings);

void decode_json(benchmark::State& state) {
  std::string out;
  read_all(state, [&out](const feeds::Reading& reading) {
    out.clear();
    feeds::append_json(reading, "stdin", out);
    benchmark::DoNotOptimize(out.data());
  });
}
BENCHMARK(decode_json);

}  // namespace
