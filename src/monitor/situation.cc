#include "monitor/situation.h"

#include <algorithm>

#include "base/check.h"
#include "facts/event.h"

namespace detente::monitor {

namespace {

using facts::Certainty;
using facts::Status;

// The run that holds `at`. REQUIRES: there is one.
base::Interval run_holding(const Runs& runs, base::Instant at) {
  const auto run = std::find_if(runs.begin(), runs.end(),
                                [at](const base::Interval& candidate) { return candidate.holds(at); });
  CHECK(run != runs.end());
  return *run;
}

}  // namespace

void Situation::Level::add(const Runs& more, base::Duration hold, const Piece& piece) {
  const std::size_t from = runs.empty() ? 0 : runs.size() - 1;  // the last run may grow
  append(runs, more);
  for (std::size_t i = from; i < runs.size(); ++i) longest = std::max(longest, runs[i].length());
  for (std::size_t i = from; i < runs.size() && !known; ++i) {
    if (runs[i].length() < hold) continue;
    known = piece.known;
    points = piece.points;
    first = runs[i];
  }
}

// Lets go of old runs, but of none that holds `keep` or the beginning of the first that counted.
void Situation::Level::trim(std::optional<base::Instant> keep) {
  if (runs.size() <= 2 * kRunsKept) return;
  const auto old = [&](const base::Interval& run) {
    return !(known && run.holds(first.from)) && !(keep && run.holds(*keep));
  };
  runs.erase(std::remove_if(runs.begin(), runs.end() - static_cast<std::ptrdiff_t>(kRunsKept), old),
             runs.end() - static_cast<std::ptrdiff_t>(kRunsKept));
}

Situation::Situation(base::Duration hold, const Piece& piece)
    : hold_(hold), outer_(piece.levels.outer), lowest_(piece.levels.lowest) {
  extend(piece);
}

void Situation::extend(const Piece& piece) {
  const Levels& levels = piece.levels;
  outer_.to = std::max(outer_.to, levels.outer.to);
  caution_.add(levels.caution, base::Duration{}, piece);
  possible_.add(levels.possible, hold_, piece);
  nominal_.add(levels.nominal, hold_, piece);
  sure_.add(levels.sure, hold_, piece);
  const auto opening = sure_.known ? std::optional(sure_.first.from) : std::nullopt;
  for (Level* level : {&caution_, &possible_, &nominal_, &sure_}) level->trim(opening);
  if (lowest_points_.empty() || levels.lowest.margin < lowest_.margin) {
    lowest_ = levels.lowest;
    lowest_error_ = piece.error;
    lowest_points_ = piece.points;
  }
  last_points_ = piece.points;
}

// `counted` decides whether it stands, `spoken` from when to when.
std::optional<Situation::Standing> Situation::standing_of(const Level& counted, const Level& spoken,
                                                          Status status, Certainty certainty,
                                                          base::Duration hold, End end) const {
  if (!counted.known) return std::nullopt;
  const base::Interval opening = run_holding(spoken.runs, counted.first.from);
  const base::Instant last = spoken.runs.back().to;
  const bool still = end != End::left && last == outer_.to;
  return Standing{.status = status,
                  .certainty = certainty,
                  .opened = opening.from + hold,
                  .closed = still ? std::nullopt : std::optional(last),
                  .known = std::max(*counted.known, opening.from + hold),
                  .held = spoken.longest};
}

std::optional<Situation::Standing> Situation::standing(End end) const {
  if (auto s = standing_of(sure_, nominal_, Status::not_met, Certainty::beyond_error, hold_, end)) return s;
  if (auto s = standing_of(nominal_, nominal_, Status::undetermined, Certainty::likely, hold_, end)) return s;
  if (auto s = standing_of(possible_, possible_, Status::undetermined, Certainty::possible, hold_, end))
    return s;
  return standing_of(caution_, caution_, Status::caution, Certainty::likely, base::Duration{}, end);
}

const Situation::Level* Situation::deciding() const {
  for (const Level* level : {&sure_, &nominal_, &possible_, &caution_})
    if (level->known) return level;
  return nullptr;
}

std::vector<facts::Cited> Situation::cited(End end) const {
  Points points = lowest_points_;
  if (const Level* level = deciding())
    points.insert(points.end(), level->points.begin(), level->points.end());
  if (end == End::left) points.insert(points.end(), last_points_.begin(), last_points_.end());
  std::vector<facts::Cited> cited;
  for (const auto& point : points)
    cited.push_back(
        {.observation = facts::observation_id(point->source, point->at, point->payload), .at = point->at});
  const auto earlier = [](const facts::Cited& a, const facts::Cited& b) {
    return a.at != b.at ? a.at < b.at : a.observation < b.observation;
  };
  std::sort(cited.begin(), cited.end(), earlier);
  cited.erase(std::unique(cited.begin(), cited.end()), cited.end());
  return cited;
}

}  // namespace detente::monitor
