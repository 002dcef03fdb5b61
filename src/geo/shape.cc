#include "geo/shape.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "geo/edges.h"
#include "geo/pieces.h"

namespace detente::geo {

struct Shape::Parts {
  EdgeIndex edges;
  Pieces pieces;
  Ends ends;
  Parts(const std::vector<Position>& vertices, Ends closing)
      : edges(edges_through(vertices, closing)), pieces(edges.edges()), ends(closing) {}
};

Shape::Shape(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}

Shape Shape::line(const std::vector<Position>& vertices) {
  CHECK(vertices.size() >= 2);
  CHECK(std::all_of(vertices.begin(), vertices.end(), is_valid));
  return Shape(std::make_shared<const Parts>(vertices, Ends::open));
}

Shape Shape::zone(const std::vector<Position>& ring) {
  CHECK(ring.size() >= 3);
  CHECK(std::all_of(ring.begin(), ring.end(), is_valid));
  return Shape(std::make_shared<const Parts>(ring, Ends::closed));
}

// The sign comes from the integers alone, and with it that 0 means exactly "on the line": off the line the
// distance is at least 1 mm, whatever the chords of the line make of it.
base::Distance Shape::distance(Position from) const {
  const Side side = parts_->edges.side_of(from);
  if (side == Side::on_an_edge) return {0};
  const std::int64_t mm = std::max<std::int64_t>(whole_millimetres(parts_->pieces.nearest(ecef(from))), 1);
  return {parts_->ends == Ends::closed && side == Side::inside ? -mm : mm};
}

bool Shape::holds(Position at) const {
  return parts_->ends == Ends::closed && parts_->edges.side_of(at) != Side::outside;
}

base::Distance Shape::error() const {
  // The chords, the geodesic and the rounding to a millimetre, or to 1 mm where it was nearer.
  return {whole_millimetres(parts_->pieces.deviation()) + 2};
}

// From the box of the shape in (longitude, latitude), without a single sine.
// North or south of it: a degree of latitude is nowhere shorter than at the equator.
// East or west of it: the chord to the half-plane of a meridian that is x radians away is
// N cos(lat) sin(x), for x up to a quarter turn and N cos(lat) beyond; N >= a. The series are cut where they
// lie below the functions: cos x >= 1 - x^2/2 + x^4/24 - x^6/720, sin x >= x - x^3/6.
base::Distance Shape::at_least(Position from) const {
  const EdgeIndex::Box& box = parts_->edges.box();
  const std::int64_t lat_gap = std::max({box.south - from.lat_e7, from.lat_e7 - box.north, std::int64_t{0}});
  double bound = kCurvatureRadiusMin * kRadiansPerE7 * static_cast<double>(lat_gap);
  if (const std::int64_t lon_gap = box.lon_gap(from.lon_e7); lon_gap > 0) {
    const double east = std::min(static_cast<double>(lon_gap) * kRadiansPerE7, kPi / 2);
    const double lat = from.lat_e7 * kRadiansPerE7;
    const double square = lat * lat;
    const double cosine =
        std::max(0.0, 1 - square / 2 + square * square / 24 - square * square * square / 720);
    bound = std::max(bound, kEquatorialRadius * cosine * (east - east * east * east / 6));
  }
  // The distance itself may be too small by error(), and a millimetre by rounding here.
  return {std::max<std::int64_t>(whole_millimetres(std::max(bound, 0.0)) - error().mm - 1, 0)};
}

}  // namespace detente::geo
