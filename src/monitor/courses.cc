#include "monitor/courses.h"

#include <algorithm>

#include "base/check.h"
#include "geo/screen.h"

namespace detente::monitor {

namespace {

constexpr std::int64_t kMdegPerRadian = 57'296;  // rounded up by less than 0.001 %
constexpr base::Distance kBelow{0};              // "below": margin < 0

// A reported speed above what no vessel exceeds is an error, and no motion.
std::optional<geo::Motion> usable_motion(const agreements::Verification& verification,
                                         const tracks::Point& point) {
  const auto motion = tracks::motion_of(point.fix);
  return motion && motion->speed <= verification.fastest ? motion : std::nullopt;
}

// How wrong the velocity may be: the speed, and across it the course.
base::Speed velocity_error(const agreements::Verification& verification, base::Speed speed) {
  return {verification.speed_error.mmph + speed.mmph * verification.course_error.mdeg / kMdegPerRadian + 1};
}

// Whether the closest approach of the two can be computed now. One fix alone may be an error.
bool can_compute(const Desk& desk, const std::pair<tracks::TrackId, tracks::TrackId>& pair,
                 base::Instant now) {
  const auto known = [&](tracks::TrackId id) {
    const tracks::Track* track = desk.picture.track(id);
    return track != nullptr && track->fixes >= 2 && usable_motion(desk.rules.verification, *track->last) &&
           now - track->last->at <= desk.rules.verification.extrapolate_at_most;
  };
  return known(pair.first) && known(pair.second);
}

}  // namespace

Courses::Courses(const Rules& rules) {
  const agreements::Verification& verification = rules.verification;
  for (std::size_t index = 0; index < rules.agreement.articles.size(); ++index) {
    const agreements::Prohibition& norm = rules.agreement.articles[index].norm;
    const auto* state = std::get_if<agreements::ClosestApproach>(&norm.state);
    if (state == nullptr) continue;
    Article article{
        .index = index, .within = state->within, .widest = state->below + verification.hysteresis};
    if (norm.caution) {
      article.widest = std::max(article.widest, norm.caution->distance);
      article.within = std::max(article.within, norm.caution->within.value_or(state->within));
    }
    articles_.push_back(article);
    within_ = std::max(within_, article.within);
    widest_ = std::max(widest_, article.widest);
  }
}

// The approach as computed now, and when from now on each threshold is passed while both keep course and
// speed: from the moment the closest approach is near enough in time until they are far enough apart again.
Courses::Course Courses::course_of(const Rules& rules, std::size_t article, const geo::Approach& approach,
                                   const geo::Motion& a, const geo::Motion& b, base::Distance error) {
  const agreements::Prohibition& norm = rules.agreement.articles[article].norm;
  const auto& state = std::get<agreements::ClosestApproach>(norm.state);
  const auto window = [&](base::Distance below, base::Duration within) -> Window {
    if (approach.distance >= below) return {};
    const auto passage = geo::passage(a, b, below);
    if (!passage) return {};
    return {.from = std::max(base::Duration{0}, approach.until - within), .to = passage->to};
  };
  const Thresholds thresholds =
      Thresholds::make(state.below + kBelow, error, rules.verification.hysteresis, std::nullopt);
  Course course{.bound = {},
                .outer = window(thresholds.leave, state.within),
                .caution = {},
                .possible = window(thresholds.possible, state.within),
                .nominal = window(thresholds.nominal, state.within),
                .sure = window(thresholds.sure, state.within),
                .margin = approach.distance - state.below,
                .error = error};
  if (norm.caution) {
    course.caution = window(norm.caution->distance, norm.caution->within.value_or(state.within));
    // Both hold the moment of the closest approach, so that one window spans them.
    if (course.outer.to < course.outer.from) {
      course.outer = course.caution;
    } else if (course.caution.from <= course.caution.to) {
      course.outer.from = std::min(course.outer.from, course.caution.from);
      course.outer.to = std::max(course.outer.to, course.caution.to);
    }
  }
  return course;
}

bool Courses::judge_fix(const Desk& desk, const tracks::Track& track) {
  if (articles_.empty()) return true;
  const base::Instant now = track.last->at;
  const agreements::Verification& verification = desk.rules.verification;
  // What was computed before stands until now.
  const auto known = partners_.find(track.id);
  const std::vector<tracks::TrackId> partners =
      known == partners_.end() ? std::vector<tracks::TrackId>{} : known->second;
  for (const tracks::TrackId other : partners) {
    const auto encounter = encounters_.find(std::minmax(track.id, other));
    CHECK(encounter != encounters_.end());
    carry_on(desk, encounter->second, now);
  }
  const auto motion = usable_motion(verification, *track.last);
  std::vector<Near> near;
  if (motion) {
    const base::Duration horizon = within_ + verification.extrapolate_at_most;
    const base::Duration error_grows = horizon + verification.extrapolate_at_most + verification.time_error;
    const base::Distance errors = std::max(verification.error_accurate, verification.error_otherwise);
    const geo::PlaneMotion own = geo::plane_motion(*motion);
    // What is computed now can count only if the two come this near within the horizon.
    const base::Distance widest =
        widest_ + errors + errors + distance_at(velocity_error(verification, motion->speed), error_grows) +
        distance_at(velocity_error(verification, verification.fastest), error_grows) +
        distance_at(motion->speed, verification.time_error) +
        distance_at(verification.fastest, verification.time_error);
    const base::Distance reach = widest + distance_at({motion->speed.mmph + verification.fastest.mmph},
                                                      horizon + verification.extrapolate_at_most);
    desk.picture.grid().near(track.last->fix.position, reach, [&](const tracks::Grid::Entry& entry) {
      if (entry.id == track.id || !entry.motion || now - entry.at > verification.extrapolate_at_most) return;
      const base::Distance nearest = geo::nearest_at_least(own, *entry.motion, now - entry.at, horizon);
      if (nearest <= widest) near.push_back({nearest, entry.id});
    });
  }
  // In a crowd only the nearest are judged; chosen before the shares are, so that every share agrees.
  if (near.size() > kNearMax) {
    crowded_out_ += near.size() - kNearMax;
    std::nth_element(near.begin(), near.begin() + kNearMax, near.end());
    near.resize(kNearMax);
  }
  for (const Near& other : near)
    if (desk.share.holds(track.id, other.id)) compute(desk, std::minmax(track.id, other.id), now);
  // Whom it was near before and is not now; also of what the other's fix gave at this same moment.
  for (const tracks::TrackId other : partners) {
    const Pair pair = std::minmax(track.id, other);
    const bool computed =
        std::any_of(near.begin(), near.end(), [&](const Near& one) { return one.id == other; }) &&
        can_compute(desk, pair, now);
    const auto encounter = encounters_.find(pair);
    if (encounter != encounters_.end() && !computed) close(desk, encounter, now);
  }
  return motion.has_value();
}

void Courses::compute(const Desk& desk, const Pair& pair, base::Instant now) {
  const agreements::Verification& verification = desk.rules.verification;
  const tracks::Track* first = desk.picture.track(pair.first);
  const tracks::Track* second = desk.picture.track(pair.second);
  CHECK(first != nullptr && second != nullptr);
  if (first->fixes < 2 || second->fixes < 2) return;  // one fix alone may be an error
  auto a = usable_motion(verification, *first->last), b = usable_motion(verification, *second->last);
  if (!a || !b) return;
  // Whom no clause speaks of need not be computed.
  struct Wanted {
    const Article& article;
    std::vector<Bound> forth;  // the first vessel bound
    std::vector<Bound> back;   // the second
  };
  std::vector<Wanted> wanted;
  for (const Article& article : articles_) {
    const auto& other =
        std::get<agreements::ClosestApproach>(desk.rules.agreement.articles[article.index].norm.state).other;
    const auto bound = [&](const tracks::Track& from, const tracks::Track& to) {
      return bindings_of(desk, article.index, other, from.id, from.last->fix.speed, to.id, to.last->fix.speed,
                         now);
    };
    Wanted one{article, bound(*first, *second), bound(*second, *first)};
    if (!one.forth.empty() || !one.back.empty()) wanted.push_back(std::move(one));
  }

  Encounter encounter{.since = now,
                      .until = std::min(first->last->at, second->last->at) + verification.extrapolate_at_most,
                      .points = {first->last, second->last},
                      .courses = {}};
  if (!wanted.empty()) {
    const base::Duration age_a = now - first->last->at, age_b = now - second->last->at;
    a->position = geo::advanced(*a, age_a);
    b->position = geo::advanced(*b, age_b);
    const geo::Approach approach = geo::closest_approach(*a, *b);
    const base::Distance error = position_error(verification, first->last->fix, a->speed) +
                                 position_error(verification, second->last->fix, b->speed) +
                                 distance_at(velocity_error(verification, a->speed), age_a + approach.until) +
                                 distance_at(velocity_error(verification, b->speed), age_b + approach.until);
    for (Wanted& one : wanted) {
      if (approach.distance >= one.article.widest + error) continue;
      Course course = course_of(desk.rules, one.article.index, approach, *a, *b, error);
      if (course.outer.to < course.outer.from) continue;
      const auto add = [&](std::vector<Bound>& bound, const Key& key) {
        if (bound.empty()) return;
        course.bound = std::move(bound);
        encounter.courses.emplace(key, course);
      };
      add(one.forth, {one.article.index, first->id, second->id});
      add(one.back, {one.article.index, second->id, first->id});
    }
  }

  const auto before = encounters_.find(pair);
  if (before != encounters_.end()) {
    // Who is bound no longer, ends; after a gap it has ended there.
    for (const auto& [key, course] : before->second.courses) {
      if (before->second.until < now) break;
      const auto still = encounter.courses.find(key);
      static const std::vector<Bound> kNone;
      leave_others(desk, key.article, key.vessel, key.other,
                   still == encounter.courses.end() ? kNone : still->second.bound, now);
    }
    if (encounter.courses.empty()) {
      close(desk, before, now);
      return;
    }
    before->second = std::move(encounter);
  } else if (!encounter.courses.empty()) {
    encounters_.emplace(pair, std::move(encounter));
    partners_[pair.first].push_back(pair.second);
    partners_[pair.second].push_back(pair.first);
  } else {
    return;
  }
  // What another fix of this millisecond let end goes on where this one says so.
  if (desk.book.anything_leaving()) carry_on(desk, encounters_.at(pair), now);
}

// Tells the book how what was computed stood from then until `until`.
void Courses::carry_on(const Desk& desk, const Encounter& encounter, base::Instant until) const {
  const base::Interval span{encounter.since, std::max(encounter.since, std::min(until, encounter.until))};
  const auto run_of = [&](const Window& window, base::Interval within) -> Runs {
    if (window.to < window.from) return {};
    return meet({{encounter.since + window.from, encounter.since + window.to}}, {within});
  };
  for (const auto& [key, course] : encounter.courses) {
    for (Bound bound : course.bound) {
      std::vector<Piece> pieces;
      for (const base::Interval& part : spoken(desk, bound, span)) {
        const Runs outer = run_of(course.outer, part);
        if (outer.empty()) continue;
        pieces.push_back({.levels = {.outer = outer.front(),
                                     .caution = run_of(course.caution, part),
                                     .possible = run_of(course.possible, part),
                                     .nominal = run_of(course.nominal, part),
                                     .sure = run_of(course.sure, part),
                                     .lowest = {.at = outer.front().from, .margin = course.margin}},
                          .known = encounter.since,
                          .points = encounter.points,
                          .error = course.error});
      }
      desk.book.advance(bound.binding, span, std::move(pieces), bound.basis);
    }
  }
}

void Courses::close(const Desk& desk, std::map<Pair, Encounter>::iterator encounter, base::Instant until) {
  // Where a course is not known any more, nobody saw them part.
  const bool known = can_compute(desk, encounter->first, until);
  for (const auto& [key, course] : encounter->second.courses)
    for (const Bound& bound : course.bound) {
      if (known)
        desk.book.leave(bound.binding, until);
      else
        desk.book.lose(bound.binding);
    }
  const auto [first, second] = encounter->first;
  std::erase(partners_[first], second);
  std::erase(partners_[second], first);
  if (partners_[first].empty()) partners_.erase(first);
  if (partners_[second].empty()) partners_.erase(second);
  encounters_.erase(encounter);
}

void Courses::expire(const Desk& desk, base::Instant now) {
  for (auto encounter = encounters_.begin(); encounter != encounters_.end();) {
    const auto next = std::next(encounter);
    if (encounter->second.until < now) {
      carry_on(desk, encounter->second, encounter->second.until);
      close(desk, encounter, now);
    }
    encounter = next;
  }
}

void Courses::finish(const Desk& desk, base::Instant now) {
  expire(desk, now);
  for (const auto& [pair, encounter] : encounters_) carry_on(desk, encounter, now);
  encounters_.clear();
  partners_.clear();
}

}  // namespace detente::monitor
