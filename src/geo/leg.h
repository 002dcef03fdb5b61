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

// Integer arithmetic throughout, rounded to 1e-7 degree (half away from `from`), so never more than 8 mm from
// the unrounded way; exactly `from` and `to` at the ends. REQUIRES: start <= at <= end.
Position position_at(const Leg& leg, base::Instant at);

// An upper bound of the speed along the unrounded way at every moment of the leg; for a leg shorter than 60
// km below latitude 60 within 2 % of its mean speed. Rounding to 1e-7 degree is not in it: runs.h allows for
// that.
base::Speed speed_bound(const Leg& leg);

}  // namespace detente::geo
