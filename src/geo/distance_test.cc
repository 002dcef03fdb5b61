#include "geo/distance.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <initializer_list>

#include "geo/earth.h"

namespace detente::geo {
namespace {

TEST_CASE("known distances come out to the millimetre") {
  // The first degree of the meridian: GeographicLib 2.1, GeodSolve -i.
  CHECK(distance({0, 0}, {10'000'000, 0}).mm == 110'574'389);
  // One degree of the equator is a pi / 180.
  CHECK(distance({0, 0}, {0, 10'000'000}).mm == 111'319'491);
  CHECK(distance({0, 0}, {0, 1}).mm == 11);
}

TEST_CASE("Vincenty's line from Flinders Peak to Buninyong is 54,972.271 m long") {
  // The worked example of the Geocentric Datum of Australia Technical Manual, chapter 4; its GRS 80 differs
  // from WGS 84 by less than a micrometre here. The positions are rounded to 1e-7 degree.
  const Position flinders{-379'510'334, 1'444'248'679};
  const Position buninyong{-376'528'211, 1'439'264'955};
  CHECK(std::abs(distance(flinders, buninyong).mm - 54'972'271) <= 12);
}

TEST_CASE("a point is nowhere but at itself, and distance has no direction") {
  const Position a{376'543'210, 1'249'876'543};
  const Position b{377'543'219, 1'250'876'541};
  CHECK(distance(a, a).mm == 0);
  CHECK(distance(a, b) == distance(b, a));
}

TEST_CASE("the antimeridian is a line like any other") {
  const Position west{100'000'000, 1'799'990'000};
  const Position east{100'000'000, -1'799'990'000};
  CHECK(distance(west, east) == distance({100'000'000, -10'000}, {100'000'000, 10'000}));
  CHECK(distance({100'000'000, 1'800'000'000}, {100'000'000, -1'800'000'000}).mm == 0);
}

TEST_CASE("a pole is one point, whatever its longitude") {
  CHECK(distance({kLatitudeMax, 0}, {kLatitudeMax, 1'234'567'890}).mm == 0);
  CHECK(distance({-kLatitudeMax, 0}, {-kLatitudeMax, -1'800'000'000}).mm == 0);
  // Across the pole: twice the way up.
  const base::Distance up = distance({899'000'000, 0}, {kLatitudeMax, 0});
  CHECK(std::abs(distance({899'000'000, 0}, {899'000'000, 1'800'000'000}).mm - 2 * up.mm) <= 1);
}

TEST_CASE("antipodes are half a meridian apart, within half a percent") {
  constexpr std::int64_t half_meridian = 20'003'931'459;
  CHECK(std::abs(distance({0, 0}, {0, 1'800'000'000}).mm - half_meridian) < half_meridian / 200);
  CHECK(std::abs(distance({900'000'000, 0}, {-900'000'000, 0}).mm - half_meridian) < 20'000);
}

TEST_CASE("distance has no step where one formula passes into the other") {
  const Position from{300'000'000, 0};
  for (const std::int32_t lat : {390'000'000, 480'000'000})  // about 1,000 and 2,000 km
    for (std::int32_t i = -2'000'000; i < 2'000'000; i += 1'000) {
      const Position near{lat + i, 0};
      const Position far{lat + i + 100, 0};
      const std::int64_t grown = (distance(from, far) - distance(from, near)).mm;
      CHECK(grown >= 1'100);
      CHECK(grown <= 1'115);
    }
}

}  // namespace
}  // namespace detente::geo
