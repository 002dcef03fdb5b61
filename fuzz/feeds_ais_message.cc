#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "feeds/ais_message.h"
#include "feeds/ais_twin.h"

// Any bits, armoured in up to three pieces with any fill: the quick decoder and the slow twin say the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente::feeds;
  if (size < 3) return 0;
  const std::uint8_t fills = data[0];
  const std::size_t first = data[1], second = data[2];
  std::string payload;
  for (std::size_t i = 3; i < size && payload.size() < 400; ++i) {
    const int six = data[i] & 63;
    payload += static_cast<char>(six < 40 ? six + '0' : six - 40 + '`');
    // One byte in many is no armour.
    if (data[i] == 0xFF) payload.back() = static_cast<char>(data[i]);
  }
  SixBits bits;
  std::string expected;
  bool good = true;
  const std::string_view all = payload;
  const std::size_t a = std::min(first, all.size());
  const std::size_t b = std::min(a + second, all.size());
  const std::string_view pieces[] = {all.substr(0, a), all.substr(a, b - a), all.substr(b)};
  unsigned shift = 0;
  for (const std::string_view piece : pieces) {
    const unsigned fill = (fills >> shift & 3U) + (shift == 4 ? 2 : 0);
    shift += 2;
    const auto more = twin::bits_of(piece, fill);
    const bool taken = bits.append(piece, fill);
    CHECK(taken == more.has_value());
    good = good && taken;
    if (!good) return 0;
    expected += *more;
  }
  CHECK(bits.size() == expected.size());
  AisMessage message;
  const MessageFault fault = read_message(bits, message);
  const auto fields = twin::fields_in(expected);
  CHECK((fault == MessageFault::none) == fields.has_value());
  if (!fields) return 0;
  CHECK(twin::fields_of(message) == *fields);
  if (const auto* report = std::get_if<PositionReport>(&message.body)) {
    const auto position = report->position();
    CHECK(!position || detente::geo::is_valid(*position));
  }
  return 0;
}
