#include "monitor/stretches.h"

#include <algorithm>

#include "geo/distance.h"

namespace detente::monitor {

namespace {

constexpr base::Distance kAtOrBelow{1};

base::Speed sum(base::Speed a, base::Speed b) {
  return {a.mmph + b.mmph};
}

}  // namespace

Stretches::Stretches(const Rules& rules) {
  const agreements::Verification& verification = rules.verification;
  for (std::size_t index = 0; index < rules.agreement.articles.size(); ++index) {
    const agreements::Prohibition& norm = rules.agreement.articles[index].norm;
    const auto* state = std::get_if<agreements::WithinOfVessel>(&norm.state);
    if (state == nullptr) continue;
    const base::Distance worst = std::max(verification.error_accurate, verification.error_otherwise) +
                                 distance_at(verification.fastest, verification.time_error);
    base::Distance widest = state->distance + worst + worst + geo::kDistanceError + verification.hysteresis;
    if (norm.caution) widest = std::max(widest, norm.caution->distance);
    articles_.push_back({.index = index, .widest = widest});
  }
}

void Stretches::judge_leg(const Desk& desk, const tracks::Track& track) {
  if (articles_.empty()) return;
  const geo::Leg leg = tracks::leg_of(track);
  std::deque<Stretch>& own = recent_[track.id];
  if (own.size() == kLegsMax) own.pop_front();
  const Stretch& way = own.emplace_back(
      Stretch{.leg = leg, .fastest = geo::speed_bound(leg), .from = track.before, .to = track.last});
  const base::Duration time = leg.end - leg.start;
  base::Distance widest{};
  for (const Article& article : articles_) widest = std::max(widest, article.widest);
  // Where the other was last may lie this far from where it was during the leg; twice the errors, as tracks
  // allow them.
  const base::Distance slack = distance_at(desk.rules.verification.fastest, time + base::Duration{60'000});
  const base::Distance reach = widest + distance_at(way.fastest, time) + slack;
  desk.picture.grid().near(track.last->fix.position, reach, [&](const tracks::Grid::Entry& entry) {
    if (entry.id == track.id || entry.at <= leg.start || !desk.share.holds(track.id, entry.id)) return;
    const auto other = recent_.find(entry.id);
    if (other == recent_.end()) return;
    const auto first =
        std::partition_point(other->second.begin(), other->second.end(),
                             [&](const Stretch& theirs) { return theirs.leg.end <= leg.start; });
    for (auto theirs = first; theirs != other->second.end() && theirs->leg.start < leg.end; ++theirs) {
      for (const Article& article : articles_)
        judge_pair(desk, article.index, track.id, way, entry.id, *theirs);
    }
  });
}

void Stretches::judge_pair(const Desk& desk, std::size_t article, tracks::TrackId a, const Stretch& way_a,
                           tracks::TrackId b, const Stretch& way_b) const {
  const agreements::Prohibition& norm = desk.rules.agreement.articles[article].norm;
  const auto& state = std::get<agreements::WithinOfVessel>(norm.state);
  const agreements::Verification& verification = desk.rules.verification;
  const base::Interval span{std::max(way_a.leg.start, way_b.leg.start),
                            std::min(way_a.leg.end, way_b.leg.end)};
  const auto error_of = [&](const Stretch& way) {
    return std::max(position_error(verification, way.from->fix, way.fastest),
                    position_error(verification, way.to->fix, way.fastest));
  };
  const base::Distance error = error_of(way_a) + error_of(way_b) + geo::kDistanceError;
  std::optional<base::Distance> caution;
  if (norm.caution) caution = norm.caution->distance - state.distance + kAtOrBelow;
  const Thresholds thresholds = Thresholds::make(kAtOrBelow, error, verification.hysteresis, caution);
  const base::Speed fastest = sum(way_a.fastest, way_b.fastest);
  const geo::Margin margin = [&](base::Instant at) {
    return geo::distance(geo::position_at(way_a.leg, at), geo::position_at(way_b.leg, at)) - state.distance;
  };
  const bool clear = margin(span.from) > thresholds.widest() + distance_at(fastest, span.length());

  const auto judge = [&](tracks::TrackId vessel, const Stretch& way, tracks::TrackId other,
                         const Stretch& theirs) {
    std::vector<Bound> bound = bindings_of(desk, article, state.other, vessel, way.from->fix.speed, other,
                                           theirs.from->fix.speed, span.to);
    leave_others(desk, article, vessel, other, bound, span.from);
    for (Bound& one : bound) {
      std::vector<Piece> pieces;
      if (!clear)
        for (const base::Interval& part : spoken(desk, one, span))
          for (Levels& levels : levels_of(margin, part, fastest, thresholds))
            pieces.push_back({.levels = std::move(levels),
                              .known = std::max(way.leg.end, theirs.leg.end),
                              .points = {way.from, way.to, theirs.from, theirs.to},
                              .error = error});
      desk.book.advance(one.binding, span, std::move(pieces), one.basis);
    }
  };
  judge(a, way_a, b, way_b);
  judge(b, way_b, a, way_a);
}

void Stretches::forget_before(base::Instant when) {
  for (auto track = recent_.begin(); track != recent_.end();) {
    std::deque<Stretch>& ways = track->second;
    while (!ways.empty() && ways.front().leg.end < when) ways.pop_front();
    track = ways.empty() ? recent_.erase(track) : std::next(track);
  }
}

}  // namespace detente::monitor
