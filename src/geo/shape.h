#pragma once

#include <memory>
#include <vector>

#include "base/units.h"
#include "geo/position.h"

namespace detente::geo {

// A line or the ring of a zone with edges straight in (longitude, latitude), as in RFC 7946. Edges may cross
// the antimeridian: each edge goes the shorter way round. Immutable once built; safe to share between
// threads.
class Shape {
 public:
  static Shape line(const std::vector<Position>& vertices);  // REQUIRES: at least 2
  static Shape zone(const std::vector<Position>& ring);      // REQUIRES: at least 3, first not repeated

  // Line: distance to the nearest point of it, never negative. Zone: distance to its boundary, negative
  // inside; 0 on the boundary, which belongs to the zone. Never wrong by more than kShapeError up to 200 km
  // from the shape.
  base::Distance distance(Position from) const;

  // The sign alone, by integers: true inside and on the boundary. A line holds nothing: always false.
  bool holds(Position at) const;

  // A lower bound of |distance(from)| that costs a few multiplications; 0 where it cannot tell.
  base::Distance at_least(Position from) const;

 private:
  struct Parts;
  explicit Shape(std::shared_ptr<const Parts> parts);
  std::shared_ptr<const Parts> parts_;
};

inline constexpr base::Distance kShapeError{50};

}  // namespace detente::geo
