#pragma once

#include <compare>
#include <cstdint>

namespace detente::geo {

// A point on the WGS 84 ellipsoid in units of 1e-7 degree (1.1 cm of latitude).
// lat_e7: -900,000,000 to 900,000,000, north positive. lon_e7: -1,800,000,000 to 1,800,000,000, east
// positive.
struct Position {
  std::int32_t lat_e7 = 0;
  std::int32_t lon_e7 = 0;
  friend constexpr auto operator<=>(const Position&, const Position&) = default;
};

inline constexpr std::int32_t kLatitudeMax = 900'000'000;
inline constexpr std::int32_t kLongitudeMax = 1'800'000'000;

constexpr bool is_valid(Position p) {
  return p.lat_e7 >= -kLatitudeMax && p.lat_e7 <= kLatitudeMax && p.lon_e7 >= -kLongitudeMax &&
         p.lon_e7 <= kLongitudeMax;
}

}  // namespace detente::geo
