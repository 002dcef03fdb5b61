#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/position.h"

// Positions as they are written: 37.9N 124.7E, 37°40'00"N 125°00'00"E, 37°40.5'N 125°E.
namespace detente::agreements {

struct CoordinateReading {
  std::optional<std::int32_t>
      value_e7;              // degrees x 1e7, north and east positive; rounded half away from zero
  bool is_latitude = false;  // N or S stood behind it
  std::string wrong;         // what is wrong with it, where there is no value
};
// Decimal degrees with at most 7 decimals, or degrees and minutes (at most 5 decimals), or degrees, minutes
// and seconds (at most 3), the hemisphere behind.
CoordinateReading read_coordinate(std::string_view raw);

// The canonical spelling: "37.9000000N 124.7000000E".
std::string position_text(geo::Position position);

}  // namespace detente::agreements
