#pragma once

#include <cstdint>

#include "base/units.h"
#include "geo/position.h"

// Directions by integers alone, so that they are the same on every machine (decision 5).
namespace detente::drill {

// The direction of (east, north), clockwise from north; 0 where both are 0. Never wrong by more than 1 mdeg.
// REQUIRES: |east|, |north| < 2^52.
base::Angle direction(std::int64_t east, std::int64_t north);

// The course from `a` to `b`: the direction of their distances east (at the middle latitude) and north.
// Right to 0.1 deg where they are less than 20 nmi apart and below 75 deg of latitude; 0 where they are one.
base::Angle course_between(geo::Position a, geo::Position b);

// The greatest root with root * root <= square. REQUIRES: square >= 0.
std::int64_t integer_root(std::int64_t square);

// `b` less `a` in longitude, the shorter way round: -1,800,000,000 to 1,800,000,000.
std::int64_t longitude_from(geo::Position a, geo::Position b);

// How far `offset` (east and north, up to 40 nmi each) leads from `from`.
geo::Position moved(geo::Position from, base::Distance east, base::Distance north);

}  // namespace detente::drill
