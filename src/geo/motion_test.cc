#include "geo/motion.h"

#include <cstdlib>
#include <doctest/doctest.h>

#include "geo/distance.h"

namespace detente::geo {
namespace {

using base::Angle;
using base::Distance;
using base::Duration;
using base::Speed;

constexpr Speed knots(std::int64_t kn) {
  return {kn * base::kMmphPerKnot};
}
constexpr Duration minutes(std::int64_t m) {
  return {m * base::kMsPerMinute};
}
constexpr Angle degrees(std::int32_t d) {
  return {d * 1'000};
}

Motion from(Position at, std::int64_t kn, std::int32_t course) {
  return {.position = at, .speed = knots(kn), .course = degrees(course)};
}

constexpr Position kHere{375'000'000, 1'248'000'000};

TEST_CASE("an hour at 60 knots is sixty miles, whatever the course") {
  for (std::int32_t course = 0; course < 360; course += 15) {
    const Position there = advanced(from(kHere, 60, course), minutes(60));
    // The rhumb line is a little longer than the geodesic: by x^3 tan^2(lat) / 24, 0.7 m of 111 km at most.
    const Distance gone = distance(kHere, there);
    CHECK(gone.mm <= 60 * base::kMmPerNauticalMile + 10);
    CHECK(gone.mm >= 60 * base::kMmPerNauticalMile - 900);
  }
  CHECK(advanced(from(kHere, 60, 90), minutes(60)).lat_e7 == kHere.lat_e7);
  CHECK(advanced(from(kHere, 60, 0), minutes(60)).lon_e7 == kHere.lon_e7);
  CHECK(advanced(from(kHere, 0, 45), minutes(60)) == kHere);
}

TEST_CASE("back is ahead undone") {
  const Motion ahead = from(kHere, 25, 73);
  const Position there = advanced(ahead, minutes(40));
  const Position back = advanced(from(there, 25, 73), minutes(-40));
  CHECK(distance(kHere, back) <= Distance{16});
}

TEST_CASE("a vessel sails over the antimeridian") {
  const Position there = advanced(from({100'000'000, 1'799'900'000}, 10, 90), minutes(60));
  CHECK(there.lon_e7 < -1'798'000'000);
  CHECK(there.lat_e7 == 100'000'000);
}

TEST_CASE("near the poles nothing overflows") {
  for (const std::int32_t lat : {899'999'999, 900'000'000, -900'000'000, 899'000'000})
    for (std::int32_t course = 0; course < 360; course += 45) {
      CHECK(is_valid(advanced(from({lat, 0}, 200, course), minutes(60))));
      const Approach met = closest_approach(from({lat, 0}, 200, course), from({lat, 1'800'000'000}, 200, 45));
      CHECK(met.distance <= met.now);
      CHECK(met.until >= Duration{0});
    }
}

TEST_CASE("two head on meet half way") {
  const Position ahead = advanced(from(kHere, 10, 0), minutes(60));
  const Approach met = closest_approach(from(kHere, 10, 0), from(ahead, 10, 180));
  CHECK(met.now == distance(kHere, ahead));
  CHECK(met.distance <= Distance{10});
  CHECK(std::abs((met.until - minutes(30)).ms) <= 2);
}

TEST_CASE("two ships on one course never close") {
  const Motion a = from(kHere, 12, 30);
  const Motion b = from({375'100'000, 1'248'300'000}, 12, 30);
  const Approach met = closest_approach(a, b);
  CHECK(met.until == Duration{0});
  CHECK(met.distance == met.now);
  const auto close = passage(a, b, met.now + Distance{1});
  REQUIRE(close.has_value());
  CHECK(close->from == Duration{0});
  CHECK(close->to == kForever);
  CHECK(!passage(a, b, met.now).has_value());
}

TEST_CASE("both stopped, and both in one place") {
  const Approach apart = closest_approach(from(kHere, 0, 0), from({375'001'000, 1'248'000'000}, 0, 90));
  CHECK(apart.until == Duration{0});
  CHECK(apart.distance == apart.now);
  const Approach together = closest_approach(from(kHere, 0, 0), from(kHere, 0, 0));
  CHECK(together.distance == Distance{0});
  CHECK(passage(from(kHere, 0, 0), from(kHere, 0, 0), {1})->to == kForever);
  CHECK(!passage(from(kHere, 0, 0), from(kHere, 0, 0), {0}).has_value());
}

TEST_CASE("relative speed below a millimetre a second is no motion, above it is") {
  Motion a = from(kHere, 10, 0);
  const Motion b = from({375'100'000, 1'248'000'000}, 10, 0);
  a.speed.mmph += 3'500;  // 0.97 mm/s
  CHECK(closest_approach(a, b).until == Duration{0});
  CHECK(closest_approach(a, b).distance == closest_approach(a, b).now);
  a.speed.mmph += 500;  // 1.1 mm/s towards b, 1,110 m away: eleven days
  const Approach slow = closest_approach(a, b);
  CHECK(slow.until > minutes(60 * 24 * 10));
  CHECK(slow.until < minutes(60 * 24 * 13));
}

TEST_CASE("two that have passed each other are closest now") {
  const Motion north = from({375'100'000, 1'248'000'000}, 15, 0);
  const Motion south = from(kHere, 15, 180);
  const Approach met = closest_approach(north, south);
  CHECK(met.until == Duration{0});
  CHECK(met.distance == met.now);
  // 1,110 m apart and opening at 30 kn: 2,000 m after 57.7 s.
  const auto close = passage(north, south, {2'000'000});
  REQUIRE(close.has_value());
  CHECK(close->from == Duration{0});
  CHECK(std::abs(close->to.ms - 57'666) < 50);
}

TEST_CASE("a passage begins and ends where the distance passes the limit, and lies inside") {
  const Motion a = from(kHere, 12, 90);
  const Motion b = from(advanced(from(kHere, 12, 45), minutes(30)), 14, 200);
  const Approach met = closest_approach(a, b);
  const Distance limit = met.distance + Distance{300'000};
  const auto close = passage(a, b, limit);
  REQUIRE(close.has_value());
  CHECK(close->from <= met.until);
  CHECK(met.until <= close->to);
  const auto apart = [&](Duration t) { return distance(advanced(a, t), advanced(b, t)); };
  CHECK(std::abs((apart(close->from) - limit).mm) <= kMotionError.mm);
  CHECK(std::abs((apart(close->to) - limit).mm) <= kMotionError.mm);
  // At the limit itself there is none; one millimetre wider it is short and holds the closest approach.
  CHECK(!passage(a, b, met.distance).has_value());
  const auto graze = passage(a, b, met.distance + Distance{1});
  REQUIRE(graze.has_value());
  CHECK(graze->from <= met.until);
  CHECK(met.until <= graze->to);
}

}  // namespace
}  // namespace detente::geo
