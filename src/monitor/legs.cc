#include "monitor/legs.h"

#include <algorithm>

#include "geo/leg.h"

namespace detente::monitor {

namespace {

// Which shape a clause measures from, and its limit; nothing for clauses on pairs.
struct Measure {
  std::size_t shape;
  base::Distance limit;
};
std::optional<Measure> measure_of(const agreements::State& state) {
  if (const auto* zone = std::get_if<agreements::InsideZone>(&state)) return Measure{zone->zone, {}};
  if (const auto* line = std::get_if<agreements::WithinOfLine>(&state))
    return Measure{line->line, line->distance};
  return std::nullopt;
}

constexpr base::Distance kAtOrBelow{1};  // whole millimetres: margin <= 0 is margin < 1

}  // namespace

void judge_leg(const Desk& desk, const tracks::Track& track) {
  const geo::Leg leg = tracks::leg_of(track);
  const agreements::Verification& verification = desk.rules.verification;
  const base::Speed fastest = geo::speed_bound(leg);
  const base::Distance leg_error = std::max(position_error(verification, track.before->fix, fastest),
                                            position_error(verification, track.last->fix, fastest));
  const base::Distance leg_length = distance_at(fastest, leg.end - leg.start);

  for (std::size_t index = 0; index < desk.rules.agreement.articles.size(); ++index) {
    const agreements::Prohibition& norm = desk.rules.agreement.articles[index].norm;
    const auto measure = measure_of(norm.state);
    if (!measure) continue;
    const agreements::Shape& named = desk.rules.agreement.shapes[measure->shape];
    const geo::Shape& shape = desk.rules.shapes[measure->shape];
    std::optional<base::Distance> error;
    if (named.accuracy) error = leg_error + *named.accuracy + shape.error();
    std::optional<base::Distance> caution;
    if (norm.caution) caution = norm.caution->distance - measure->limit + kAtOrBelow;
    const Thresholds thresholds = Thresholds::make(kAtOrBelow, error, verification.hysteresis, caution);

    // Far outside throughout: no margin of this leg can come near, so only what is open needs to hear of it.
    const bool clear = shape.at_least(leg.from) > thresholds.widest() + measure->limit + leg_length &&
                       !shape.holds(leg.from);
    if (clear && !any_open(desk, index, track.id, {0, 0})) continue;
    std::vector<Bound> bound = bindings_of(desk, index, track.id, track.before->fix.speed, leg.end);
    leave_others(desk, index, track.id, {0, 0}, bound, leg.start);
    const geo::Margin margin = [&](base::Instant at) {
      return shape.distance(geo::position_at(leg, at)) - measure->limit;
    };
    for (Bound& one : bound) {
      std::vector<Piece> pieces;
      if (!clear)
        for (const base::Interval& span : spoken(desk, one, leg.span()))
          for (Levels& levels : levels_of(margin, span, fastest, thresholds))
            pieces.push_back({.levels = std::move(levels),
                              .known = leg.end,
                              .points = {track.before, track.last},
                              .error = error.value_or(base::Distance{})});
      desk.book.advance(one.binding, leg.span(), std::move(pieces), one.basis);
    }
  }
}

}  // namespace detente::monitor
