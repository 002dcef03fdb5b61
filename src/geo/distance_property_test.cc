#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

#include "geo/distance.h"
#include "geo/draw_for_tests.h"

namespace detente::geo {
namespace {

double oracle_metres(Position a, Position b) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat_e7 * 1e-7, a.lon_e7 * 1e-7, b.lat_e7 * 1e-7, b.lon_e7 * 1e-7,
                                           metres);
  return metres;
}

Position away(Position from, double azimuth, double metres) {
  double lat = 0;
  double lon = 0;
  GeographicLib::Geodesic::WGS84().Direct(from.lat_e7 * 1e-7, from.lon_e7 * 1e-7, azimuth, metres, lat, lon);
  return {static_cast<std::int32_t>(std::lround(lat * 1e7)),
          static_cast<std::int32_t>(std::lround(lon * 1e7))};
}

// One in five close to a pole.
Position somewhere(Draw& draw) {
  Position at = draw.position();
  if (draw.one_in(5)) {
    const auto off = static_cast<std::int32_t>(draw.whole(0, 20'000'000));
    at.lat_e7 = at.lat_e7 < 0 ? off - kLatitudeMax : kLatitudeMax - off;
  }
  return at;
}

TEST_CASE("up to 200 km a distance is the geodesic's to kDistanceError, everywhere") {
  Draw draw = Draw::for_test("distance up to 200 km", 1);
  double worst = 0;
  for (int i = 0; i < 40'000; ++i) {
    const Position a = somewhere(draw);
    const double metres = 200'000 * std::pow(draw.real(0, 1), 3);
    const Position b = away(a, draw.real(0, 360), metres);
    const double error = std::abs(static_cast<double>(distance(a, b).mm) - 1000 * oracle_metres(a, b));
    worst = std::max(worst, error);
    REQUIRE(error <= static_cast<double>(kDistanceError.mm));
    REQUIRE(distance(a, b) == distance(b, a));
  }
  MESSAGE("largest error: ", worst, " mm");
}

TEST_CASE("up to 1,000 km a distance is the geodesic's to 20 cm, beyond to half a percent") {
  Draw draw = Draw::for_test("distance beyond 200 km", 2);
  double worst_share = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Position a = somewhere(draw);
    const Position near = away(a, draw.real(0, 360), draw.real(200'000, 1'000'000));
    REQUIRE(std::abs(static_cast<double>(distance(a, near).mm) - 1000 * oracle_metres(a, near)) < 200);
    const Position any =
        draw.one_in(4) ? away(a, draw.real(0, 360), draw.real(19'900'000, 20'003'900)) : somewhere(draw);
    const double metres = oracle_metres(a, any);
    const double error = std::abs(static_cast<double>(distance(a, any).mm) / 1000 - metres);
    REQUIRE(error <= 0.005 * metres + 0.001);
    worst_share = std::max(worst_share, error / std::max(metres, 1.0));
  }
  MESSAGE("largest error beyond 200 km: ", 100 * worst_share, " %");
}

}  // namespace
}  // namespace detente::geo
