#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "drill/random.h"
#include "drill/scenario.h"
#include "drill/transmitter.h"
#include "geo/shape.h"

namespace detente::drill {

// Takes one line, its LF included. What it refuses ends the rehearsal.
using LineSink = std::function<base::Outcome(std::string_view)>;

// What became of the messages that one station could have heard.
struct StationCounts {
  std::int64_t heard = 0;  // each once, however often it was delivered
  std::int64_t out_of_range = 0;
  std::int64_t in_hole = 0;
  std::int64_t lost = 0;
  std::int64_t late = 0;
  std::int64_t repeated = 0;
  std::int64_t damaged = 0;
  std::int64_t overflow = 0;  // lost because kUnderWayMax were under way
};

inline constexpr std::size_t kUnderWayMax = 2'000'000;  // messages

// The stations: who hears what, with which faults, and in which order it arrives.
class Reception {
 public:
  Reception(const Scenario& scenario, std::uint64_t seed);

  // A message sent at `at` from `where`, the true position. REQUIRES: `at` never earlier than before.
  void hear(std::uint64_t vessel_key, base::Instant at, geo::Position where, const Transmitter::Sent& sent);

  // Writes what has arrived by `until`, in the order of arrival, then of sending, then of stations.
  base::Outcome deliver(base::Instant until, const LineSink& feed);

  const std::vector<StationCounts>& counts() const { return counts_; }
  std::int64_t sentences() const { return sentences_; }  // delivered

 private:
  struct Arrival {
    base::Instant at;
    std::uint64_t order;
    std::string lines;
  };
  static bool later(const Arrival& a, const Arrival& b) {
    return a.at != b.at ? a.at > b.at : a.order > b.order;
  }
  bool in_hole(std::size_t station, base::Instant at, geo::Position where) const;
  void receive(std::size_t station, base::Instant at, const Transmitter::Sent& sent, Random random);
  bool enqueue(base::Instant at, std::string lines);

  const Scenario& scenario_;
  std::uint64_t seed_;
  std::vector<geo::Shape> zones_;     // of the holes; empty where none needs one
  std::vector<std::size_t> zone_of_;  // by hole, into zones_
  std::vector<StationCounts> counts_;
  std::vector<int> sequence_;       // by station: of messages of several sentences
  std::vector<Arrival> under_way_;  // a heap
  std::uint64_t order_ = 0;
  std::int64_t sentences_ = 0;
};

}  // namespace detente::drill
