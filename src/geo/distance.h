#pragma once

#include "base/units.h"
#include "geo/position.h"

namespace detente::geo {

// The length of the geodesic between two points of the WGS 84 ellipsoid.
// Up to 200 km never wrong by more than kDistanceError (derived in earth.cc, tried against GeographicLib in
// distance_property_test.cc), up to 1,000 km by 20 cm; beyond that the relative error stays below 0.5 %.
// Symmetric; 0 for equal points.
base::Distance distance(Position a, Position b);

inline constexpr base::Distance kDistanceError{1};

}  // namespace detente::geo
