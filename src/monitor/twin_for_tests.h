#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "facts/event.h"
#include "facts/indication.h"
#include "monitor/rules.h"

// The slow twin of the monitor: spec/indications.md read sentence by sentence and done with plain loops over
// the whole history, one look at every millisecond. Nothing is incremental, indexed, or left out because it
// could not matter. Only tests use it.
namespace detente::monitor::twin {

// A sighting that a track took in.
struct Point {
  const facts::Sighting* sighting;
  std::size_t event;  // index into the events
  bool joined;        // no gap to the point before: a leg lies between
};
struct Track {
  tracks::TrackId id;
  std::vector<Point> points;
  std::vector<std::size_t> repeats;      // events that changed nothing
  std::optional<std::size_t> displaced;  // the event at which a fifth track took its place
};
std::vector<Track> tracks_of(const Rules& rules, const std::vector<facts::Event>& events);

// An indication, and what was measured at every millisecond of its situation.
struct Explained {
  facts::Indication line;
  // Of a closest approach that was computed and lost, or computed last of all, in the millisecond in which
  // the situation ends: the specification does not say which of the two ended it.
  bool end_undecided = false;
  struct Moment {
    std::int64_t margin = 0;
    std::int64_t error = 0;
    std::size_t piece = 0;
  };
  base::Instant first;                                 // of the situation
  std::vector<Moment> moments;                         // one a millisecond
  std::vector<std::vector<facts::Cited>> piece_cites;  // by Moment::piece
  std::vector<facts::Cited> opening_cites;
  std::vector<facts::Cited> end_cites;  // where it was seen to leave
};
// `shift`: every level's threshold moved by so much, to learn what hangs on a few millimetres.
// REQUIRES: events in canonical order, each once.
std::vector<Explained> indications_of(const Rules& rules, const std::vector<facts::Event>& events,
                                      base::Distance shift = {0});

}  // namespace detente::monitor::twin
