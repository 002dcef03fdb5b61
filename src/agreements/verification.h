#pragma once

#include <string>

#include "base/units.h"

namespace detente::agreements {

// Means of verification: what counts as proof, agreed by the parties (decision 9). Written in the agreement
// language in a `*.verification` file, named by hash in the agreement's header.
struct Verification {
  std::string title;
  int version = 1;
  bool built_in = false;          // no text was agreed: nothing is more than `likely`
  std::string sha256;             // of the file's bytes; of the canonical spelling when built in
  base::Distance error_accurate;  // of a fix whose accuracy flag is set
  base::Distance error_otherwise;
  base::Duration time_error;           // of a stamp; becomes a distance at the vessel's speed
  base::Speed speed_error;             // of a reported speed
  base::Angle course_error;            // of a reported course
  base::Duration interpolate_at_most;  // between two fixes further apart the position is unknown
  base::Duration extrapolate_at_most;  // a reported course and speed are held no longer than this
  base::Duration lateness;             // a sighting that comes later than this counts as late
  base::Speed fastest;                 // what no vessel exceeds: faster jumps are another vessel or an error
  base::Distance hysteresis;           // an indication closes only this far beyond the limit
};

// What applies where an agreement names no means of verification.
Verification built_in_verification();

}  // namespace detente::agreements
