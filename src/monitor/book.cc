#include "monitor/book.h"

#include <algorithm>
#include <string_view>

namespace detente::monitor {

namespace {

using base::Json;

std::string_view text_of(Situation::End end) {
  switch (end) {
    case Situation::End::left:
      return "left";
    case Situation::End::not_seen_since:
      return "not seen since";
    case Situation::End::end_of_data:
      return "end of data";
  }
  return {};
}

base::Distance limit_of(const agreements::State& state) {
  if (const auto* line = std::get_if<agreements::WithinOfLine>(&state)) return line->distance;
  if (const auto* vessel = std::get_if<agreements::WithinOfVessel>(&state)) return vessel->distance;
  if (const auto* approach = std::get_if<agreements::ClosestApproach>(&state)) return approach->below;
  return {};
}

}  // namespace

void Basis::join(const Basis& other) {
  by_roster = by_roster && other.by_roster;
  class_by_roster = class_by_roster && other.class_by_roster;
  class_stated = class_stated || other.class_stated;
  answered = answered && other.answered;
  contested = contested || other.contested;
  notice_known = notice_known || other.notice_known;
}

void Book::advance(const Binding& binding, base::Interval span, std::vector<Piece> pieces,
                   const Basis& basis) {
  auto open = open_.find(binding);
  const auto close = [&](Situation::End end) {
    settle(binding, open->second, open->second.leaving.value_or(end));
    open_.erase(open);
    open = open_.end();
  };
  if (open != open_.end() && span.from > open->second.situation.last() + base::Duration{1})
    close(Situation::End::not_seen_since);
  const base::Duration hold =
      rules_->agreement.articles[binding.article].norm.for_at_least.value_or(base::Duration{});
  for (Piece& piece : pieces) {
    if (!basis.answered) {
      // Nobody said that the clause speaks of this vessel: it may be passed, no more.
      piece.levels.nominal.clear();
      piece.levels.sure.clear();
    }
    if (open != open_.end() && open->second.situation.touches(piece)) {
      open->second.situation.extend(piece);
      open->second.basis.join(basis);
      open->second.leaving.reset();
      continue;
    }
    if (open != open_.end()) close(Situation::End::left);
    open = open_.emplace(binding, Open{Situation(hold, piece), basis, std::nullopt}).first;
  }
  if (open != open_.end() && open->second.situation.last() < span.to) close(Situation::End::left);
}

void Book::let_leave(const Binding& binding, Situation::End end) {
  const auto open = open_.find(binding);
  if (open == open_.end() || open->second.leaving) return;
  open->second.leaving = end;
  leaving_.push_back(binding);
}

void Book::leave(const Binding& binding, base::Instant from) {
  const auto open = open_.find(binding);
  if (open == open_.end()) return;
  const bool seen = from <= open->second.situation.last() + base::Duration{1};
  let_leave(binding, seen ? Situation::End::left : Situation::End::not_seen_since);
}

void Book::lose(const Binding& binding) {
  let_leave(binding, Situation::End::not_seen_since);
}

void Book::settle_leaving() {
  for (const Binding& binding : std::exchange(leaving_, {})) {
    const auto open = open_.find(binding);
    if (open == open_.end() || !open->second.leaving) continue;
    settle(binding, open->second, *open->second.leaving);
    open_.erase(open);
  }
}

void Book::sweep(base::Instant now, base::Duration silence) {
  for (auto open = open_.begin(); open != open_.end();) {
    if (now - open->second.situation.last() <= silence) {
      ++open;
      continue;
    }
    settle(open->first, open->second, Situation::End::not_seen_since);
    open = open_.erase(open);
  }
}

void Book::finish(base::Instant now, base::Duration silence) {
  sweep(now, silence);
  for (const auto& [binding, open] : open_) settle(binding, open, Situation::End::end_of_data);
  open_.clear();
}

void Book::settle(const Binding& binding, const Open& open, Situation::End end) {
  const auto standing = open.situation.standing(end);
  if (!standing) return;
  const agreements::Article& article = rules_->agreement.articles[binding.article];
  const agreements::Verification& verification = rules_->verification;
  const Basis& basis = open.basis;
  const bool capped = verification.built_in || rules_->what_if_verification || !basis.by_roster ||
                      !basis.class_by_roster || basis.contested;
  // Nothing of the caution band either, where nobody said that the clause speaks of this vessel.
  const bool doubtful = standing->status == facts::Status::caution && !basis.answered;

  facts::Indication indication;
  indication.agreement = rules_->agreement.reading_sha256;
  indication.article = article.number;
  indication.clause = article.name;
  indication.party = rules_->parties[binding.party];
  indication.subjects.push_back(subject_text(binding.vessel));
  if (binding.other != tracks::TrackId{0, 0}) indication.subjects.push_back(subject_text(binding.other));
  indication.status = standing->status;
  indication.certainty = standing->certainty;
  if (capped) indication.certainty = std::min(indication.certainty, facts::Certainty::likely);
  if (doubtful) indication.certainty = facts::Certainty::possible;
  indication.opened = standing->opened;
  indication.closed = standing->closed;
  indication.known = standing->known;
  indication.margin = open.situation.lowest().margin;
  indication.limit = limit_of(article.norm.state);
  indication.observations = open.situation.cited(end);
  indication.assumed = rules_->assumed();
  indication.basis = Json::Object{
      {"attribution", basis.by_roster ? "roster" : "flag"},
      {"ended", text_of(end)},
      {"error_mm", open.situation.lowest_error().mm},
      {"held_ms", standing->held.ms},
      {"identity", basis.contested ? "contested" : "claimed"},
      {"last_ms", open.situation.last().ms},
      {"lowest_ms", open.situation.lowest().at.ms},
      {"verification", verification.built_in ? Json() : Json(verification.sha256)},
  };
  if (basis.class_asked)
    indication.basis.emplace(
        "class", !basis.class_stated ? "not stated" : (basis.class_by_roster ? "roster" : "transmitted"));
  if (article.norm.exception)
    indication.basis.emplace("notice", basis.notice_known ? "not at that time" : "none");
  settled_.push_back(std::move(indication));
}

std::vector<facts::Indication> Book::take_settled() {
  return std::exchange(settled_, {});
}

}  // namespace detente::monitor
