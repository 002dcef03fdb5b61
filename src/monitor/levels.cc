#include "monitor/levels.h"

#include <algorithm>

namespace detente::monitor {

Thresholds Thresholds::make(base::Distance nominal, std::optional<base::Distance> error,
                            base::Distance hysteresis, std::optional<base::Distance> caution) {
  const base::Distance e = error.value_or(base::Distance{});
  return {.sure = nominal - e,
          .nominal = nominal,
          .possible = nominal + e,
          .leave = nominal + e + hysteresis,
          .caution = caution,
          .accuracy_known = error.has_value()};
}

base::Distance Thresholds::widest() const {
  return caution ? std::max(leave, *caution) : leave;
}

std::vector<Levels> levels_of(const geo::Margin& margin, base::Interval span, base::Speed fastest,
                              const Thresholds& thresholds) {
  std::vector<Levels> all;
  for (const base::Interval& outer : geo::runs_below(margin, span, fastest, thresholds.widest())) {
    // Every narrower level lies within the wider one, so only that is searched.
    const auto within = [&](const Runs& wider, base::Distance limit) {
      Runs runs;
      for (const base::Interval& run : wider) append(runs, geo::runs_below(margin, run, fastest, limit));
      return runs;
    };
    Levels levels{.outer = outer, .caution = {}, .possible = {}, .nominal = {}, .sure = {}, .lowest = {}};
    if (thresholds.caution) levels.caution = within({outer}, *thresholds.caution);
    levels.possible = within({outer}, thresholds.possible);
    if (thresholds.accuracy_known) {
      levels.nominal = within(levels.possible, thresholds.nominal);
      levels.sure = within(levels.nominal, thresholds.sure);
    }
    levels.lowest = geo::lowest(margin, outer, fastest);
    all.push_back(std::move(levels));
  }
  return all;
}

Runs meet(const Runs& a, const Runs& b) {
  Runs both;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const base::Interval common{std::max(i->from, j->from), std::min(i->to, j->to)};
    if (common.from <= common.to) both.push_back(common);
    (i->to < j->to ? i : j)++;
  }
  return both;
}

Runs without(const Runs& a, const Runs& b) {
  Runs left;
  for (base::Interval run : a) {
    bool any = true;
    for (const base::Interval& cut : b) {
      if (cut.to < run.from || cut.from > run.to) continue;
      if (cut.from > run.from) left.push_back({run.from, cut.from - base::Duration{1}});
      run.from = cut.to + base::Duration{1};
      any = run.from <= run.to;
      if (!any) break;
    }
    if (any) left.push_back(run);
  }
  return left;
}

void append(Runs& runs, const Runs& more) {
  for (const base::Interval& run : more) {
    if (!runs.empty() && run.from <= runs.back().to + base::Duration{1})
      runs.back().to = std::max(runs.back().to, run.to);
    else
      runs.push_back(run);
  }
}

}  // namespace detente::monitor
