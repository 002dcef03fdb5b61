#pragma once

#include "monitor/desk.h"
#include "tracks/picture.h"

namespace detente::monitor {

// Holds every clause on zones and lines against the leg that `track` has just completed. REQUIRES:
// track.before.
void judge_leg(const Desk& desk, const tracks::Track& track);

}  // namespace detente::monitor
