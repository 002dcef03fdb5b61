#pragma once

#include "base/units.h"
#include "geo/motion.h"
#include "geo/position.h"

namespace detente::geo {

// A motion made ready for many cheap questions.
struct PlaneMotion {
  Position position;
  double cosine = 1;  // of the latitude
  double east = 0;    // m/s
  double north = 0;
};
PlaneMotion plane_motion(const Motion& motion);

// A lower bound of how near two come within `horizon` while both keep course and speed; `a` is taken as it
// is, `b` moves `head_start` first. In the plane, less 2 % of all lengths in it and 50 m, which is more than
// the plane can be wrong at latitudes up to 70 degrees and 150 km apart; beyond that the bound is 0. It may
// exclude, never decide.
base::Distance nearest_at_least(const PlaneMotion& a, const PlaneMotion& b, base::Duration head_start,
                                base::Duration horizon);

}  // namespace detente::geo
