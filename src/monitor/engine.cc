#include "monitor/engine.h"

#include <algorithm>

#include "base/check.h"
#include "monitor/legs.h"

namespace detente::monitor {

Engine::Engine(std::shared_ptr<const Rules> rules, Share share)
    : rules_(std::move(rules)),
      share_(share),
      picture_(rules_->plausibility()),
      book_(rules_),
      stretches_(*rules_),
      courses_(*rules_) {}

// After this long without a fix nothing can join a situation any more.
base::Duration Engine::silence() const {
  return std::max(rules_->verification.interpolate_at_most, rules_->verification.extrapolate_at_most);
}

Desk Engine::desk() {
  return {.rules = *rules_, .picture = picture_, .notices = notices_, .share = share_, .book = book_};
}

void Engine::eat(const facts::Event& event) {
  const base::Instant at = facts::at(event);
  CHECK(at >= now_);
  if (at > now_) book_.settle_leaving();
  now_ = at;
  // Once a minute of event time: the same moments on every node.
  if (const std::int64_t minute = at.ms / base::kMsPerMinute; minute != swept_minute_) {
    swept_minute_ = minute;
    sweep();
  }
  if (const auto* said = std::get_if<facts::Said>(&event))
    notices_.add(said->notice);
  else
    on_sighting(std::get<facts::Sighting>(event));
}

void Engine::on_sighting(const facts::Sighting& sighting) {
  using Kind = tracks::Change::Kind;
  const tracks::Change change = picture_.eat(sighting);
  counts_.kept_apart += change.apart ? 1 : 0;
  switch (change.kind) {
    case Kind::particulars:
      return;
    case Kind::repeated:
      ++counts_.repeated;
      return;
    case Kind::not_a_vessel:
      ++counts_.not_a_vessel;
      return;
    case Kind::default_number:
      ++counts_.default_number;
      return;
    case Kind::after_gap:
      ++counts_.after_gap;
      break;
    case Kind::began:
    case Kind::continued:
      break;
  }
  const tracks::Track& track = *picture_.track(*change.track);
  if (change.kind == Kind::continued) {
    if (share_.holds(track.id.mmsi)) judge_leg(desk(), track);
    stretches_.judge_leg(desk(), track);
  }
  // One fix alone shows no motion: a track that has just begun may be an error.
  if (change.kind != Kind::began && !courses_.judge_fix(desk(), track)) ++counts_.no_course_or_speed;
}

void Engine::sweep() {
  courses_.expire(desk(), now_);
  book_.sweep(now_, silence());
  stretches_.forget_before(now_ - rules_->verification.interpolate_at_most);
}

void Engine::finish() {
  book_.settle_leaving();
  courses_.finish(desk(), now_);
  book_.settle_leaving();
  book_.finish(now_, silence());
}

EngineCounts Engine::counts() const {
  EngineCounts counts = counts_;
  counts.let_go = picture_.let_go();
  counts.notices_refused = notices_.refused();
  counts.crowded_out = courses_.crowded_out();
  return counts;
}

}  // namespace detente::monitor
