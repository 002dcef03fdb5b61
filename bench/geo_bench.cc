#include <benchmark/benchmark.h>
#include <vector>

#include "geo/distance.h"
#include "geo/leg.h"
#include "geo/motion.h"
#include "geo/runs.h"
#include "geo/shape.h"

namespace {

using namespace detente;

// Places round the West Sea in a fixed, scattered order (a linear congruential generator, Knuth's MMIX).
class Places {
 public:
  geo::Position next() { return {.lat_e7 = 375'000'000 + spread(), .lon_e7 = 1'250'000'000 + spread()}; }

 private:
  std::int32_t spread() {
    state_ = state_ * 6'364'136'223'846'793'005 + 1'442'695'040'888'963'407;
    return static_cast<std::int32_t>(state_ >> 40) % 10'000'000 - 5'000'000;
  }
  std::uint64_t state_ = 1;
};

constexpr std::size_t kPlaces = 1'024;

std::vector<geo::Position> places() {
  Places from;
  std::vector<geo::Position> all(kPlaces);
  for (geo::Position& place : all) place = from.next();
  return all;
}

// A zone of about one degree whose boundary zigzags: every edge is some 500 m long, one piece.
geo::Shape zone_of(std::int64_t pieces) {
  std::vector<geo::Position> ring;
  const std::int32_t step = 45'000;  // 500 m of latitude
  const auto half = static_cast<std::int32_t>(pieces / 2);
  const std::int32_t south = 375'000'000 - half / 2 * step / 2;
  const auto tooth = [](std::int32_t i) { return i % 2 == 0 ? 0 : 38'000; };
  for (std::int32_t i = 0; i < half; ++i) ring.push_back({south + i * step / 2, 1'252'000'000 + tooth(i)});
  for (std::int32_t i = half; i-- > 0;) ring.push_back({south + i * step / 2, 1'248'000'000 - tooth(i)});
  return geo::Shape::zone(ring);
}

void distance_of_two_positions(benchmark::State& state) {
  const auto all = places();
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(geo::distance(all[i % kPlaces], all[(i + 7) % kPlaces]));
    ++i;
  }
}
BENCHMARK(distance_of_two_positions);

void distance_from_a_zone(benchmark::State& state) {
  const auto all = places();
  const geo::Shape zone = zone_of(state.range(0));
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(zone.distance(all[i++ % kPlaces]));
}
BENCHMARK(distance_from_a_zone)->ArgName("pieces")->Arg(100)->Arg(10'000);

void zone_holds(benchmark::State& state) {
  const auto all = places();
  const geo::Shape zone = zone_of(state.range(0));
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(zone.holds(all[i++ % kPlaces]));
}
BENCHMARK(zone_holds)->ArgName("pieces")->Arg(100)->Arg(10'000);

void zone_at_least(benchmark::State& state) {
  const auto all = places();
  const geo::Shape zone = zone_of(100);
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(zone.at_least(all[i++ % kPlaces]));
}
BENCHMARK(zone_at_least);

// Two at up to 25 kn: about half of the pairs are opening, the rest are followed to their closest approach.
struct Pairs {
  std::vector<geo::Motion> all;
  Pairs() {
    Places from;
    for (std::size_t i = 0; i < kPlaces; ++i) {
      const geo::Position at = from.next();
      const auto n = static_cast<std::int32_t>(i);
      all.push_back({.position = {375'000'000 + at.lat_e7 % 1'000'000, 1'250'000'000 + at.lon_e7 % 1'000'000},
                     .speed = {n % 26 * base::kMmphPerKnot},
                     .course = {n * 7'919 % 360'000}});
    }
  }
};

void closest_approach_of_two(benchmark::State& state) {
  const Pairs pairs;
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(geo::closest_approach(pairs.all[i % kPlaces], pairs.all[(i + 7) % kPlaces]));
    ++i;
  }
}
BENCHMARK(closest_approach_of_two);

void passage_of_two(benchmark::State& state) {
  const Pairs pairs;
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(geo::passage(pairs.all[i % kPlaces], pairs.all[(i + 7) % kPlaces], {3'000'000}));
    ++i;
  }
}
BENCHMARK(passage_of_two);

// A leg of 10 minutes at about 15 kn that crosses the boundary of a zone once or not at all.
void runs_inside_a_zone_along_a_leg(benchmark::State& state) {
  const auto all = places();
  const geo::Shape zone = zone_of(1'000);
  std::size_t i = 0;
  for (auto _ : state) {
    const geo::Position from = all[i++ % kPlaces];
    const geo::Leg leg{
        .from = from, .to = {from.lat_e7 + 250'000, from.lon_e7 + 450'000}, .start = {0}, .end = {600'000}};
    const geo::Margin margin = [&](base::Instant at) { return zone.distance(geo::position_at(leg, at)); };
    benchmark::DoNotOptimize(geo::runs_below(margin, leg.span(), geo::speed_bound(leg), {1}));
  }
}
BENCHMARK(runs_inside_a_zone_along_a_leg);

}  // namespace
