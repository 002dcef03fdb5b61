#include <algorithm>

#include "monitor/twin_pieces_for_tests.h"

// Sections 5 and 6 of spec/indications.md.
namespace detente::monitor::twin {
namespace {

// ---- what excuses ----

struct Told {
  const facts::Notice* notice;
  base::Instant received;
};

bool excused(const Question& q, const std::vector<Told>& told, base::Instant at) {
  const auto& exception = q.article.norm.exception;
  if (!exception) return false;
  bool every = true;
  bool any = false;
  for (std::size_t party = 0; party < q.rules.parties.size(); ++party) {
    if (party == q.party) continue;
    bool this_one = false;
    for (const Told& one : told) {
      const auto& to = one.notice->to;
      if (std::find(to.begin(), to.end(), q.rules.parties[party]) == to.end()) continue;
      const base::Instant r = exception->clock == agreements::NotifiedException::Clock::sent
                                  ? one.notice->sent
                                  : one.notice->received;
      if (at < one.received) continue;
      if (at - r >= exception->at_least && at - r <= exception->at_most) this_one = true;
    }
    every = every && this_one;
    any = any || this_one;
  }
  return exception->every_other_party ? every && any : any;
}

bool in_force(const Rules& rules, base::Instant at) {
  if (rules.as_if_in_force) return true;
  const agreements::Period& period = rules.agreement.in_force;
  return period.from <= at && (!period.until || at < *period.until);
}

// ---- millisecond by millisecond ----

struct Moment {
  bool known = false;
  Look look;  // of all pieces that hold this moment: what any says, and the lowest margin
  std::size_t lowest_piece = 0;
  std::vector<std::size_t> outer_pieces;
  std::vector<Look> looks;  // of each
};

using Level = bool Look::*;
std::vector<base::Interval> runs_of(const std::vector<Moment>& moments, base::Instant start, Level level,
                                    base::Interval within) {
  std::vector<base::Interval> runs;
  for (base::Instant at = within.from; at <= within.to; at = at + base::Duration{1}) {
    if (!(moments[static_cast<std::size_t>((at - start).ms)].look.*level)) continue;
    if (!runs.empty() && (at - runs.back().to).ms <= 1) {
      runs.back().to = at;
    } else {
      runs.push_back({at, at});
    }
  }
  return runs;
}

std::optional<base::Interval> first_that_counts(const std::vector<base::Interval>& runs,
                                                base::Duration for_at_least) {
  for (const base::Interval& run : runs)
    if (run.length() >= for_at_least) return run;
  return std::nullopt;
}

facts::Cited cited(const facts::Sighting& sighting) {
  return {facts::observation_id(sighting.source, sighting.at, sighting.payload), sighting.at};
}
std::vector<facts::Cited> cites_of(const Piece& piece) {
  std::vector<facts::Cited> cites;
  for (const facts::Sighting* sighting : piece.needed) cites.push_back(cited(*sighting));
  return cites;
}

std::optional<Explained> judge(const Question& q, const std::vector<Piece>& pieces,
                               const std::vector<Moment>& moments, base::Instant start,
                               base::Interval situation, base::Instant now, const std::vector<Told>& told) {
  const agreements::Prohibition& norm = q.article.norm;
  const agreements::Verification& means = q.rules.verification;
  const base::Duration for_at_least = norm.for_at_least.value_or(base::Duration{0});
  const auto moment_at = [&](base::Instant at) -> const Moment& {
    return moments[static_cast<std::size_t>((at - start).ms)];
  };

  const auto sure = runs_of(moments, start, &Look::sure, situation);
  const auto nominal = runs_of(moments, start, &Look::nominal, situation);
  const auto possible = runs_of(moments, start, &Look::possible, situation);
  const auto caution = runs_of(moments, start, &Look::caution, situation);

  Explained explained;
  facts::Indication& line = explained.line;
  base::Interval run{};
  const std::vector<base::Interval>* level = nullptr;
  Level counted = &Look::caution;  // by which it stands, and since when it counts
  base::Instant counts_at{};
  if (const auto first = first_that_counts(sure, for_at_least)) {
    for (const base::Interval& candidate : nominal)
      if (candidate.holds(first->from)) run = candidate;
    level = &nominal;
    counted = &Look::sure;
    counts_at = first->from + for_at_least;
    line.status = facts::Status::not_met;
    line.certainty = facts::Certainty::beyond_error;
  } else if (const auto likely = first_that_counts(nominal, for_at_least)) {
    run = *likely;
    level = &nominal;
    counted = &Look::nominal;
    counts_at = run.from + for_at_least;
    line.status = facts::Status::undetermined;
    line.certainty = facts::Certainty::likely;
  } else if (const auto perhaps = first_that_counts(possible, for_at_least)) {
    run = *perhaps;
    level = &possible;
    counted = &Look::possible;
    counts_at = run.from + for_at_least;
    line.status = facts::Status::undetermined;
    line.certainty = facts::Certainty::possible;
  } else if (!caution.empty()) {
    run = caution.front();
    level = &caution;
    counts_at = run.from;
    line.status = facts::Status::caution;
    line.certainty = facts::Certainty::likely;
  } else {
    return std::nullopt;
  }

  const bool from_courses = std::holds_alternative<agreements::ClosestApproach>(norm.state);
  bool lost_there = false;
  bool computed_there = false;
  for (const Piece& piece : pieces) {
    if (piece.span.from != situation.to) continue;
    lost_there = lost_there || piece.lost;
    computed_there = computed_there || !piece.lost;
  }
  explained.end_undecided = from_courses && (situation.to == now || (lost_there && computed_there));

  // How it ended.
  const base::Instant after = situation.to + base::Duration{1};
  bool seen_after = after <= now && moment_at(after).known;
  for (std::size_t i = 0; i < pieces.size(); ++i)  // computed anew at that very moment, and it does not hold
    if (!pieces[i].lost && pieces[i].span.from == situation.to && pieces[i].span.to == situation.to)
      seen_after = seen_after || moment_at(situation.to).outer_pieces.back() < i;
  std::string ended = "left";
  if (!seen_after) {
    const base::Duration silence = std::max(means.interpolate_at_most, means.extrapolate_at_most);
    bool seen_again = false;
    for (base::Instant at = after; at <= now; at = at + base::Duration{1})
      seen_again = seen_again || moment_at(at).known;
    if (from_courses) {
      seen_again = situation.to < now;
      for (const Piece& piece : pieces)
        seen_again = seen_again || (piece.lost && piece.span.from == situation.to);
    }
    ended = seen_again || now - situation.to > silence ? "not seen since" : "end of data";
  }

  line.opened = run.from;
  if (level != &caution) line.opened = line.opened + for_at_least;
  if (seen_after || level->back().to < situation.to) line.closed = level->back().to;

  // What it rests on.
  Bound basis;
  basis.class_stated = false;
  bool notice_known = false;
  for (base::Instant at = situation.from; at <= situation.to; at = at + base::Duration{1})
    for (const std::size_t index : moment_at(at).outer_pieces) {
      const Bound& bound = pieces[index].bound;
      basis.answer = std::min(basis.answer, bound.answer);
      basis.by_roster = basis.by_roster && bound.by_roster;
      basis.party_by_roster = basis.party_by_roster && bound.party_by_roster;
      basis.class_by_roster = basis.class_by_roster && bound.class_by_roster;
      basis.class_stated = basis.class_stated || bound.class_stated;
      for (const Told& one : told) notice_known = notice_known || one.received <= pieces[index].span.to;
      basis.contested = basis.contested || bound.contested;
    }
  if (line.status == facts::Status::caution && basis.answer == Answer::unknown)
    line.certainty = facts::Certainty::possible;
  if (means.built_in || q.rules.what_if_verification || !basis.by_roster || basis.contested)
    line.certainty = std::min(line.certainty, facts::Certainty::likely);

  // The lowest margin.
  base::Instant lowest = situation.from;
  for (base::Instant at = situation.from; at <= situation.to; at = at + base::Duration{1})
    if (moment_at(at).look.margin < moment_at(lowest).look.margin) lowest = at;
  line.margin = {moment_at(lowest).look.margin};

  // What tells that it counts: the earliest piece in which it does.
  const Moment& when_it_counts = moment_at(counts_at);
  std::size_t first_piece = 0;
  while (!(when_it_counts.looks[first_piece].*counted)) ++first_piece;
  const Piece& opening = pieces[when_it_counts.outer_pieces[first_piece]];
  line.known = line.opened;
  for (const facts::Sighting* sighting : opening.needed) line.known = std::max(line.known, sighting->at);

  line.agreement = q.rules.agreement.reading_sha256;
  line.article = q.article.number;
  line.clause = q.article.name;
  line.party = q.rules.parties[q.party];
  line.subjects.push_back(tracks::subject_text(q.vessel.id));
  if (q.other != nullptr) line.subjects.push_back(tracks::subject_text(q.other->id));
  line.assumed = q.rules.assumed();
  if (const auto* near = std::get_if<agreements::WithinOfLine>(&norm.state)) line.limit = near->distance;
  if (const auto* near = std::get_if<agreements::WithinOfVessel>(&norm.state)) line.limit = near->distance;
  if (const auto* near = std::get_if<agreements::ClosestApproach>(&norm.state)) line.limit = near->below;

  std::int64_t held = 0;
  for (const base::Interval& one : *level) held = std::max(held, one.length().ms);
  const agreements::OtherVessel* other = nullptr;
  if (const auto* near = std::get_if<agreements::WithinOfVessel>(&norm.state)) other = &near->other;
  if (const auto* near = std::get_if<agreements::ClosestApproach>(&norm.state)) other = &near->other;
  const bool class_asked =
      !norm.vessel.classes.empty() || (other != nullptr && !other->filter.classes.empty());
  line.basis["attribution"] = basis.party_by_roster ? "roster" : "flag";
  if (class_asked)
    line.basis["class"] =
        !basis.class_stated ? "not stated" : (basis.class_by_roster ? "roster" : "transmitted");
  line.basis["ended"] = ended;
  line.basis["error_mm"] = moment_at(lowest).look.error;
  line.basis["held_ms"] = held;
  line.basis["identity"] = basis.contested ? "contested" : "claimed";
  line.basis["last_ms"] = situation.to.ms;
  line.basis["lowest_ms"] = lowest.ms;
  if (norm.exception) line.basis["notice"] = notice_known ? "not at that time" : "none";
  line.basis["verification"] = means.built_in ? base::Json(nullptr) : base::Json(means.sha256);

  explained.first = situation.from;
  for (base::Instant at = situation.from; at <= situation.to; at = at + base::Duration{1})
    explained.moments.push_back(
        {moment_at(at).look.margin, moment_at(at).look.error, moment_at(at).lowest_piece});
  for (const Piece& piece : pieces) explained.piece_cites.push_back(cites_of(piece));
  explained.opening_cites = cites_of(opening);
  explained.end_cites = cites_of(pieces[moment_at(situation.to).outer_pieces.back()]);
  return explained;
}

void judge_binding(const Question& q, std::vector<Explained>& found) {
  const std::vector<Piece> pieces = pieces_of(q);
  if (pieces.empty()) return;
  const base::Instant start = facts::at(q.events.front());
  const base::Instant now = facts::at(q.events.back());
  std::vector<Moment> moments(static_cast<std::size_t>((now - start).ms) + 1);

  std::vector<Told> told;
  for (const facts::Event& event : q.events)
    if (const auto* said = std::get_if<facts::Said>(&event))
      if (said->notice.from == q.rules.parties[q.party] &&
          said->notice.about == "mmsi:" + std::to_string(q.vessel.id.mmsi))
        told.push_back({&said->notice, said->notice.received});

  for (std::size_t i = 0; i < pieces.size(); ++i)
    for (base::Instant at = pieces[i].span.from; !pieces[i].lost && at <= pieces[i].span.to;
         at = at + base::Duration{1}) {
      Moment& moment = moments[static_cast<std::size_t>((at - start).ms)];
      moment.known = true;
      if (pieces[i].bound.answer == Answer::no) continue;
      const Look look = pieces[i].look(at);
      if (!look.outer || !in_force(q.rules, at) || excused(q, told, at)) continue;
      const bool lower = moment.outer_pieces.empty() || look.margin < moment.look.margin;
      moment.outer_pieces.push_back(i);
      moment.looks.push_back(look);
      moment.look.outer = true;
      moment.look.sure |= look.sure;
      moment.look.nominal |= look.nominal;
      moment.look.possible |= look.possible;
      moment.look.caution |= look.caution;
      if (lower) {
        moment.look.margin = look.margin;
        moment.look.error = look.error;
        moment.lowest_piece = i;
      }
    }

  for (const base::Interval& situation : runs_of(moments, start, &Look::outer, {start, now})) {
    if (auto explained = judge(q, pieces, moments, start, situation, now, told))
      found.push_back(std::move(*explained));
  }
}

}  // namespace

std::vector<Explained> indications_of(const Rules& rules, const std::vector<facts::Event>& events,
                                      base::Distance shift) {
  std::vector<Explained> found;
  if (events.empty()) return found;
  const std::vector<Track> tracks = tracks_of(rules, events);
  for (const agreements::Article& article : rules.agreement.articles) {
    const bool pair = std::holds_alternative<agreements::WithinOfVessel>(article.norm.state) ||
                      std::holds_alternative<agreements::ClosestApproach>(article.norm.state);
    for (std::size_t party = 0; party < rules.parties.size(); ++party) {
      const auto& bound = article.norm.bound;
      if (std::find(bound.begin(), bound.end(), rules.parties[party]) == bound.end()) continue;
      for (const Track& vessel : tracks) {
        if (!pair) {
          judge_binding({rules, events, tracks, article, party, vessel, nullptr, shift}, found);
          continue;
        }
        for (const Track& other : tracks)
          if (other.id != vessel.id)
            judge_binding({rules, events, tracks, article, party, vessel, &other, shift}, found);
      }
    }
  }
  return found;
}

}  // namespace detente::monitor::twin
