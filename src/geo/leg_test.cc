#include "geo/leg.h"

#include <doctest/doctest.h>

#include "geo/distance.h"
#include "geo/draw_for_tests.h"

namespace detente::geo {
namespace {

constexpr Leg leg_of(Position from, Position to, std::int64_t ms) {
  return {.from = from, .to = to, .start = {0}, .end = {ms}};
}

TEST_CASE("a leg begins and ends exactly at its fixes") {
  const Leg leg = leg_of({376'543'211, 1'249'876'543}, {376'543'999, 1'249'877'777}, 7'000);
  CHECK(position_at(leg, leg.start) == leg.from);
  CHECK(position_at(leg, leg.end) == leg.to);
}

TEST_CASE("half way is half way, rounded away from the first fix") {
  CHECK(position_at(leg_of({0, 0}, {3, -3}, 2), {1}) == Position{2, -2});
  CHECK(position_at(leg_of({0, 0}, {1'000, 2'000}, 4), {1}) == Position{250, 500});
}

TEST_CASE("a leg crosses the antimeridian the shorter way round") {
  const Leg east = leg_of({0, 1'799'999'000}, {0, -1'799'997'000}, 4'000);
  CHECK(position_at(east, {1'000}) == Position{0, 1'800'000'000});
  CHECK(position_at(east, {2'000}) == Position{0, -1'799'999'000});
  const Leg west = leg_of(east.to, east.from, 4'000);
  CHECK(position_at(west, {2'000}) == Position{0, -1'799'999'000});
  CHECK(position_at(west, {3'500}) == Position{0, 1'799'999'500});
}

TEST_CASE("exactly half way round is eastward, however 180 is spelled") {
  CHECK(position_at(leg_of({0, 0}, {0, 1'800'000'000}, 2), {1}) == Position{0, 900'000'000});
  CHECK(position_at(leg_of({0, 0}, {0, -1'800'000'000}, 2), {1}) == Position{0, 900'000'000});
}

TEST_CASE("the longest leg over the whole earth does not overflow") {
  const Leg leg = leg_of({-kLatitudeMax, -kLongitudeMax}, {kLatitudeMax, 0}, base::kMsPerDay);
  CHECK(position_at(leg, {base::kMsPerDay / 2}) == Position{0, -900'000'000});
  CHECK(position_at(leg, {base::kMsPerDay - 1}).lat_e7 <= kLatitudeMax);
  CHECK(speed_bound(leg_of({-kLatitudeMax, -kLongitudeMax}, {kLatitudeMax, 0}, 1)).mmph > 0);
}

TEST_CASE("a vessel that does not move has no speed to speak of") {
  const Leg leg = leg_of({376'543'211, 1'249'876'543}, {376'543'211, 1'249'876'543}, 7'000);
  CHECK(position_at(leg, {3'333}) == leg.from);
  CHECK(speed_bound(leg).mmph == 1);
}

TEST_CASE("positions of a leg are the exact ones rounded") {
  Draw draw = Draw::for_test("position_at", 3);
  for (int i = 0; i < 20'000; ++i) {
    const Leg leg = leg_of(draw.position(), draw.position(), draw.whole(1, base::kMsPerDay));
    const base::Instant at{draw.whole(0, leg.end.ms)};
    // The definition in rational numbers: |2 (p - from) T - 2 (to - from) t| <= T.
    __extension__ using Wide = __int128;
    const auto off = [&](std::int64_t reached, std::int64_t whole) {
      const Wide twice = 2 * (Wide{reached} * leg.end.ms - Wide{whole} * at.ms);
      return twice < 0 ? -twice : twice;
    };
    const Position p = position_at(leg, at);
    REQUIRE(is_valid(p));
    REQUIRE(off(p.lat_e7 - leg.from.lat_e7, std::int64_t{leg.to.lat_e7} - leg.from.lat_e7) <= leg.end.ms);
    const std::int64_t east = eastward_e7(leg.from.lon_e7, leg.to.lon_e7);
    const std::int64_t turn = 2 * std::int64_t{kLongitudeMax};
    const std::int64_t raw = std::int64_t{p.lon_e7} - leg.from.lon_e7;
    REQUIRE((off(raw, east) <= leg.end.ms || off(raw + turn, east) <= leg.end.ms ||
             off(raw - turn, east) <= leg.end.ms));
  }
}

TEST_CASE("no vessel on a leg is faster than its bound, and the bound is not far above its speed") {
  Draw draw = Draw::for_test("speed_bound", 4);
  for (int i = 0; i < 5'000; ++i) {
    const Position from = draw.position(800'000'000);
    const Leg leg = leg_of(from, draw.near(from, 3'000'000), draw.whole(1'000, 3'600'000));
    const double bound = static_cast<double>(speed_bound(leg).mmph);
    base::Instant a{draw.whole(0, leg.end.ms)};
    base::Instant b{draw.whole(0, leg.end.ms)};
    const auto apart = static_cast<double>(distance(position_at(leg, a), position_at(leg, b)).mm);
    const double hours = std::abs(static_cast<double>((b - a).ms)) / base::kMsPerHour;
    REQUIRE(apart <= bound * hours + 16 + static_cast<double>(kDistanceError.mm));
    if (std::abs(from.lat_e7) < 600'000'000) {
      const auto length = static_cast<double>(distance(leg.from, leg.to).mm);
      const double whole_hours = static_cast<double>(leg.end.ms) / base::kMsPerHour;
      REQUIRE(bound * whole_hours <= length * 1.02 + 1'000);
    }
  }
}

}  // namespace
}  // namespace detente::geo
