#include "geo/runs.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/check.h"

namespace detente::geo {
namespace {

// The product of a speed and a length of time passes 2^63 for the fastest of legs and the longest of spans.
__extension__ using Wide = __int128;

// One look at the margin, relative to the limit.
struct Look {
  base::Instant at;
  std::int64_t over;  // mm; below the limit where negative
  bool below() const { return over < 0; }
};

// By how much at most, in mm, a margin can go on from the mean of its values at the two ends of a piece of
// that length: from both ends it may run towards the far extreme, and they meet in the middle.
Wide reach(base::Duration length, base::Speed fastest) {
  return Wide{fastest.mmph} * length.ms / (2 * base::kMsPerHour) + 1 + kMarginSlack.mm;
}

base::Instant middle(base::Instant from, base::Instant to) {
  return {from.ms + (to.ms - from.ms) / 2};
}

// Finds the moments at which the side of the limit changes, by halving. A piece is left alone once its ends
// lie on the same side and nothing between them can pass the limit by more than kRunTolerance; a piece whose
// ends lie on different sides is halved down to the millisecond.
class Crossings {
 public:
  Crossings(const Margin& margin, base::Speed fastest, base::Distance limit)
      : margin_(margin), fastest_(fastest), limit_(limit) {}

  Look look(base::Instant at) const { return {at, (margin_(at) - limit_).mm}; }

  // Appends, in order, every moment found in (from, to] that lies on another side than the one before it.
  void find(const Look& from, const Look& to) {
    if (to.at - from.at <= base::Duration{1}) {
      if (from.below() != to.below()) found_.push_back(to.at);
      return;
    }
    if (from.below() == to.below() && stays(from, to)) return;
    const Look half = look(middle(from.at, to.at));
    find(from, half);
    find(half, to);
  }

  const std::vector<base::Instant>& found() const { return found_; }

 private:
  bool stays(const Look& from, const Look& to) const {
    const Wide mean = (Wide{std::abs(from.over)} + std::abs(to.over)) / 2;
    return mean - reach(to.at - from.at, fastest_) >= -kRunTolerance.mm;
  }

  const Margin& margin_;
  base::Speed fastest_;
  base::Distance limit_;
  std::vector<base::Instant> found_;
};

// Branch and bound, the more promising half first.
class Search {
 public:
  Search(const Margin& margin, base::Speed fastest) : margin_(margin), fastest_(fastest) {}

  Lowest look(base::Instant at) {
    const Lowest seen{at, margin_(at)};
    if (!any_ || std::pair(seen.margin, seen.at) < std::pair(best_.margin, best_.at)) best_ = seen;
    any_ = true;
    return seen;
  }

  void find(const Lowest& from, const Lowest& to) {
    if (to.at - from.at <= base::Duration{1} || !promising(from, to)) return;
    const Lowest half = look(middle(from.at, to.at));
    if (from.margin <= to.margin) {
      find(from, half);
      find(half, to);
    } else {
      find(half, to);
      find(from, half);
    }
  }

  Lowest best() const { return best_; }

 private:
  bool promising(const Lowest& from, const Lowest& to) const {
    const Wide mean = (Wide{from.margin.mm} + to.margin.mm) / 2;
    return mean - reach(to.at - from.at, fastest_) < best_.margin.mm - kRunTolerance.mm;
  }

  const Margin& margin_;
  base::Speed fastest_;
  bool any_ = false;
  Lowest best_{};
};

}  // namespace

std::vector<base::Interval> runs_below(const Margin& margin, base::Interval span, base::Speed fastest,
                                       base::Distance limit) {
  CHECK(span.from <= span.to && fastest.mmph >= 0);
  Crossings crossings(margin, fastest, limit);
  const Look first = crossings.look(span.from);
  if (span.from < span.to) crossings.find(first, crossings.look(span.to));
  std::vector<base::Interval> runs;
  bool below = first.below();
  base::Instant since = span.from;
  for (const base::Instant at : crossings.found()) {
    if (below) runs.push_back({since, at - base::Duration{1}});
    below = !below;
    since = at;
  }
  if (below) runs.push_back({since, span.to});
  return runs;
}

Lowest lowest(const Margin& margin, base::Interval span, base::Speed fastest) {
  CHECK(span.from <= span.to && fastest.mmph >= 0);
  Search search(margin, fastest);
  const Lowest from = search.look(span.from);
  if (span.from < span.to) search.find(from, search.look(span.to));
  return search.best();
}

}  // namespace detente::geo
