#include <bit>
#include <doctest/doctest.h>
#include <string>

#include "base/sha256.h"
#include "geo/distance.h"
#include "geo/draw_for_tests.h"
#include "geo/earth.h"
#include "geo/leg.h"
#include "geo/motion.h"
#include "geo/pieces.h"
#include "geo/runs.h"
#include "geo/shape.h"

// Whatever the machine, its C library, its compiler and its vector units: the same integers. If one of these
// hashes differs, fused or otherwise different arithmetic came in (docs/decisions/0005-arithmetic.md), or a
// definition in spec/geometry.md changed on purpose; then every recorded assessment changes with it.

namespace detente::geo {
namespace {

void add(std::string& all, std::int64_t value) {
  all += std::to_string(value) + "\n";
}

Shape shape_near(Draw& draw, Position middle) {
  std::vector<Position> vertices;
  for (std::int64_t k = draw.whole(3, 9); k > 0; --k) {
    const std::int64_t lat = std::clamp<std::int64_t>(middle.lat_e7 + draw.whole(-5'000'000, 5'000'000),
                                                      -kLatitudeMax, kLatitudeMax);
    vertices.push_back(
        {static_cast<std::int32_t>(lat), wrapped_lon_e7(middle.lon_e7 + draw.whole(-5'000'000, 5'000'000))});
  }
  return draw.one_in(2) ? Shape::zone(vertices) : Shape::line(vertices);
}

// Integers only: Draw::near would bring in the C library's cosine.
Position beside(Draw& draw, Position middle, std::int64_t reach) {
  const std::int64_t lat =
      std::clamp<std::int64_t>(middle.lat_e7 + draw.whole(-reach, reach), -kLatitudeMax, kLatitudeMax);
  return {static_cast<std::int32_t>(lat), wrapped_lon_e7(middle.lon_e7 + draw.whole(-reach, reach))};
}

// Rounding to millimetres hides most differences of the last bit, and lets one through in a million. Here
// they show.
TEST_CASE("the last bits under the millimetres are the same on every machine") {
  Draw draw(20'000);
  std::string all;
  const auto add_bits = [&all](double value) { add(all, std::bit_cast<std::int64_t>(value)); };
  const auto radians = [&draw] {
    return static_cast<double>(draw.whole(-kLongitudeMax, kLongitudeMax)) * kRadiansPerE7;
  };
  for (int i = 0; i < 2'000; ++i) {
    const SineCosine both = sine_cosine(radians());
    add_bits(both.sine);
    add_bits(both.cosine);
    add_bits(radii(both.sine).meridian);
    add_bits(arc_sine(both.cosine));
    add_bits(arc_tangent(both.sine, both.cosine * both.sine));
    const Position from = draw.position();
    const Position near = beside(draw, from, 20'000'000);
    const Position far = draw.position();
    add_bits(ecef(from).x);
    add_bits(ecef(from).y);
    add_bits(ecef(from).z);
    add_bits(geodesic_length(ecef(from), ecef(near)));
    add_bits(geodesic_length(ecef(from), ecef(far)));
    const Pieces pieces(
        edges_through({near, beside(draw, near, 500'000), beside(draw, near, 500'000)}, Ends::open));
    add_bits(pieces.nearest(ecef(from)));
  }
  CHECK(base::sha256_hex(all) == "884ba323b38e5520100555f31678879a39aa9155f9f701a8c16246679374b8ba");
}

TEST_CASE("distances are the same on every machine") {
  Draw draw(20'001);
  std::string all;
  for (int i = 0; i < 2'000; ++i) {
    const Position a = draw.position();
    add(all, distance(a, i % 4 == 0 ? draw.position() : beside(draw, a, 10'000'000)).mm);
  }
  CHECK(base::sha256_hex(all) == "bcf8be9e5e16970f8c8c7eafa53547eccb76444e90b9fc82d81c5cbbd4c05b29");
}

TEST_CASE("distances from shapes are the same on every machine") {
  Draw draw(20'002);
  std::string all;
  for (int i = 0; i < 200; ++i) {
    const Position middle = draw.position();
    const Shape shape = shape_near(draw, middle);
    for (int k = 0; k < 10; ++k) {
      const Position from = beside(draw, middle, 15'000'000);
      add(all, shape.distance(from).mm);
      add(all, shape.at_least(from).mm);
    }
  }
  CHECK(base::sha256_hex(all) == "fe41e3a42ab4724c4fdf985c782782a23a644edd16e5ea8a30ec9098325c2671");
}

TEST_CASE("closest approaches and passages are the same on every machine") {
  Draw draw(20'003);
  std::string all;
  for (int i = 0; i < 2'000; ++i) {
    const Position middle = draw.position();
    const Motion a = draw.motion(beside(draw, middle, 1'000'000), 60);
    const Motion b = draw.motion(beside(draw, middle, 1'000'000), 60);
    const Approach met = closest_approach(a, b);
    add(all, met.now.mm);
    add(all, met.until.ms);
    add(all, met.distance.mm);
    const auto close = passage(a, b, met.distance + base::Distance{500'000});
    add(all, close ? close->from.ms : -1);
    add(all, close ? close->to.ms : -1);
    add(all, advanced(a, {draw.whole(0, base::kMsPerHour)}).lon_e7);
  }
  CHECK(base::sha256_hex(all) == "f61138ef95934bfa6a277b5570b00cc1e8530fe0be17cfd46182b5e30a97bc3f");
}

TEST_CASE("runs along legs are the same on every machine") {
  Draw draw(20'004);
  std::string all;
  for (int i = 0; i < 200; ++i) {
    const Position middle = draw.position();
    const Shape shape = shape_near(draw, middle);
    const Leg leg{.from = beside(draw, middle, 5'000'000),
                  .to = beside(draw, middle, 5'000'000),
                  .start = {0},
                  .end = {draw.whole(1'000'000, 20'000'000)}};
    const Margin margin = [&](base::Instant at) { return shape.distance(position_at(leg, at)); };
    add(all, speed_bound(leg).mmph);
    for (const base::Interval& run : runs_below(margin, leg.span(), speed_bound(leg), {1'852'000})) {
      add(all, run.from.ms);
      add(all, run.to.ms);
    }
    const Lowest low = lowest(margin, leg.span(), speed_bound(leg));
    add(all, low.at.ms);
    add(all, low.margin.mm);
  }
  CHECK(base::sha256_hex(all) == "6668d5c48149a5f255b7486c7d385b1eb18e27864c7f3a6497f1efc9a7677890");
}

}  // namespace
}  // namespace detente::geo
