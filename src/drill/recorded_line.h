#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/units.h"
#include "geo/position.h"

// One line of a recording, with other times, identities and places; every other bit stays. Checksums are
// made anew. Used by amplifier.cc.
namespace detente::drill {

// Moves every position by one step north and east, so that distances and courses near `from` stay what they
// are: differences in longitude are stretched by the ratio of the parallels of `from` and `to`.
class Translation {
 public:
  Translation(geo::Position from, geo::Position to);
  std::optional<geo::Position> moved(geo::Position position) const;  // nothing beyond a pole

 private:
  geo::Position from_, to_;
  std::int64_t from_parallel_mm_, to_parallel_mm_;  // of a tenth of a degree
};

// What is found in a payload that begins a message. Positions of 1/10,000 and 1/10 minute, as M.1371-5 has
// them in types 1 to 4, 9, 11, 17 to 19, 21 and 27.
class PayloadEditor {
 public:
  // Nothing where a character is no six-bit armour, or there are fewer than the 38 bits of type and MMSI.
  static std::optional<PayloadEditor> open(std::string_view payload);
  int type() const;
  std::uint32_t mmsi() const;
  void set_mmsi(std::uint32_t mmsi);              // REQUIRES: less than 2^30
  std::optional<geo::Position> position() const;  // absent where there is none, or it is not available
  void set_position(geo::Position position);      // REQUIRES: position()
  std::string payload() const;

 private:
  struct Place {
    std::size_t longitude, latitude;
    int longitude_width, latitude_width;
    std::int32_t per_minute;
  };
  std::optional<Place> place() const;
  std::int64_t number(std::size_t start, int width) const;  // two's complement
  void set_number(std::size_t start, int width, std::int64_t value);
  std::string bits_;  // one six-bit value a character
};

// The line with the `c:` of its tag block later by `shift` (seconds stay seconds, floored); as it is where
// there is no tag block, or one that is wrong.
std::string with_later_tag(std::string_view line, base::Duration shift);

// The `$PGHP` line later by `shift`, and saying that the next sentence has this checksum, where it said one.
// As it is where it is wrong.
std::string with_later_gatehouse(std::string_view line, base::Duration shift, std::optional<int> checksum);

// What follows a sentence's checksum, with its last field later where that is seconds since 1970.
std::string with_later_suffix(std::string_view suffix, base::Duration shift);

}  // namespace detente::drill
