#pragma once

#include <functional>
#include <vector>

#include "base/interval.h"
#include "base/units.h"

namespace detente::geo {

// A signed margin of something that moves, in millimetres, at a moment.
using Margin = std::function<base::Distance(base::Instant)>;

// What is asked of every margin here: between any two moments of the span it changes by no more than
// `fastest` times the time between them, and kMarginSlack. The slack is for rounding: positions to 1e-7
// degree (twice 8 mm for the distance of two legs), kDistanceError or kShapeError, twice each. With the
// distance of a leg to a Shape, `fastest` is speed_bound(leg); with that of two legs, the sum of both.
inline constexpr base::Distance kMarginSlack{50};
inline constexpr base::Distance kRunTolerance{100};

// The maximal runs of whole milliseconds of `span` in which margin(t) < limit, in order.
// A dip (or rise) that stays within kRunTolerance of the limit and begins and ends between two looked-at
// moments may be missed; the ends of a run are exact to the millisecond where the margin passes the limit by
// more than kRunTolerance. Cost: a few looks where the margin stays clear of the limit; never more than
// twenty a metre of `fastest` times the length of the span, and then only where it stays at the limit.
// REQUIRES: span.from <= span.to, fastest >= 0.
std::vector<base::Interval> runs_below(const Margin& margin, base::Interval span, base::Speed fastest,
                                       base::Distance limit);

struct Lowest {
  base::Instant at;  // the earliest moment looked at with that margin
  base::Distance margin;
};
// The lowest margin of `span`, to within kRunTolerance. REQUIRES and cost: as above.
Lowest lowest(const Margin& margin, base::Interval span, base::Speed fastest);

}  // namespace detente::geo
