#include "monitor/desk.h"

#include <algorithm>

#include "base/check.h"

namespace detente::monitor {

namespace {

bool is_bound(const Rules& rules, const agreements::Prohibition& norm, std::size_t party) {
  return std::binary_search(norm.bound.begin(), norm.bound.end(), rules.parties[party]);
}

// The weaker of two answers.
Answer both(Answer a, Answer b) {
  return std::min(a, b);
}

// How the other vessel of a pair answers a clause that binds `party`; of several roster rows the first with
// the strongest answer.
struct OtherAnswer {
  Answer answer = Answer::no;
  bool class_by_roster = false;
};
OtherAnswer other_answer(const agreements::OtherVessel& wanted, const Standing& other, std::size_t party) {
  OtherAnswer strongest;
  for (const Standing::Entry& entry : other.entries) {
    if (wanted.of_another_party && (!entry.party || *entry.party == party)) continue;
    const Answer answer = class_answer(wanted.filter, other.class_of(entry));
    if (answer > strongest.answer) strongest = {answer, entry.vessel_class.has_value()};
  }
  return strongest;
}

}  // namespace

Standing Desk::standing(tracks::TrackId id, base::Instant when) const {
  const tracks::Vessel* vessel = picture.vessel(id.mmsi);
  CHECK(vessel != nullptr);
  return standing_of(rules, *vessel, id.mmsi, when);
}

std::vector<Bound> bindings_of(const Desk& desk, std::size_t article, tracks::TrackId vessel,
                               const std::optional<base::Speed>& speed, base::Instant when) {
  const agreements::Prohibition& norm = desk.rules.agreement.articles[article].norm;
  std::vector<Bound> all;
  const Answer speed_says = speed_answer(norm.vessel, speed);
  if (speed_says == Answer::no) return all;
  const Standing standing = desk.standing(vessel, when);
  for (const Standing::Entry& entry : standing.entries) {
    if (!entry.party || !is_bound(desk.rules, norm, *entry.party)) continue;
    const Answer class_says = class_answer(norm.vessel, standing.class_of(entry));
    if (class_says == Answer::no) continue;
    const bool class_asked = !norm.vessel.classes.empty();
    const Bound bound{
        .binding = {.article = article, .party = *entry.party, .vessel = vessel, .other = {0, 0}},
        .basis = {.by_roster = standing.by_roster,
                  .class_asked = class_asked,
                  .class_by_roster = !class_asked || entry.vessel_class.has_value(),
                  .class_stated = class_says == Answer::yes,
                  .answered = both(class_says, speed_says) == Answer::yes,
                  .contested = standing.entries.size() > 1 || desk.picture.contested(vessel.mmsi, when)}};
    // Two roster rows of one party (say, of two classes) are one binding: the stronger answer.
    if (all.empty() || all.back().binding != bound.binding)
      all.push_back(bound);
    else if (!all.back().basis.class_stated && bound.basis.class_stated)
      all.back() = bound;
  }
  return all;
}

std::vector<Bound> bindings_of(const Desk& desk, std::size_t article, const agreements::OtherVessel& wanted,
                               tracks::TrackId vessel, const std::optional<base::Speed>& speed,
                               tracks::TrackId other, const std::optional<base::Speed>& other_speed,
                               base::Instant when) {
  const Answer speed_says = speed_answer(wanted.filter, other_speed);
  if (speed_says == Answer::no) return {};
  std::vector<Bound> all = bindings_of(desk, article, vessel, speed, when);
  if (all.empty()) return all;
  const Standing standing = desk.standing(other, when);
  const bool asked = !wanted.filter.classes.empty();
  std::vector<Bound> paired;
  for (Bound& bound : all) {
    const auto [says, class_by_roster] = other_answer(wanted, standing, bound.binding.party);
    if (says == Answer::no) continue;
    bound.binding.other = other;
    bound.basis.class_asked = bound.basis.class_asked || asked;
    bound.basis.class_stated = bound.basis.class_stated && says == Answer::yes;
    bound.basis.answered = bound.basis.answered && both(says, speed_says) == Answer::yes;
    // Where the clause asks nothing of the other vessel, only that it was there matters.
    if (wanted.of_another_party) bound.basis.by_roster = bound.basis.by_roster && standing.by_roster;
    if (asked) bound.basis.class_by_roster = bound.basis.class_by_roster && class_by_roster;
    bound.basis.contested = bound.basis.contested || desk.picture.contested(other.mmsi, when);
    paired.push_back(bound);
  }
  return paired;
}

bool any_open(const Desk& desk, std::size_t article, tracks::TrackId vessel, tracks::TrackId other) {
  for (std::size_t party = 0; party < desk.rules.parties.size(); ++party)
    if (desk.book.is_open({.article = article, .party = party, .vessel = vessel, .other = other}))
      return true;
  return false;
}

void leave_others(const Desk& desk, std::size_t article, tracks::TrackId vessel, tracks::TrackId other,
                  const std::vector<Bound>& bound, base::Instant from) {
  for (std::size_t party = 0; party < desk.rules.parties.size(); ++party) {
    const Binding binding{.article = article, .party = party, .vessel = vessel, .other = other};
    if (std::none_of(bound.begin(), bound.end(), [&](const Bound& one) { return one.binding == binding; }))
      desk.book.leave(binding, from);
  }
}

Runs spoken(const Desk& desk, Bound& bound, base::Interval span) {
  Runs runs{span};
  const agreements::Period& period = desk.rules.agreement.in_force;
  if (!desk.rules.as_if_in_force) {
    constexpr base::Instant kLast{INT64_C(1) << 60};
    const base::Instant until = period.until ? *period.until - base::Duration{1} : kLast;
    runs = period.from <= until ? meet(runs, {{period.from, until}}) : Runs{};
  }
  const agreements::Prohibition& norm = desk.rules.agreement.articles[bound.binding.article].norm;
  if (!norm.exception || runs.empty()) return runs;
  const std::string& party = desk.rules.parties[bound.binding.party];
  std::vector<std::string> others;
  for (const std::string& code : desk.rules.parties)
    if (code != party) others.push_back(code);
  bound.basis.notice_known = desk.notices.any(bound.binding.vessel.mmsi, party, span.to);
  if (!bound.basis.notice_known) return runs;
  return without(runs, desk.notices.excused(bound.binding.vessel.mmsi, party, others, *norm.exception));
}

}  // namespace detente::monitor
