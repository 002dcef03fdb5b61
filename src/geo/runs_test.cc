#include "geo/runs.h"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>

#include "geo/distance.h"
#include "geo/draw_for_tests.h"
#include "geo/leg.h"
#include "geo/shape.h"

namespace detente::geo {
namespace {

using base::Distance;
using base::Instant;
using base::Interval;
using base::Speed;

constexpr Speed metres_per_second(std::int64_t v) {
  return {v * 3'600'000};
}

// The promise of runs.h, looked at every millisecond.
void hold_to_promise(const Margin& margin, Interval span, Distance limit, const std::vector<Interval>& runs) {
  std::size_t next = 0;
  for (Instant t = span.from; t <= span.to; t = t + base::Duration{1}) {
    while (next < runs.size() && runs[next].to < t) ++next;
    const bool in_run = next < runs.size() && runs[next].holds(t);
    const Distance at = margin(t);
    if (at < limit - kRunTolerance) REQUIRE(in_run);
    if (at >= limit + kRunTolerance) REQUIRE(!in_run);
  }
  Instant free_from = span.from;
  for (const Interval& run : runs) {
    REQUIRE(run.from >= free_from);
    REQUIRE(run.from <= run.to);
    REQUIRE(run.to <= span.to);
    REQUIRE(margin(run.from) < limit);
    REQUIRE(margin(run.to) < limit);
    if (run.from > span.from) REQUIRE(margin(run.from - base::Duration{1}) >= limit);
    if (run.to < span.to) REQUIRE(margin(run.to + base::Duration{1}) >= limit);
    free_from = run.to + base::Duration{2};
  }
}

void hold_to_promise(const Margin& margin, Interval span, const Lowest& found) {
  Distance least = margin(span.from);
  for (Instant t = span.from; t <= span.to; t = t + base::Duration{1}) least = std::min(least, margin(t));
  REQUIRE(span.holds(found.at));
  REQUIRE(margin(found.at) == found.margin);
  REQUIRE(found.margin <= least + kRunTolerance);
}

TEST_CASE("a margin that falls through the limit once gives one run, exact to the millisecond") {
  const Margin margin = [](Instant at) { return Distance{10'000 - at.ms}; };
  const auto runs = runs_below(margin, {{0}, {60'000}}, metres_per_second(1), {5'000});
  REQUIRE(runs.size() == 1);
  CHECK(runs[0] == Interval{{5'001}, {60'000}});
}

TEST_CASE("at the limit is not below it") {
  const Margin still = [](Instant) { return Distance{500}; };
  CHECK(runs_below(still, {{0}, {60'000}}, {0}, {500}).empty());
  CHECK(runs_below(still, {{0}, {60'000}}, {0}, {501}) == std::vector<Interval>{{{0}, {60'000}}});
}

TEST_CASE("a span of one moment is one look") {
  const Margin margin = [](Instant at) { return Distance{at.ms}; };
  CHECK(runs_below(margin, {{7}, {7}}, {0}, {8}) == std::vector<Interval>{{{7}, {7}}});
  CHECK(runs_below(margin, {{7}, {7}}, {0}, {7}).empty());
  CHECK(lowest(margin, {{7}, {7}}, {0}).margin == Distance{7});
}

TEST_CASE("a short dip in a long span is found") {
  // 250 m/s over a zone 20 m wide: 80 ms in an hour.
  const Margin margin = [](Instant at) { return Distance{std::abs(at.ms - 1'234'567) * 250 - 10'000}; };
  const auto runs = runs_below(margin, {{0}, {3'600'000}}, metres_per_second(250), {1});
  REQUIRE(runs.size() == 1);
  CHECK(runs[0] == Interval{{1'234'527}, {1'234'607}});
  CHECK(lowest(margin, {{0}, {3'600'000}}, metres_per_second(250)).margin <= Distance{-9'900});
}

TEST_CASE("what stays clear of the limit costs two looks, a passage some dozens") {
  int looks = 0;
  const Margin clear = [&looks](Instant at) {
    ++looks;
    return Distance{50'000'000 + at.ms};
  };
  CHECK(runs_below(clear, {{0}, {600'000}}, metres_per_second(20), {1'000'000}).empty());
  CHECK(looks == 2);
  looks = 0;
  const Margin passing = [&looks](Instant at) {
    ++looks;
    return Distance{std::abs(at.ms - 300'000) * 10 + 500'000};
  };
  CHECK(runs_below(passing, {{0}, {600'000}}, metres_per_second(20), {1'000'000}).size() == 1);
  CHECK(looks < 150);
}

TEST_CASE("a margin that stays at the limit costs no more than was said") {
  int looks = 0;
  const Margin hovering = [&looks](Instant) {
    ++looks;
    return Distance{1'000'000};
  };
  CHECK(runs_below(hovering, {{0}, {60'000}}, metres_per_second(20), {1'000'000}).empty());
  CHECK(looks <= 20 * 20 * 60 + 2);
  looks = 0;
  CHECK(lowest(hovering, {{0}, {60'000}}, metres_per_second(20)).at == Instant{0});
  CHECK(looks <= 20 * 20 * 60 + 2);
}

TEST_CASE("the fastest margin over the longest span does not overflow") {
  const Margin margin = [](Instant) { return Distance{20'000'000'000}; };
  CHECK(runs_below(margin, {{0}, {1}}, {INT64_MAX}, {0}).empty());
  CHECK(runs_below(margin, {{0}, {base::kMsPerDay}}, {1'000'000'000}, {0}).empty());
}

TEST_CASE("runs and lowest of zigzags are those of a scan of every millisecond") {
  Draw draw = Draw::for_test("runs of zigzags", 5);
  for (int i = 0; i < 300; ++i) {
    // Corners joined by straight lines, never steeper than the bound, with noise of the slack's size on top.
    const std::int64_t steepest = draw.whole(0, 30);  // mm/ms = m/s
    std::vector<std::pair<std::int64_t, std::int64_t>> corners{{0, draw.whole(-20'000, 20'000)}};
    while (corners.back().first < 5'000) {
      const std::int64_t run = draw.whole(1, 2'000);
      corners.emplace_back(corners.back().first + run,
                           corners.back().second + draw.whole(-steepest, steepest) * run);
    }
    const std::int64_t noise = draw.one_in(2) ? kMarginSlack.mm / 2 : 0;
    const Margin margin = [&](Instant at) {
      std::size_t k = 1;
      while (corners[k].first < at.ms) ++k;
      const auto [t0, m0] = corners[k - 1];
      const auto [t1, m1] = corners[k];
      const std::int64_t shake =
          noise == 0 ? 0 : Draw(static_cast<std::uint64_t>(at.ms)).whole(-noise + 1, noise - 1);
      return Distance{m0 + (m1 - m0) * (at.ms - t0) / (t1 - t0) + shake};
    };
    const Interval span{{draw.whole(0, 100)}, {draw.whole(4'000, 5'000)}};
    const Distance limit{draw.whole(-15'000, 15'000)};
    const Speed fastest = metres_per_second(steepest);
    hold_to_promise(margin, span, limit, runs_below(margin, span, fastest, limit));
    hold_to_promise(margin, span, lowest(margin, span, fastest));
  }
}

TEST_CASE("runs of vessels near a zone, and near each other, are those of a scan of every millisecond") {
  Draw draw = Draw::for_test("runs of legs", 6);
  for (int i = 0; i < 40; ++i) {
    const Position middle = draw.position(800'000'000);
    const auto somewhere = [&] { return draw.near(middle, 20'000); };  // about 2 km
    const std::int64_t ms = draw.whole(2'000, 6'000);                  // fast ones, so that much happens
    const Leg one{.from = somewhere(), .to = somewhere(), .start = {0}, .end = {ms}};
    const Leg other{.from = somewhere(), .to = somewhere(), .start = {0}, .end = {ms}};
    const Shape zone = Shape::zone({somewhere(), somewhere(), somewhere(), somewhere()});
    const Distance limit{draw.whole(1, 1'000'000)};

    const Margin to_zone = [&](Instant at) { return zone.distance(position_at(one, at)); };
    const Speed own = speed_bound(one);
    hold_to_promise(to_zone, one.span(), limit, runs_below(to_zone, one.span(), own, limit));
    hold_to_promise(to_zone, one.span(), {1}, runs_below(to_zone, one.span(), own, {1}));
    hold_to_promise(to_zone, one.span(), lowest(to_zone, one.span(), own));

    const Margin apart = [&](Instant at) { return distance(position_at(one, at), position_at(other, at)); };
    const Speed both{own.mmph + speed_bound(other).mmph};
    hold_to_promise(apart, one.span(), limit, runs_below(apart, one.span(), both, limit));
    hold_to_promise(apart, one.span(), lowest(apart, one.span(), both));
  }
}

}  // namespace
}  // namespace detente::geo
