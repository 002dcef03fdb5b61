#include "drill/course.h"

#include <cmath>
#include <cstdlib>
#include <doctest/doctest.h>

#include "drill/draw_for_tests.h"
#include "geo/distance.h"
#include "geo/motion.h"

namespace detente::drill {

namespace {

// How far apart two directions are, in mdeg.
int turn(int a, int b) {
  const int difference = std::abs(a - b) % 360'000;
  return std::min(difference, 360'000 - difference);
}

}  // namespace

TEST_CASE("the eight winds") {
  CHECK(direction(0, 0).mdeg == 0);
  CHECK(direction(0, 5).mdeg == 0);
  CHECK(direction(5, 5).mdeg == 45'000);
  CHECK(direction(5, 0).mdeg == 90'000);
  CHECK(direction(5, -5).mdeg == 135'000);
  CHECK(direction(0, -5).mdeg == 180'000);
  CHECK(direction(-5, -5).mdeg == 225'000);
  CHECK(direction(-5, 0).mdeg == 270'000);
  CHECK(direction(-5, 5).mdeg == 315'000);
}

TEST_CASE("a direction by integers is that of atan2, to 1 mdeg") {
  Random draw = draw_for_test("direction", 20261121);
  for (int i = 0; i < 100'000; ++i) {
    const std::int64_t size = INT64_C(1) << draw.between(1, 51);
    const std::int64_t east = draw.between(-size, size), north = draw.between(-size, size);
    if (east == 0 && north == 0) continue;
    const double degrees =
        std::atan2(static_cast<double>(east), static_cast<double>(north)) * 57.29577951308232;
    const auto wanted = static_cast<int>(std::lround((degrees < 0 ? degrees + 360 : degrees) * 1'000));
    REQUIRE(turn(direction(east, north).mdeg, wanted) <= 1);
  }
}

TEST_CASE("the course to where a course leads is that course, to 0.1 deg") {
  Random draw = draw_for_test("course_between", 20261121);
  for (int i = 0; i < 20'000; ++i) {
    const geo::Position from{static_cast<std::int32_t>(draw.between(-700'000'000, 700'000'000)),
                             static_cast<std::int32_t>(draw.between(-1'800'000'000, 1'800'000'000))};
    const auto course = static_cast<std::int32_t>(draw.between(0, 359'999));
    const base::Speed speed{draw.between(base::kMmphPerKnot, 15 * base::kMmphPerKnot)};
    const geo::Position to = geo::advanced({from, speed, {course}}, {base::kMsPerHour});
    REQUIRE(turn(course_between(from, to).mdeg, course) <= 100);
  }
}

TEST_CASE("the integer root is the greatest that fits") {
  Random draw = draw_for_test("integer_root", 20261121);
  for (int i = 0; i < 100'000; ++i) {
    const std::int64_t square = draw.between(0, INT64_C(1) << draw.between(1, 61));
    const std::int64_t root = integer_root(square);
    REQUIRE(root * root <= square);
    REQUIRE((root + 1) * (root + 1) > square);
  }
  CHECK(integer_root(0) == 0);
  CHECK(integer_root(INT64_MAX) == 3'037'000'499);
}

TEST_CASE("moved goes as far as it was told, across the antimeridian too") {
  const geo::Position from{-400'000'000, 1'799'990'000};
  const geo::Position to = moved(from, {1'500'000}, {-2'000'000});
  CHECK(to.lon_e7 < 0);
  CHECK(longitude_from(from, to) > 0);
  CHECK(std::abs(geo::distance(from, to).mm - 2'500'000) < 60);
}

}  // namespace detente::drill
