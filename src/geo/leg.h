#pragma once

#include "base/interval.h"
#include "base/units.h"
#include "geo/position.h"

namespace detente::geo {

// A vessel between two fixes: linear in (longitude, latitude) and time, over the shorter way round in
// longitude. REQUIRES: start < end, end - start <= 24 h.
struct Leg {
  Position from;
  Position to;
  base::Instant start;
  base::Instant end;
  base::Interval span() const { return {start, end}; }
};

// Integer arithmetic throughout, rounded to 1e-7 degree. REQUIRES: start <= at <= end.
Position position_at(const Leg& leg, base::Instant at);

// No vessel on this leg moves faster than this between any two moments of it (an upper bound, within 1 % of
// the implied speed plus what rounding to 1e-7 degree can add).
base::Speed speed_bound(const Leg& leg);

}  // namespace detente::geo
