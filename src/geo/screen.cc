#include "geo/screen.h"

#include <algorithm>
#include <cmath>

#include "geo/trig.h"

namespace detente::geo {

namespace {

constexpr double kMetresPerE7 = 0.0111319;  // of the equator; of a meridian within 0.7 %
constexpr double kCosineOf70 = 0.3421;      // rounded up
constexpr double kFarthest = 150'000;       // m
constexpr double kShare = 0.02;
constexpr double kFixed = 50;  // m

}  // namespace

PlaneMotion plane_motion(const Motion& motion) {
  const double speed = static_cast<double>(motion.speed.mmph) / 3.6e6;
  const SineCosine course = sine_cosine(motion.course.mdeg * kRadiansPerMdeg);
  const SineCosine latitude = sine_cosine(motion.position.lat_e7 * kRadiansPerE7);
  return {.position = motion.position,
          .cosine = latitude.cosine,
          .east = speed * course.sine,
          .north = speed * course.cosine};
}

base::Distance nearest_at_least(const PlaneMotion& a, const PlaneMotion& b, base::Duration head_start,
                                base::Duration horizon) {
  if (a.cosine < kCosineOf70 || b.cosine < kCosineOf70) return {};
  double dlon = static_cast<double>(b.position.lon_e7) - a.position.lon_e7;
  if (dlon > 1.8e9) dlon -= 3.6e9;
  if (dlon < -1.8e9) dlon += 3.6e9;
  const double lead = static_cast<double>(head_start.ms) / 1'000.0,
               time = static_cast<double>(horizon.ms) / 1'000.0;
  const double east = dlon * kMetresPerE7 * (a.cosine + b.cosine) / 2 + b.east * lead;
  const double north =
      (static_cast<double>(b.position.lat_e7) - a.position.lat_e7) * kMetresPerE7 + b.north * lead;
  const double apart = std::abs(east) + std::abs(north);
  if (apart > kFarthest) return {};
  const double ve = b.east - a.east, vn = b.north - a.north;
  const double square = ve * ve + vn * vn;
  const double until = square > 0 ? std::clamp(-(east * ve + north * vn) / square, 0.0, time) : 0.0;
  const double e = east + ve * until, n = north + vn * until;
  const double paths =
      (std::abs(a.east) + std::abs(a.north) + std::abs(b.east) + std::abs(b.north)) * (time + lead);
  const double nearest = std::sqrt(e * e + n * n) - kShare * (apart + paths) - kFixed;
  return {nearest > 0 ? static_cast<std::int64_t>(nearest * 1'000.0) : 0};
}

}  // namespace detente::geo
