#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/json.h"
#include "feeds/ais_json.h"
#include "feeds/ais_twin.h"
#include "feeds/nmea_reader.h"

// Whatever comes, in pieces of any size: each line is counted once, the pieces change nothing, a reading is
// what the slow twin reads from its payload, and what is printed is a line.
namespace {

using namespace detente;

struct Heard {
  std::string printed;
  std::string counts;
};

void check_with_twin(const feeds::Reading& reading) {
  const auto bits = feeds::twin::bits_of_sentences(reading.payload);
  CHECK(bits.has_value());
  const auto fields = feeds::twin::fields_in(*bits);
  CHECK(fields.has_value());
  CHECK(feeds::twin::fields_of(reading.message) == *fields);
}

Heard hear(std::string_view feed, std::string_view sizes) {
  const bool with_twin = sizes.empty();  // once is enough: both runs print the same
  Heard heard;
  feeds::NmeaReader reader([&](const feeds::Reading& reading) {
    if (with_twin) check_with_twin(reading);
    const std::size_t start = heard.printed.size();
    feeds::append_json(reading, "fuzz", heard.printed);
    CHECK(heard.printed.find('\n', start) == std::string::npos);
    CHECK(base::is_utf8(std::string_view(heard.printed).substr(start)));
    heard.printed += '\n';
    const auto sighting = feeds::sighting_of(reading);
    if (sighting) {
      CHECK(sighting->mmsi <= feeds::kMmsiMax);
      CHECK(sighting->fix.has_value() != sighting->particulars.has_value());
      CHECK(!sighting->fix || geo::is_valid(sighting->fix->position));
    }
  });
  std::size_t step = 0;
  while (!feed.empty()) {
    const std::size_t size =
        sizes.empty() ? feed.size() : 1 + static_cast<std::uint8_t>(sizes[step++ % sizes.size()]);
    reader.read(feed.substr(0, size));
    feed.remove_prefix(std::min(size, feed.size()));
  }
  reader.finish();
  CHECK(reader.counts().total() == reader.lines());
  CHECK(reader.counts().of(feeds::LineKind::fragment_waiting) == 0);
  for (const feeds::Count& count : reader.counts().list()) {
    CHECK(count.first_line >= 1 && count.first_line <= reader.lines());
    heard.counts +=
        count.name + " " + std::to_string(count.lines) + " " + std::to_string(count.first_line) + "\n";
  }
  return heard;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // The first bytes are the sizes of the pieces, the rest is the feed.
  const std::string_view sizes = input.substr(0, std::min<std::size_t>(size, 3));
  const std::string_view feed = input.substr(sizes.size());
  const Heard whole = hear(feed, {});
  const Heard pieces = hear(feed, sizes);
  CHECK(whole.printed == pieces.printed);
  CHECK(whole.counts == pieces.counts);
  return 0;
}
