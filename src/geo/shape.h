#pragma once

#include <memory>
#include <vector>

#include "base/units.h"
#include "geo/position.h"

namespace detente::geo {

// A line or the ring of a zone with edges straight in (longitude, latitude), as in RFC 7946. Edges may cross
// the antimeridian: each edge goes the shorter way round (eastward where it is exactly half a turn). A zone
// holds what its ring encloses by the even-odd rule; it may be wider than 180 degrees. A ring round a pole
// is refused where agreements are read; here it holds what lies south of it.
// Immutable once built; safe to share between threads.
class Shape {
 public:
  // All vertices valid; up to some 100,000 of them are comfortable (100 bytes for each 500 m of line).
  static Shape line(const std::vector<Position>& vertices);  // REQUIRES: at least 2
  static Shape zone(const std::vector<Position>& ring);      // REQUIRES: at least 3, first not repeated

  // Line: distance to the nearest point of it, never negative. Zone: distance to its boundary, negative
  // inside. 0 exactly on the line or the boundary (which belongs to the zone) and nowhere else; the sign
  // always agrees with holds(). Never wrong by more than error() up to 200 km from the shape.
  base::Distance distance(Position from) const;

  // The sign alone, by integers: true inside and on the boundary. A line holds nothing: always false.
  bool holds(Position at) const;

  // A lower bound of |distance(from)| that costs a few multiplications; 0 where it cannot tell.
  base::Distance at_least(Position from) const;

  // kShapeError for shapes of up to 100,000 km of line below latitude 60 (fewer towards the poles). Longer
  // ones are cut into longer pieces, at most kPiecesMax of pieces.h, and this grows with the square of their
  // length.
  base::Distance error() const;

 private:
  struct Parts;
  explicit Shape(std::shared_ptr<const Parts> parts);
  std::shared_ptr<const Parts> parts_;
};

inline constexpr base::Distance kShapeError{13};  // derived in pieces.h, tried in shape_property_test.cc

}  // namespace detente::geo
