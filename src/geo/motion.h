#pragma once

#include <optional>

#include "base/units.h"
#include "geo/position.h"

namespace detente::geo {

// Where something is and how it moves over ground. What keeps course and speed follows the rhumb line of its
// course over the ellipsoid.
struct Motion {
  Position position;
  base::Speed speed;   // 0 to 200 kn
  base::Angle course;  // true, 0 to 359,999
};

// How far from the definitions below an answer may be, in space and (divided by the relative speed) in time.
// Derived in motion.cc, tried in motion_property_test.cc, for latitudes up to 75 degrees, for at most 1 h
// ahead, and for two that are up to 100 km apart. Beyond that answers stay sane, and coarser.
inline constexpr base::Distance kMotionError{10};
inline constexpr base::Duration kForever{INT64_C(1) << 50};

// Where `motion` leads after `elapsed` (at most 1 h, back or ahead) with course and speed kept.
Position advanced(const Motion& motion, base::Duration elapsed);

// Closest approach of two that keep course and speed: the first moment from now on at which their distance()
// no longer falls.
//   - `until` is 0 where they are opening, or differ in velocity by less than 1 mm/s: "no motion".
//   - Where they are still closing after 1 h, the plane tangent at their mean latitude now says how it goes
//   on:
//     until = -r.v / |v|^2, with r their separation and v the difference of their velocities now, but not
//     before 1 h.
// `distance` is never more than `now`. Nothing changes when a and b are exchanged.
// REQUIRES: both positions at one moment.
struct Approach {
  base::Distance now;       // their distance
  base::Duration until;     // to the closest approach, rounded to the millisecond
  base::Distance distance;  // at the closest approach
};
Approach closest_approach(const Motion& a, const Motion& b);

// The whole milliseconds, counted from now and not before it, in which two that keep course and speed are
// less than `limit` apart: rounded inwards, but never without the moment of closest approach. There is a
// passage exactly where closest_approach().distance < limit.
struct Passage {
  base::Duration from;  // 0 where they already are
  base::Duration to;    // kForever where they do not move relative to each other
};
std::optional<Passage> passage(const Motion& a, const Motion& b, base::Distance limit);

}  // namespace detente::geo
