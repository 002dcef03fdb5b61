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
Courses::Course Courses::course_of(const Rules& rules, std::size_t article, const geo::Motion& a,
                                   const geo::Motion& b, base::Distance error) {
  const agreements::Prohibition& norm = rules.agreement.articles[article].norm;
  const auto& state = std::get<agreements::ClosestApproach>(norm.state);
  const geo::Approach approach = geo::closest_approach(a, b);
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
  std::vector<tracks::TrackId> near;
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
      if (geo::nearest_at_least(own, *entry.motion, now - entry.at, horizon) > widest) return;
      if (desk.share.holds(track.id, entry.id)) near.push_back(entry.id);
    });
  }
  for (const tracks::TrackId other : near) compute(desk, std::minmax(track.id, other), now);
  // Whom it was near before and is not now.
  for (const tracks::TrackId other : partners) {
    const auto encounter = encounters_.find(std::minmax(track.id, other));
    if (encounter != encounters_.end() && encounter->second.since != now) close(desk, encounter, now);
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
  const base::Duration age_a = now - first->last->at, age_b = now - second->last->at;
  a->position = geo::advanced(*a, age_a);
  b->position = geo::advanced(*b, age_b);
  const base::Speed wrong_a = velocity_error(verification, a->speed),
                    wrong_b = velocity_error(verification, b->speed);
  const geo::Approach approach = geo::closest_approach(*a, *b);
  const base::Distance error = position_error(verification, first->last->fix, a->speed) +
                               position_error(verification, second->last->fix, b->speed) +
                               distance_at(wrong_a, age_a + approach.until) +
                               distance_at(wrong_b, age_b + approach.until);

  Encounter encounter{.since = now,
                      .until = std::min(first->last->at, second->last->at) + verification.extrapolate_at_most,
                      .points = {first->last, second->last},
                      .courses = {}};
  for (const Article& article : articles_) {
    if (approach.distance >= article.widest + error) continue;
    Course course = course_of(desk.rules, article.index, *a, *b, error);
    if (course.outer.to < course.outer.from) continue;
    const auto& state =
        std::get<agreements::ClosestApproach>(desk.rules.agreement.articles[article.index].norm.state);
    const auto add = [&](const tracks::Track& vessel, const tracks::Track& other) {
      course.bound = bindings_of(desk, article.index, state.other, vessel.id, vessel.last->fix.speed,
                                 other.id, other.last->fix.speed, now);
      if (!course.bound.empty()) encounter.courses.emplace(Key{article.index, vessel.id, other.id}, course);
    };
    add(*first, *second);
    add(*second, *first);
  }

  const auto before = encounters_.find(pair);
  if (before != encounters_.end()) {
    // Who is bound no longer, ends.
    for (const auto& [key, course] : before->second.courses) {
      const auto still = encounter.courses.find(key);
      static const std::vector<Bound> kNone;
      leave_others(desk, key.article, key.vessel, key.other,
                   still == encounter.courses.end() ? kNone : still->second.bound);
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
  }
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
  if (until <= encounter->second.until)
    for (const auto& [key, course] : encounter->second.courses)
      for (const Bound& bound : course.bound) desk.book.leave(bound.binding);
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
  for (const auto& [pair, encounter] : encounters_) carry_on(desk, encounter, now);
  encounters_.clear();
  partners_.clear();
}

}  // namespace detente::monitor
