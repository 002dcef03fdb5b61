#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/interval.h"
#include "base/units.h"
#include "facts/indication.h"
#include "monitor/levels.h"
#include "tracks/picture.h"

namespace detente::monitor {

using Points = std::vector<std::shared_ptr<const tracks::Point>>;

// One outer run of one clause's margin, over a stretch of time in which the motion is known.
struct Piece {
  Levels levels;
  base::Instant known;   // the newest observation that it rests on
  Points points;         // those observations
  base::Distance error;  // how wrong the margin may be
};

// From the moment that a margin comes within reach of a limit until it leaves with the hysteresis: one
// situation, at most one indication, however often the margin crosses in between.
// Bounded: of long series of runs only the first that counts and the newest kRunsKept are held.
class Situation {
 public:
  enum class End { left, not_seen_since, end_of_data };

  // Where the clause says `for at least`, a level counts once it has held without a break for `hold`.
  Situation(base::Duration hold, const Piece& piece);

  // Carries on. REQUIRES: touches(piece).
  void extend(const Piece& piece);
  // No moment lies between the end of the situation and the piece.
  bool touches(const Piece& piece) const { return piece.levels.outer.from <= outer_.to + base::Duration{1}; }
  base::Instant last() const { return outer_.to; }

  // How it stands; nothing where no level has been reached (`hold` not yet passed).
  struct Standing {
    facts::Status status;
    facts::Certainty certainty;
    base::Instant opened;
    std::optional<base::Instant> closed;
    base::Instant known;
    base::Duration held;  // the longest unbroken run at that level
  };
  std::optional<Standing> standing(End end) const;

  const geo::Lowest& lowest() const { return lowest_; }
  base::Distance lowest_error() const { return lowest_error_; }
  // The observations that decide: of the opening, of the lowest margin, of the end. Each once, in canonical
  // order.
  std::vector<facts::Cited> cited(End end) const;

 private:
  struct Level {
    Runs runs;
    std::optional<base::Instant> known;  // when the first run that counts could be known
    Points points;                       // what showed it
    base::Interval first{};              // that run, as far as it reached then
    base::Duration longest{};
    void add(const Runs& more, base::Duration hold, const Piece& piece);
    void trim(std::optional<base::Instant> keep);
  };
  std::optional<Standing> standing_of(const Level& counted, const Level& spoken, facts::Status status,
                                      facts::Certainty certainty, base::Duration hold, End end) const;
  const Level* deciding() const;

  base::Duration hold_;
  base::Interval outer_;
  Level caution_, possible_, nominal_, sure_;
  geo::Lowest lowest_{};
  base::Distance lowest_error_{};
  Points lowest_points_;
  Points last_points_;
};

inline constexpr std::size_t kRunsKept = 128;

}  // namespace detente::monitor
