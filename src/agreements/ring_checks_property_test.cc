#include <algorithm>
#include <cmath>
#include <cstdint>

#include "agreements/random_text_for_tests.h"
#include "agreements/ring_checks.h"
#include "agreements/texts_for_tests.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

namespace {

using Ring = std::vector<geo::Position>;

std::int64_t turn(const geo::Position& a, const geo::Position& b, const geo::Position& c) {
  const std::int64_t cross = std::int64_t{b.lon_e7 - a.lon_e7} * (c.lat_e7 - a.lat_e7) -
                             std::int64_t{b.lat_e7 - a.lat_e7} * (c.lon_e7 - a.lon_e7);
  return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

bool within(const geo::Position& a, const geo::Position& b, const geo::Position& p) {
  return turn(a, b, p) == 0 && std::min(a.lon_e7, b.lon_e7) <= p.lon_e7 &&
         p.lon_e7 <= std::max(a.lon_e7, b.lon_e7) && std::min(a.lat_e7, b.lat_e7) <= p.lat_e7 &&
         p.lat_e7 <= std::max(a.lat_e7, b.lat_e7);
}

// The slow twin: every pair of edges against every other, from the definition. Small coordinates only.
bool is_simple(const Ring& ring) {
  const std::size_t n = ring.size();
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i + 1; j < n; ++j) {
      const geo::Position &a = ring[i], &b = ring[(i + 1) % n], &c = ring[j], &d = ring[(j + 1) % n];
      if (a == c) return false;
      if (j == i + 1 || (i == 0 && j == n - 1)) {
        const geo::Position &middle = j == i + 1 ? b : a, &before = j == i + 1 ? a : c,
                            &after = j == i + 1 ? d : b;
        if (within(middle, before, after) || within(middle, after, before)) return false;
        continue;
      }
      if (within(a, b, c) || within(a, b, d) || within(c, d, a) || within(c, d, b)) return false;
      if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return false;
    }
  return true;
}

// A ring of n corners that does not cross itself: angles in order, distances at random.
Ring star(int corners, std::mt19937_64& random) {
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * 3.14159265358979 * i / corners;
    const double reach = 1e6 + static_cast<double>(random() % 4'000'000);
    ring.push_back({.lat_e7 = 370'000'000 + static_cast<std::int32_t>(reach * std::sin(angle)),
                    .lon_e7 = 1'250'000'000 + static_cast<std::int32_t>(reach * std::cos(angle))});
  }
  return ring;
}

}  // namespace

TEST_CASE("the sweep agrees with every pair of edges tried by hand") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("DETENTE_SEED=" << seed);
  std::mt19937_64 random(seed);
  int simple = 0, crossing = 0;
  for (int i = 0; i < 60'000; ++i) {
    Ring ring;
    const std::uint64_t corners = 3 + random() % 6, size = 2 + random() % 6;
    for (std::uint64_t k = 0; k < corners; ++k)
      ring.push_back(
          {static_cast<std::int32_t>(random() % size), static_cast<std::int32_t>(random() % size)});
    const auto fault = fault_of_zone(ring);
    std::string shown;
    for (const geo::Position& p : ring)
      shown += std::to_string(p.lon_e7) + "," + std::to_string(p.lat_e7) + " ";
    if (is_simple(ring) != !fault.has_value())
      FAIL("the sweep says " << (fault ? static_cast<int>(fault->kind) : -1) << " of " << shown);
    ++(fault ? crossing : simple);
  }
  CHECK(simple > 1'000);
  CHECK(crossing > 1'000);
}

TEST_CASE("moving a zone across the antimeridian changes nothing") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200; ++i) {
    Ring ring = star(12, random);
    if (i % 2 == 0) std::swap(ring[3], ring[7]);
    Ring moved = ring;
    for (geo::Position& p : moved) {
      const std::int64_t lon = std::int64_t{p.lon_e7} + 550'000'000;
      p.lon_e7 = static_cast<std::int32_t>(
          lon > geo::kLongitudeMax ? lon - 2 * std::int64_t{geo::kLongitudeMax} : lon);
    }
    CHECK(fault_of_zone(ring) == fault_of_zone(moved));
    CHECK(fault_of_zone(ring).has_value() == (i % 2 == 0));
  }
}

TEST_CASE("each fault names its vertices") {
  using Kind = ShapeFault::Kind;
  CHECK(fault_of_zone({{0, 0}, {0, 9}, {9, 9}, {0, 9}}) == ShapeFault{Kind::duplicate, 3, 1});
  CHECK(fault_of_zone({{0, 0}, {9, 9}, {9, 0}, {0, 9}}) == ShapeFault{Kind::crossing, 0, 2});
  CHECK(fault_of_zone({{0, 0}, {0, 9}, {0, 4}, {9, 4}}) == ShapeFault{Kind::spike, 1, 1});
  CHECK(fault_of_zone({{0, 0}, {0, 9}}) == ShapeFault{Kind::too_few, 0, 0});
  CHECK(fault_of_line({{0, 0}, {5, 5}, {5, 5}}) == ShapeFault{Kind::duplicate, 2, 1});
  CHECK_FALSE(fault_of_line({{0, 0}, {5, 5}, {0, 0}}).has_value());
  CHECK_FALSE(fault_of_zone({{0, 0}, {0, 5}, {0, 9}, {9, 9}}).has_value());  // a vertex on a straight edge
}

TEST_CASE("a zone of 100,000 vertices is looked at in a moment") {
  std::mt19937_64 random(11);
  CHECK_FALSE(fault_of_zone(star(100'000, random)).has_value());
}

TEST_CASE("an edge five times as long as the median one is pointed out") {
  const Ring even = {{0, 0}, {0, 100}, {0, 200}, {0, 300}, {0, 400}, {0, 500}};
  CHECK_FALSE(edge_out_of_line(even, false).has_value());
  Ring slip = even;
  slip[3] = {0, 1'300};
  const auto edge = edge_out_of_line(slip, false);
  REQUIRE(edge.has_value());
  CHECK(edge->from == 2);
  CHECK(edge->to == 3);
}
