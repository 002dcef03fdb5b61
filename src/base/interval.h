#pragma once

#include <compare>

#include "base/units.h"

namespace detente::base {

// The moments from `from` to `to`, both included. REQUIRES where it is made: from <= to.
struct Interval {
  Instant from;
  Instant to;
  constexpr Duration length() const { return to - from; }
  constexpr bool holds(Instant at) const { return from <= at && at <= to; }
  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
};

}  // namespace detente::base
