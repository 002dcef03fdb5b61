#include "drill/course.h"

#include <array>
#include <cstdlib>

#include "base/check.h"
#include "geo/distance.h"
#include "geo/motion.h"

namespace detente::drill {

namespace {

// atan(2^-i) in 1e-9 degree.
constexpr std::array<std::int64_t, 34> kArcs{45'000'000'000,
                                             26'565'051'177,
                                             14'036'243'468,
                                             7'125'016'349,
                                             3'576'334'375,
                                             1'789'910'608,
                                             895'173'710,
                                             447'614'171,
                                             223'810'500,
                                             111'905'677,
                                             55'952'892,
                                             27'976'453,
                                             13'988'227,
                                             6'994'114,
                                             3'497'057,
                                             1'748'528,
                                             874'264,
                                             437'132,
                                             218'566,
                                             109'283,
                                             54'642,
                                             27'321,
                                             13'660,
                                             6'830,
                                             3'415,
                                             1'708,
                                             854,
                                             427,
                                             213,
                                             107,
                                             53,
                                             27,
                                             13,
                                             7};

// The angle of (x, y) above the x axis in 1e-9 degree, by Volder's CORDIC in vectoring mode. x > 0, y >= 0.
std::int64_t arc_of(std::int64_t x, std::int64_t y) {
  while (x < (INT64_C(1) << 52) && y < (INT64_C(1) << 52)) {
    x *= 2;
    y *= 2;
  }
  std::int64_t arc = 0;
  for (std::size_t i = 0; i < kArcs.size(); ++i) {
    const std::int64_t dx = x >> i, dy = y >> i;
    if (y >= 0) {
      x += dy;
      y -= dx;
      arc += kArcs[i];
    } else {
      x -= dy;
      y += dx;
      arc -= kArcs[i];
    }
  }
  return arc;
}

}  // namespace

base::Angle direction(std::int64_t east, std::int64_t north) {
  CHECK(std::abs(east) < (INT64_C(1) << 52) && std::abs(north) < (INT64_C(1) << 52));
  if (east == 0 && north == 0) return {0};
  // The angle from the north-south axis towards the east-west axis, then by quadrant.
  const std::int64_t across = std::abs(east), along = std::abs(north);
  const std::int64_t arc = along == 0 ? 90'000'000'000 : arc_of(along, across);
  const std::int64_t mdeg = base::rounded_quotient(arc, 1'000'000);
  const std::int64_t turned =
      north >= 0 ? (east >= 0 ? mdeg : 360'000 - mdeg) : (east >= 0 ? 180'000 - mdeg : 180'000 + mdeg);
  return {static_cast<std::int32_t>((turned + 360'000) % 360'000)};
}

std::int64_t longitude_from(geo::Position a, geo::Position b) {
  constexpr std::int64_t kTurn = 2 * INT64_C(1'800'000'000);
  std::int64_t difference = static_cast<std::int64_t>(b.lon_e7) - a.lon_e7;
  if (difference > geo::kLongitudeMax) difference -= kTurn;
  if (difference < -geo::kLongitudeMax) difference += kTurn;
  return difference;
}

base::Angle course_between(geo::Position a, geo::Position b) {
  const auto middle = static_cast<std::int32_t>((static_cast<std::int64_t>(a.lat_e7) + b.lat_e7) / 2);
  const std::int64_t east = geo::distance({middle, a.lon_e7}, {middle, b.lon_e7}).mm;
  const std::int64_t north = geo::distance(a, {b.lat_e7, a.lon_e7}).mm;
  return direction(longitude_from(a, b) < 0 ? -east : east, b.lat_e7 < a.lat_e7 ? -north : north);
}

std::int64_t integer_root(std::int64_t square) {
  CHECK(square >= 0);
  std::int64_t root = 0;
  for (std::int64_t bit = INT64_C(1) << 31; bit > 0; bit >>= 1) {
    const std::int64_t tried = root + bit;
    if (tried <= square / tried) root = tried;
  }
  return root;
}

geo::Position moved(geo::Position from, base::Distance east, base::Distance north) {
  const std::int64_t far = integer_root(east.mm * east.mm + north.mm * north.mm);
  // So many millimetres in an hour, for an hour.
  return geo::advanced({.position = from, .speed = {far}, .course = direction(east.mm, north.mm)},
                       {base::kMsPerHour});
}

}  // namespace detente::drill
