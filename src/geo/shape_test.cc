#include "geo/shape.h"

#include <cstdlib>
#include <doctest/doctest.h>

#include "geo/distance.h"
#include "geo/leg.h"
#include "geo/pieces.h"
#include "geo/runs.h"

namespace detente::geo {
namespace {

using base::Distance;

constexpr std::int32_t e7(double degrees) {
  return static_cast<std::int32_t>(degrees * 1e7 + (degrees < 0 ? -0.5 : 0.5));
}
constexpr Position at(double lat, double lon) {
  return {e7(lat), e7(lon)};
}

// One degree each way.
Shape square_at(double south, double west) {
  return Shape::zone({at(south, west), at(south, west + 1), at(south + 1, west + 1), at(south + 1, west)});
}

TEST_CASE("the boundary belongs to the zone: edges, vertices and the points of slanting edges") {
  const Shape square = square_at(37, 124);
  for (const Position p :
       {at(37, 124), at(38, 125), at(37, 124.5), at(37.5, 125), at(38, 124.25), at(37.75, 124)}) {
    CHECK(square.holds(p));
    CHECK(square.distance(p) == Distance{0});
  }
  const Shape triangle = Shape::zone({at(0, 0), {30, 30}, {0, 60}});
  CHECK(triangle.holds({10, 10}));
  CHECK(triangle.distance({10, 10}) == Distance{0});
  CHECK(triangle.holds({10, 11}));
  CHECK(!triangle.holds({11, 10}));
}

TEST_CASE("one unit off the boundary is off it") {
  const Shape square = square_at(37, 124);
  CHECK(!square.holds({370'000'000 - 1, 1'245'000'000}));
  CHECK(square.distance({370'000'000 - 1, 1'245'000'000}) > Distance{0});
  CHECK(square.holds({370'000'000 + 1, 1'245'000'000}));
  CHECK(square.distance({370'000'000 + 1, 1'245'000'000}) < Distance{0});
}

TEST_CASE("a point on the line is at distance 0 from it, and a line holds nothing") {
  const Shape line = Shape::line({at(37, 124), at(38, 126), at(38, 127)});
  CHECK(line.distance(at(37.5, 125)) == Distance{0});
  CHECK(line.distance(at(38, 126.5)) == Distance{0});
  CHECK(line.distance(at(38, 126)) == Distance{0});
  CHECK(!line.holds(at(37.5, 125)));
  // The ends do not join.
  CHECK(line.distance(at(37.5, 125.5)) > Distance{15'000'000});
}

TEST_CASE("a zone across the antimeridian is one zone") {
  const Shape zone = Shape::zone({at(10, 179.5), at(10, -179.5), at(11, -179.5), at(11, 179.5)});
  CHECK(zone.holds(at(10.5, 179.9)));
  CHECK(zone.holds(at(10.5, -179.9)));
  CHECK(zone.holds(at(10.5, 180)));
  CHECK(zone.holds(at(10.5, -180)));
  CHECK(!zone.holds(at(10.5, 179.4)));
  CHECK(!zone.holds(at(10.5, -179.4)));
  CHECK(!zone.holds(at(10.5, 0)));
  const Shape elsewhere = square_at(10, 20);
  CHECK(zone.distance(at(10.5, -179)) == elsewhere.distance(at(10.5, 21.5)));
  CHECK(zone.distance(at(10.5, 179.75)) == elsewhere.distance(at(10.5, 20.25)));
  CHECK(zone.at_least(at(10.5, -179)) > Distance{50'000'000});
}

TEST_CASE("a zone may be wider than half the earth") {
  std::vector<Position> ring;
  for (int lon = -170; lon <= 170; lon += 10) ring.push_back(at(-10, lon));
  for (int lon = 170; lon >= -170; lon -= 10) ring.push_back(at(10, lon));
  const Shape belt = Shape::zone(ring);
  CHECK(belt.holds(at(0, 0)));
  CHECK(belt.holds(at(0, 169.9)));
  CHECK(belt.holds(at(-10, -170)));
  CHECK(!belt.holds(at(0, 180)));
  CHECK(!belt.holds(at(0, -170.1)));
  CHECK(!belt.holds(at(10.1, 0)));
}

TEST_CASE("a ring round a pole stays defined: it holds what lies south of it") {
  const Shape shape = Shape::zone({at(80, 0), at(80, 120), at(80, -120)});
  CHECK(shape.holds(at(79, 33)));
  CHECK(!shape.holds(at(81, 33)));
}

TEST_CASE("a zone with a notch, a ring through itself, a ring of one repeated point") {
  const Shape notch = Shape::zone({{0, 0}, {0, 100}, {100, 100}, {50, 50}, {100, 0}});
  CHECK(notch.holds({40, 50}));
  CHECK(notch.holds({50, 50}));
  CHECK(!notch.holds({51, 50}));
  CHECK(!notch.holds({100, 50}));
  const Shape bow = Shape::zone({{0, 0}, {100, 100}, {100, 0}, {0, 100}});  // even-odd: two triangles
  CHECK(bow.holds({90, 50}));
  CHECK(bow.holds({10, 50}));
  CHECK(!bow.holds({50, 10}));
  const Shape point = Shape::zone({{5, 5}, {5, 5}, {5, 5}});
  CHECK(point.holds({5, 5}));
  CHECK(!point.holds({5, 6}));
  CHECK(point.distance({5, 6}) == Distance{11});
}

TEST_CASE("an edge along a parallel is not a geodesic: 153 m apart over 100 km at 38 N") {
  const double half = 50.0 / 87.832;  // degrees of longitude; 87.832 km each at 38 N
  const Shape parallel = Shape::line({at(38, 125 - half), at(38, 125 + half)});
  // The geodesic between the same ends bulges by L^2 tan(lat) / 8R = 153 m to the north in the middle.
  const Position bulge = at(38 + 0.153 / 110.99, 125);
  CHECK(std::abs(parallel.distance(bulge).mm - 153'000) < 200);
  CHECK(std::abs(distance(at(38, 125 - half), bulge).mm + distance(bulge, at(38, 125 + half)).mm -
                 distance(at(38, 125 - half), at(38, 125 + half)).mm) < 5);
}

TEST_CASE("a fast aircraft that crosses a thin zone between two fixes is seen inside") {
  // 250 m/s, fixes 10 s apart, a corridor 20 m wide: no fix lies inside.
  const Shape corridor = Shape::zone({at(37, 125), at(37, 125.000226), at(38, 125.000226), at(38, 125)});
  const Leg leg{.from = at(37.5, 124.986), .to = at(37.5, 125.0143), .start = {0}, .end = {10'000}};
  CHECK(!corridor.holds(leg.from));
  CHECK(!corridor.holds(leg.to));
  const Margin margin = [&](base::Instant t) { return corridor.distance(position_at(leg, t)); };
  const auto inside = runs_below(margin, leg.span(), speed_bound(leg), {1});  // 0 and less: in or on it
  REQUIRE(inside.size() == 1);
  CHECK(inside[0].length().ms >= 78);
  CHECK(inside[0].length().ms <= 82);
  CHECK(corridor.holds(position_at(leg, inside[0].from)));
  CHECK(!corridor.holds(position_at(leg, inside[0].from - base::Duration{1})));
  CHECK(!corridor.holds(position_at(leg, inside[0].to + base::Duration{1})));
}

TEST_CASE("a very long line is cut coarser and says so") {
  CHECK(square_at(37, 124).error() == kShapeError);
  std::vector<Position> to_and_fro;
  for (int i = 0; i < 40; ++i) to_and_fro.push_back(i % 2 == 0 ? at(-30, i) : at(30, 170));
  const Shape shape = Shape::line(to_and_fro);
  CHECK(shape.error() > kShapeError);
  const Pieces pieces(edges_through(to_and_fro, Ends::open));
  CHECK(pieces.size() <= Pieces::kPiecesMax);
  CHECK(pieces.size() > Pieces::kPiecesMax / 2);
}

TEST_CASE("the poles do not trouble a line") {
  const Shape to_the_pole = Shape::line({at(80, 10), at(90, 10)});
  CHECK(to_the_pole.error() == kShapeError);
  CHECK(to_the_pole.distance(at(90, -170)) <= Distance{1});
  CHECK(std::abs((to_the_pole.distance(at(89, -170)) - distance(at(89, 0), at(90, 0))).mm) <= 1);
  const Shape round = Shape::line({at(89.99, 0), at(89.99, 90), at(89.99, 180)});
  CHECK(std::abs((round.distance(at(90, 0)) - distance(at(89.99, 0), at(90, 0))).mm) <= kShapeError.mm);
}

}  // namespace
}  // namespace detente::geo
