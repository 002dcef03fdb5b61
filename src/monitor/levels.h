#pragma once

#include <optional>
#include <vector>

#include "base/interval.h"
#include "base/units.h"
#include "geo/runs.h"

namespace detente::monitor {

// How near a margin is to the limit, as thresholds on it. A margin is the measured quantity less the limit,
// in millimetres: the clause forbids margins below `nominal` (0 for "less than", 1 for "at or below", in
// whole mm). error: how wrong the margin may be; absent where no accuracy is stated: then nothing is sure and
// all stays possible.
struct Thresholds {
  base::Distance sure;      // below it the limit is passed, however the errors fall
  base::Distance nominal;   // below it the limit is passed as measured
  base::Distance possible;  // below it the limit may be passed
  base::Distance leave;     // at or above it a situation ends: `possible` and the hysteresis
  std::optional<base::Distance> caution;
  bool accuracy_known = true;

  static Thresholds make(base::Distance nominal, std::optional<base::Distance> error,
                         base::Distance hysteresis, std::optional<base::Distance> caution);
  base::Distance widest() const;  // of `leave` and `caution`
};

using Runs = std::vector<base::Interval>;  // in order, apart from one another

// A run in which a margin stayed below the widest threshold, and when within it each narrower one was passed:
// sure within nominal within possible.
struct Levels {
  base::Interval outer;
  Runs caution;
  Runs possible;
  Runs nominal;
  Runs sure;
  geo::Lowest lowest;
};

// Levels of a margin along `span`, one for each outer run, in order; none where the margin stays clear.
// `fastest` bounds how quickly the margin changes.
std::vector<Levels> levels_of(const geo::Margin& margin, base::Interval span, base::Speed fastest,
                              const Thresholds& thresholds);

Runs meet(const Runs& a, const Runs& b);     // moments in both
Runs without(const Runs& a, const Runs& b);  // moments (whole ms) in a and not in b
// Adds `more`, which begins at or after the end of `runs`; runs that touch (1 ms apart or less) become one.
void append(Runs& runs, const Runs& more);

}  // namespace detente::monitor
