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

// From one longitude to another the shorter way round, east positive: -1,799,999,999 to 1,800,000,000.
// Exactly half way round is eastward.
constexpr std::int64_t eastward_e7(std::int32_t from_lon_e7, std::int32_t to_lon_e7) {
  constexpr std::int64_t turn = 2 * std::int64_t{kLongitudeMax};
  const std::int64_t difference = std::int64_t{to_lon_e7} - from_lon_e7;
  if (difference > kLongitudeMax) return difference - turn;
  if (difference <= -std::int64_t{kLongitudeMax}) return difference + turn;
  return difference;
}

// The same meridian within -180 and 180 degrees. REQUIRES: at most one turn outside.
constexpr std::int32_t wrapped_lon_e7(std::int64_t lon_e7) {
  constexpr std::int64_t turn = 2 * std::int64_t{kLongitudeMax};
  if (lon_e7 > kLongitudeMax) lon_e7 -= turn;
  if (lon_e7 < -std::int64_t{kLongitudeMax}) lon_e7 += turn;
  return static_cast<std::int32_t>(lon_e7);
}

}  // namespace detente::geo
