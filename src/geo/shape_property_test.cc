#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

#include "geo/draw_for_tests.h"
#include "geo/edges.h"
#include "geo/shape.h"

namespace detente::geo {
namespace {

// The slow twin of Shape::distance, from its definition: the least geodesic to any point of any edge, edges
// straight in (longitude, latitude). Each edge is sampled, then searched by golden sections round its best
// samples.
double oracle_metres(const std::vector<Edge>& edges, Position from) {
  double best = 1e9;
  for (const Edge& edge : edges) {
    const auto metres_at = [&](double t) {
      const double lat = (static_cast<double>(edge.lat) + t * static_cast<double>(edge.north)) * 1e-7;
      const double lon = (static_cast<double>(edge.lon) + t * static_cast<double>(edge.east)) * 1e-7;
      double metres = 0;
      GeographicLib::Geodesic::WGS84().Inverse(from.lat_e7 * 1e-7, from.lon_e7 * 1e-7, lat, lon, metres);
      return metres;
    };
    constexpr int samples = 24;
    int nearest = 0;
    double least = metres_at(0);
    for (int i = 1; i <= samples; ++i) {
      const double metres = metres_at(static_cast<double>(i) / samples);
      if (metres < least) {
        least = metres;
        nearest = i;
      }
    }
    double low = std::max(nearest - 1, 0) / static_cast<double>(samples);
    double high = std::min(nearest + 1, samples) / static_cast<double>(samples);
    const double golden = (std::sqrt(5.0) - 1) / 2;
    for (int i = 0; i < 40; ++i) {
      const double a = high - golden * (high - low);
      const double b = low + golden * (high - low);
      if (metres_at(a) < metres_at(b)) {
        high = b;
      } else {
        low = a;
      }
    }
    best = std::min({best, least, metres_at((low + high) / 2)});
  }
  return best;
}

// The slow twin of the sign: a ray due east instead of north, 128-bit products, the point tried at every
// spelling of its longitude, all edges looked at.
Side side_by_definition(const std::vector<Edge>& edges, Position at) {
  __extension__ using Wide = __int128;
  constexpr std::int64_t turn = 2 * std::int64_t{kLongitudeMax};
  bool inside = false;
  for (std::int64_t lon = at.lon_e7 - 3 * turn; lon <= at.lon_e7 + 3 * turn; lon += turn) {
    bool odd = false;
    for (const Edge& e : edges) {
      const std::int64_t lon2 = e.lon + e.east;
      const std::int64_t lat2 = e.lat + e.north;
      const Wide cross = Wide{e.east} * (at.lat_e7 - e.lat) - Wide{e.north} * (lon - e.lon);
      if (cross == 0 && std::min(e.lon, lon2) <= lon && lon <= std::max(e.lon, lon2) &&
          std::min(e.lat, lat2) <= at.lat_e7 && at.lat_e7 <= std::max(e.lat, lat2))
        return Side::on_an_edge;
      if ((e.lat <= at.lat_e7) == (lat2 <= at.lat_e7)) continue;
      if ((cross > 0) == (lat2 > e.lat)) odd = !odd;  // it passes east of the point
    }
    inside |= odd;
  }
  return inside ? Side::inside : Side::outside;
}

std::vector<Position> vertices_near(Draw& draw, Position middle, std::int64_t reach, std::int64_t count) {
  std::vector<Position> vertices;
  while (static_cast<std::int64_t>(vertices.size()) < count) vertices.push_back(draw.near(middle, reach));
  return vertices;
}

TEST_CASE("the distance from a shape is the least geodesic to its edges, to kShapeError") {
  Draw draw = Draw::for_test("shape distance", 7);
  double worst = 0;
  for (int i = 0; i < 250; ++i) {
    // From harbours to whole seas; up to latitude 88, so that parallels bend hard.
    const std::int64_t reach =
        draw.whole(1, 3) == 1 ? draw.whole(100, 20'000) : draw.whole(20'000, 10'000'000);
    const Position middle = draw.position(860'000'000);
    const bool closed = draw.one_in(2);
    const auto vertices = vertices_near(draw, middle, reach, draw.whole(3, 6));
    const Shape shape = closed ? Shape::zone(vertices) : Shape::line(vertices);
    const auto edges = edges_through(vertices, closed ? Ends::closed : Ends::open);
    for (int k = 0; k < 3; ++k) {
      const Position from = draw.near(middle, reach + draw.whole(0, 10'000'000));
      const double expected = oracle_metres(edges, from);
      if (expected > 200'000) continue;
      const base::Distance got = shape.distance(from);
      const double error = std::abs(std::abs(static_cast<double>(got.mm)) - 1000 * expected);
      worst = std::max(worst, error);
      REQUIRE(error <= static_cast<double>(kShapeError.mm));
      REQUIRE((got.mm <= 0 && closed) == shape.holds(from));
    }
  }
  MESSAGE("largest error: ", worst, " mm");
}

TEST_CASE("points of the edges themselves are at most kShapeError away") {
  Draw draw = Draw::for_test("points of edges", 8);
  for (int i = 0; i < 400; ++i) {
    const auto vertices = vertices_near(draw, draw.position(860'000'000), draw.whole(10'000, 10'000'000), 3);
    const Shape line = Shape::line(vertices);
    for (const Edge& edge : edges_through(vertices, Ends::open)) {
      const double t = draw.real(0, 1);
      const Position on{
          static_cast<std::int32_t>(edge.lat + std::llround(t * static_cast<double>(edge.north))),
          wrapped_lon_e7((edge.lon + std::llround(t * static_cast<double>(edge.east))) %
                         (2 * std::int64_t{kLongitudeMax}))};
      REQUIRE(line.distance(on) <= kShapeError + base::Distance{8});
    }
  }
}

TEST_CASE("holds is the even-odd rule, exactly, on lattices so small that every case happens") {
  Draw draw = Draw::for_test("holds on a lattice", 9);
  for (int i = 0; i < 4'000; ++i) {
    const std::int32_t half = static_cast<std::int32_t>(draw.whole(1, 4));
    const Position middle = draw.one_in(3) ? Position{0, draw.one_in(2) ? kLongitudeMax : -kLongitudeMax}
                                           : draw.position(800'000'000);
    const auto on_lattice = [&] {
      return Position{static_cast<std::int32_t>(middle.lat_e7 + draw.whole(-half, half)),
                      wrapped_lon_e7(middle.lon_e7 + draw.whole(-half, half))};
    };
    std::vector<Position> ring;
    for (std::int64_t k = draw.whole(3, 24); k > 0; --k) ring.push_back(on_lattice());
    const auto edges = edges_through(ring, Ends::closed);
    const Shape zone = Shape::zone(ring);
    const EdgeIndex index(edges);
    for (int k = 0; k < 10; ++k) {
      const Position at = on_lattice();
      const Side expected = side_by_definition(edges, at);
      REQUIRE(index.side_of(at) == expected);
      REQUIRE(zone.holds(at) == (expected != Side::outside));
      const base::Distance distance = zone.distance(at);
      REQUIRE((distance.mm == 0) == (expected == Side::on_an_edge));
      REQUIRE((distance.mm < 0) == (expected == Side::inside));
    }
  }
}

TEST_CASE("holds is the even-odd rule for rings of any size") {
  Draw draw = Draw::for_test("holds of large rings", 10);
  for (int i = 0; i < 3'000; ++i) {
    const Position middle = draw.position(600'000'000);
    std::vector<Position> ring;
    // Not more than 170 degrees wide: side_by_definition and the even-odd rule north agree where no ring laps
    // itself.
    for (std::int64_t k = draw.whole(3, 40); k > 0; --k)
      ring.push_back({static_cast<std::int32_t>(draw.whole(-kLatitudeMax, kLatitudeMax)),
                      wrapped_lon_e7(middle.lon_e7 + draw.whole(-850'000'000, 850'000'000))});
    const EdgeIndex index(edges_through(ring, Ends::closed));
    for (int k = 0; k < 5; ++k) {
      const Position at = draw.position();
      REQUIRE(index.side_of(at) == side_by_definition(index.edges(), at));
    }
  }
}

TEST_CASE("the lower bound is one") {
  Draw draw = Draw::for_test("at_least", 11);
  double told = 0;
  int count = 0;
  for (int i = 0; i < 1'500; ++i) {
    const std::int64_t reach = draw.whole(100, 20'000'000);
    const Position middle = draw.position();
    const auto vertices = vertices_near(draw, middle, reach, draw.whole(3, 6));
    const Shape shape = draw.one_in(2) ? Shape::zone(vertices) : Shape::line(vertices);
    for (int k = 0; k < 4; ++k) {
      const Position from = draw.one_in(2) ? draw.position() : draw.near(middle, 3 * reach);
      const base::Distance bound = shape.at_least(from);
      const std::int64_t distance = std::abs(shape.distance(from).mm);
      REQUIRE(bound.mm >= 0);
      REQUIRE(bound.mm <= distance);
      told += static_cast<double>(bound.mm) / static_cast<double>(std::max<std::int64_t>(distance, 1));
      ++count;
    }
  }
  MESSAGE("the bound is ", 100 * told / count, " % of the distance on average");
}

}  // namespace
}  // namespace detente::geo
