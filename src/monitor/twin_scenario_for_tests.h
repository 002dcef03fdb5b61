#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geo/draw_for_tests.h"
#include "monitor/twin_for_tests.h"

namespace detente::monitor::twin {

// An agreement, and what happened.
struct Scenario {
  std::shared_ptr<const Rules> rules;
  std::vector<facts::Event> events;  // canonical order, each once
};
// Some tens of seconds of a few vessels close to the limits of an agreement, with everything that goes wrong
// at sea.
Scenario drawn_scenario(geo::Draw& draw);
std::string text_of(const Scenario& scenario);  // for people
std::vector<facts::Event> in_canonical_order(std::vector<facts::Event> events);

// What the engine says of it: all, and as the united shares of `shares` engines. Sorted by article, party,
// subjects and opening.
std::vector<facts::Indication> engine_says(const Scenario& scenario, std::uint32_t shares = 1);

enum class Agreed {
  exactly,           // every member alike, up to the tolerance that runs.h states for the lowest margin
  within_tolerance,  // ends of runs differ as thresholds moved by kRunTolerance would move them
  too_close,         // the number of situations hangs on kRunTolerance: cannot be compared
  no
};
struct Comparison {
  Agreed agreed = Agreed::exactly;
  std::size_t indications = 0;
  std::string difference;  // for people, where they do not agree
};
Comparison compare(const Scenario& scenario, const std::vector<facts::Indication>& said);

}  // namespace detente::monitor::twin
