#include "geo/leg.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/check.h"
#include "geo/earth.h"

namespace detente::geo {
namespace {

// REQUIRES: 0 < part <= whole <= 24 h. A difference is at most 1.8e9, so the product stays below 1.6e17.
std::int64_t share(std::int64_t difference, std::int64_t part, std::int64_t whole) {
  return base::rounded_quotient(difference * part, whole);
}

}  // namespace

Position position_at(const Leg& leg, base::Instant at) {
  CHECK(leg.start < leg.end && leg.end - leg.start <= base::Duration{base::kMsPerDay});
  CHECK(leg.span().holds(at));
  if (at == leg.start) return leg.from;
  if (at == leg.end) return leg.to;
  const std::int64_t part = (at - leg.start).ms;
  const std::int64_t whole = (leg.end - leg.start).ms;
  const std::int64_t north = std::int64_t{leg.to.lat_e7} - leg.from.lat_e7;
  const std::int64_t east = eastward_e7(leg.from.lon_e7, leg.to.lon_e7);
  return {.lat_e7 = static_cast<std::int32_t>(leg.from.lat_e7 + share(north, part, whole)),
          .lon_e7 = wrapped_lon_e7(leg.from.lon_e7 + share(east, part, whole))};
}

// The leg is straight in (longitude, latitude), so at any moment its speed is
//   sqrt((M lat')^2 + (N cos(lat) lon')^2).
// M grows with |lat|, N cos(lat) falls: the largest |lat| of the leg bounds the first term, the smallest the
// second. Rounding to double is covered by one part in 1e9 and one mm/h.
base::Speed speed_bound(const Leg& leg) {
  CHECK(leg.start < leg.end && leg.end - leg.start <= base::Duration{base::kMsPerDay});
  const double from = std::abs(leg.from.lat_e7 * kRadiansPerE7);
  const double to = std::abs(leg.to.lat_e7 * kRadiansPerE7);
  const bool crosses_equator = (leg.from.lat_e7 < 0) != (leg.to.lat_e7 < 0);
  const SineCosine highest = sine_cosine(std::max(from, to));
  const SineCosine lowest = sine_cosine(crosses_equator ? 0 : std::min(from, to));
  const double north = radii(highest.sine).meridian * kRadiansPerE7 *
                       static_cast<double>(std::int64_t{leg.to.lat_e7} - leg.from.lat_e7);
  const double east = radii(lowest.sine).across * lowest.cosine * kRadiansPerE7 *
                      static_cast<double>(eastward_e7(leg.from.lon_e7, leg.to.lon_e7));
  const double millimetres = 1000 * std::sqrt(north * north + east * east);
  const double hours = static_cast<double>((leg.end - leg.start).ms) / base::kMsPerHour;
  return {static_cast<std::int64_t>(millimetres / hours * (1 + 1e-9)) + 1};
}

}  // namespace detente::geo
