#pragma once

#include <cstdint>

#include "base/result.h"
#include "drill/reception.h"
#include "drill/scenario.h"

namespace detente::drill {

// Where the lines of a rehearsal go, each with its LF. The formats are those of spec/rehearsal.md, section 1.
struct Sinks {
  LineSink feed;
  LineSink facts;
  LineSink roster;
  LineSink truth;
};

// Plays a scenario from its start to its end: the same scenario and seed give the same lines everywhere.
// Memory is bounded by the vessels, the messages under way and the stays that are open; time is not, a month
// of twenty thousand vessels takes long. Fails only where a sink does. REQUIRES: `scenario` came from
// read_scenario().
base::Outcome perform(const Scenario& scenario, std::uint64_t seed, const Sinks& sinks);

}  // namespace detente::drill
