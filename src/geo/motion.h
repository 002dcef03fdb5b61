#pragma once

#include <optional>

#include "base/units.h"
#include "geo/position.h"

namespace detente::geo {

// Where something is and how it moves over ground.
struct Motion {
  Position position;
  base::Speed speed;   // 0 to 200 kn
  base::Angle course;  // true, 0 to 359,999
};

// Where `motion` leads after `elapsed` with course and speed kept (on the local plane; for at most 1 h, error
// below kMotionError at latitudes up to 75 degrees).
Position advanced(const Motion& motion, base::Duration elapsed);

// Closest approach of two that keep course and speed, on the common local plane at their mean latitude:
//   r0 = b - a, v = vb - va, until = -r0.v / |v|^2, at least 0; |v| below 1 mm/s counts as no motion (until =
//   0).
// REQUIRES: both positions at one moment.
struct Approach {
  base::Distance now;       // their distance
  base::Duration until;     // to the closest approach, 0 once they are opening
  base::Distance distance;  // at that moment
  // How long from now they stay at or come to `distance` or less of some limit: see passage().
};
Approach closest_approach(const Motion& a, const Motion& b);

// When, counted from now and not before it, two that keep course and speed are less than `limit` apart.
struct Passage {
  base::Duration from;  // 0 where they already are
  base::Duration to;    // kForever where they do not move relative to each other
};
std::optional<Passage> passage(const Motion& a, const Motion& b, base::Distance limit);

inline constexpr base::Duration kForever{INT64_C(1) << 50};
inline constexpr base::Distance kMotionError{50'000};  // see motion.cc for the derivation, and tighten it

}  // namespace detente::geo
