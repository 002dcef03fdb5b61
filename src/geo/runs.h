#pragma once

#include <functional>
#include <vector>

#include "base/interval.h"
#include "base/units.h"

namespace detente::geo {

// A signed margin of something that moves, in millimetres, at a moment.
using Margin = std::function<base::Distance(base::Instant)>;

// The maximal runs of whole milliseconds of `span` in which margin(t) < limit, in order.
// `fastest` bounds how quickly the margin changes. A dip (or rise) that stays within kRunTolerance of the
// limit and begins and ends between two looked-at moments may be missed; the ends of a run are exact to the
// millisecond where the margin passes the limit by more than kRunTolerance. Cost: a few looks where the
// margin stays clear of the limit.
std::vector<base::Interval> runs_below(const Margin& margin, base::Interval span, base::Speed fastest,
                                       base::Distance limit);

struct Lowest {
  base::Instant at;  // the earliest moment looked at with that margin
  base::Distance margin;
};
// The lowest margin of `span`, to within kRunTolerance.
Lowest lowest(const Margin& margin, base::Interval span, base::Speed fastest);

inline constexpr base::Distance kRunTolerance{100};

}  // namespace detente::geo
