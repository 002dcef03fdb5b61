#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "geo/motion.h"
#include "geo/position.h"

namespace detente::geo {

// What property tests draw from: the same numbers from the same seed everywhere (SplitMix64, Steele, Lea and
// Flood 2014). The seed is printed, and taken from DETENTE_SEED where that is set.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  // In draw_test.cc.
  static Draw for_test(const char* law, std::uint64_t usual_seed);

  std::uint64_t bits() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  // `low` to `high`, both included. REQUIRES: low <= high, less than 2^63 apart
  std::int64_t whole(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(bits() % (static_cast<std::uint64_t>(high - low) + 1));
  }
  double real(double low, double high) {
    return low + (high - low) * static_cast<double>(bits() >> 11) / 9007199254740992.0;
  }
  bool one_in(std::int64_t n) { return whole(1, n) == 1; }

  // Anywhere up to that latitude; one in four close to the antimeridian.
  Position position(std::int32_t lat_max = kLatitudeMax) {
    const auto lat = static_cast<std::int32_t>(whole(-lat_max, lat_max));
    const std::int64_t lon =
        one_in(4) ? kLongitudeMax + whole(-5'000'000, 5'000'000) : whole(-kLongitudeMax, kLongitudeMax);
    return {lat, wrapped_lon_e7(lon)};
  }

  // Within so many 1e-7 degrees of latitude of `middle`, and about as many metres in longitude.
  Position near(Position middle, std::int64_t reach) {
    const std::int64_t lat = middle.lat_e7 + whole(-reach, reach);
    const double wider = 1 / std::max(std::cos(middle.lat_e7 * 1.7453e-9), 1e-3);
    const auto lon_reach = static_cast<std::int64_t>(static_cast<double>(reach) * wider);
    const std::int64_t lon = middle.lon_e7 + whole(-lon_reach, lon_reach) % kLongitudeMax;
    return {static_cast<std::int32_t>(std::clamp<std::int64_t>(lat, -kLatitudeMax, kLatitudeMax)),
            wrapped_lon_e7(lon)};
  }

  Motion motion(Position at, std::int64_t knots_max) {
    return {.position = at,
            .speed = {whole(0, knots_max * base::kMmphPerKnot)},
            .course = {static_cast<std::int32_t>(whole(0, 359'999))}};
  }

 private:
  std::uint64_t state_;
};

}  // namespace detente::geo
