#include "drill/voyage.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <string>

#include "drill/course.h"
#include "drill/draw_for_tests.h"
#include "drill/transmitter.h"
#include "geo/distance.h"

namespace detente::drill {

namespace {

constexpr base::Instant kStart{1'795'226'400'000};
constexpr geo::Position kP{376'000'000, 1'248'000'000};
constexpr geo::Position kQ{377'000'000, 1'248'500'000};

constexpr base::Speed knots(std::int64_t kn) {
  return {kn * base::kMmphPerKnot};
}
constexpr base::Instant after(std::int64_t seconds) {
  return {kStart.ms + seconds * 1'000};
}

Vessel vessel(const Routine& routine) {
  return {.name = "Boat",
          .party = "KOR",
          .vessel_class = base::VesselClass::fishing,
          .mmsi = 440990001,
          .ais = AisClass::b,
          .routine = routine,
          .present = {kStart, after(86'400)}};
}

Incident incident(Incident::Kind kind, std::vector<geo::Position> points, base::Speed speed, int course) {
  return {.kind = kind,
          .at = kStart,
          .vessel = 0,
          .points = std::move(points),
          .speed = speed,
          .course = {course},
          .until = {}};
}

}  // namespace

TEST_CASE(
    "from one second to the next a vessel goes as far as its speed says, in the direction of its course") {
  Random draw = draw_for_test("voyages", 20261121);
  for (int run = 0; run < 40; ++run) {
    Routine routine;
    routine.kind = run % 2 == 0 ? Routine::Kind::loop : Routine::Kind::fishing;
    const auto latitude = static_cast<std::int32_t>(draw.between(-690'000'000, 690'000'000));
    const auto longitude = static_cast<std::int32_t>(draw.between(-1'799'000'000, 1'799'000'000));
    routine.points = {{latitude, longitude}, {latitude + 1'000'000, longitude - 2'000'000}};
    routine.radius = {5 * base::kMmPerNauticalMile};
    routine.speeds = {knots(2), knots(20)};
    const Vessel one = vessel(routine);
    Voyage voyage(one, draw.next());
    voyage.advance_to(kStart);
    for (int second = 1; second < 3'000; ++second) {
      const geo::Motion before = voyage.motion();
      voyage.advance_to(after(second));
      const geo::Motion now = voyage.motion();
      if (now.course != before.course || now.speed != before.speed) continue;  // a turn in between
      const std::int64_t far = geo::distance(before.position, now.position).mm;
      // Rounding to 1e-7 degree moves each end by up to 8 mm; a piece of a leg is right to 0.1 %.
      REQUIRE(std::abs(far - now.speed.mmph / 3'600) <= 20 + now.speed.mmph / 3'600 / 500);
      const geo::Position forecast = geo::advanced(before, {base::kMsPerSecond});
      REQUIRE(geo::distance(forecast, now.position).mm <= 40 + far / 200);
    }
  }
}

TEST_CASE("a route begins at its first point, ends at its last, and anchors there") {
  Routine routine;
  routine.kind = Routine::Kind::route;
  routine.points = {kP, kQ};
  routine.speeds = {knots(12), knots(12)};
  const Vessel one = vessel(routine);
  Voyage voyage(one, 1);
  voyage.advance_to(kStart);
  CHECK(voyage.motion().position == kP);
  const std::int64_t seconds = geo::distance(kP, kQ).mm * 3'600 / knots(12).mmph;
  voyage.advance_to(after(seconds - 5));
  CHECK(voyage.motion().speed == knots(12));
  voyage.advance_to(after(seconds + 5));
  CHECK(voyage.motion().position == kQ);
  CHECK(voyage.motion().speed.mmph == 0);
  CHECK(voyage.nav_status() == 1);
}

TEST_CASE("a fishing boat keeps to its ground") {
  Routine routine;
  routine.kind = Routine::Kind::fishing;
  routine.points = {kP};
  routine.radius = {4 * base::kMmPerNauticalMile};
  routine.speeds = {knots(2), knots(5)};
  const Vessel one = vessel(routine);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Voyage voyage(one, seed);
    for (int minute = 0; minute < 1'440; minute += 7) {
      voyage.advance_to(after(minute * 60));
      REQUIRE(geo::distance(kP, voyage.motion().position).mm <= routine.radius.mm + 2'000);
      REQUIRE(voyage.nav_status() == 7);
    }
  }
}

TEST_CASE("a boat with a home lies there, leaves, fishes and comes home, every day") {
  Routine routine;
  routine.kind = Routine::Kind::fishing;
  routine.points = {kQ};
  routine.radius = {base::kMmPerNauticalMile};
  routine.speeds = {knots(2), knots(5)};
  routine.home = kP;
  routine.leaving = after(3'600);
  routine.over = {600'000};
  routine.cruise = knots(10);
  routine.returning = after(6 * 3'600);
  Vessel one = vessel(routine);
  one.present.to = after(3 * 86'400);
  Voyage voyage(one, 5);
  for (int day = 0; day < 2; ++day) {
    const int midnight = day * 86'400;
    voyage.advance_to(after(midnight + 3'599));
    CHECK(geo::distance(kP, voyage.motion().position).mm <= 300'100);
    CHECK(voyage.nav_status() == 5);
    voyage.advance_to(after(midnight + 4'201));
    CHECK(voyage.motion().speed == knots(10));
    voyage.advance_to(after(midnight + 3 * 3'600));
    CHECK(geo::distance(kQ, voyage.motion().position).mm <= base::kMmPerNauticalMile + 2'000);
    CHECK(voyage.nav_status() == 7);
    voyage.advance_to(after(midnight + 6 * 3'600 + 10));
    CHECK(voyage.motion().speed == knots(10));
    voyage.advance_to(after(midnight + 8 * 3'600));
    CHECK(geo::distance(kP, voyage.motion().position).mm <= 300'100);
    CHECK(voyage.motion().speed.mmph == 0);
  }
}

TEST_CASE("the script moves a vessel, and its routine takes it back") {
  Routine routine;
  routine.kind = Routine::Kind::waiting;
  routine.points = {kP};
  const Vessel one = vessel(routine);
  Voyage voyage(one, 1);
  voyage.advance_to(after(60));
  CHECK(voyage.motion().position == kP);
  voyage.follow(incident(Incident::Kind::departs, {kQ}, knots(20), 0));
  voyage.advance_to(after(120));
  CHECK(voyage.motion().speed == knots(20));
  CHECK(after(120) - voyage.turned() == base::Duration{60'000});
  voyage.follow(incident(Incident::Kind::drifts, {}, knots(1), 210'000));
  const geo::Position begun = voyage.motion().position;
  CHECK(voyage.nav_status() == 2);
  voyage.advance_to(after(120 + 3'600));
  CHECK(std::abs(geo::distance(begun, voyage.motion().position).mm - knots(1).mmph) < 200);
  CHECK(voyage.motion().course.mdeg == 210'000);
  voyage.follow(incident(Incident::Kind::stops, {}, {}, 0));
  const geo::Position stopped = voyage.motion().position;
  voyage.advance_to(after(9'000));
  CHECK(voyage.motion().position == stopped);
  voyage.follow(incident(Incident::Kind::resumes, {}, {}, 0));
  voyage.advance_to(after(9'100));
  CHECK(voyage.motion().position == stopped);  // it waits where it is
}

TEST_CASE("a patrol that was called away goes on to the point it was heading for") {
  Routine routine;
  routine.kind = Routine::Kind::loop;
  routine.points = {kP, kQ};
  routine.speeds = {knots(12), knots(12)};
  const Vessel one = vessel(routine);
  Voyage voyage(one, 1);
  voyage.advance_to(after(300));
  voyage.follow(incident(Incident::Kind::turns, {}, knots(30), 90'000));
  voyage.advance_to(after(600));
  CHECK(voyage.motion().course.mdeg == 90'000);
  voyage.follow(incident(Incident::Kind::resumes, {}, {}, 0));
  const std::int64_t course = course_between(voyage.motion().position, kQ).mdeg;
  CHECK(std::abs(voyage.motion().course.mdeg - course) < 200);
}

TEST_CASE("the farthest north stops a vessel, and nothing breaks") {
  Routine routine;
  routine.kind = Routine::Kind::waiting;
  routine.points = {{700'000'000, 1'800'000'000}};
  Vessel one = vessel(routine);
  one.present.to = after(31 * 86'400);
  Voyage voyage(one, 1);
  voyage.advance_to(kStart);
  voyage.follow(incident(Incident::Kind::turns, {}, knots(60), 10'000));
  voyage.advance_to(one.present.to);
  CHECK(voyage.motion().speed.mmph == 0);
  CHECK(voyage.motion().position.lat_e7 <= 750'000'000);
}

TEST_CASE("reports come as often as M.1371 says") {
  const auto seconds = [](AisClass ais, std::int64_t kn, int status, bool turning) {
    return reporting_interval(ais, knots(kn), status, turning).ms;
  };
  CHECK(seconds(AisClass::a, 0, 1, false) == 180'000);
  CHECK(seconds(AisClass::a, 4, 1, false) == 10'000);  // at anchor and moving faster than 3 kn
  CHECK(seconds(AisClass::a, 0, 0, false) == 10'000);
  CHECK(seconds(AisClass::a, 14, 0, false) == 10'000);
  CHECK(seconds(AisClass::a, 14, 0, true) == 3'333);
  CHECK(seconds(AisClass::a, 15, 0, false) == 6'000);
  CHECK(seconds(AisClass::a, 15, 0, true) == 2'000);
  CHECK(seconds(AisClass::a, 24, 0, false) == 2'000);
  CHECK(seconds(AisClass::b, 2, 0, false) == 180'000);
  CHECK(seconds(AisClass::b, 3, 0, true) == 30'000);
}

}  // namespace detente::drill
