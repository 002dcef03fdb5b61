#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "base/units.h"
#include "facts/event.h"

namespace detente::watch {

struct SequencerCounts {
  std::uint64_t accepted = 0;
  std::uint64_t duplicate = 0;  // same source, stamp and content: one event
  std::uint64_t late = 0;       // came after the watermark had passed its time: not judged
  std::uint64_t ahead = 0;  // a stamp far ahead that the next ones did not follow: a wrong clock, not judged
  std::uint64_t crowded_out = 0;  // seconds let through early because too many events were waiting
};

// Puts events of several sources into canonical order behind one watermark: the least, over the sources that
// still speak, of the newest event time less the lateness. It moves by event time alone.
class Sequencer {
 public:
  static constexpr std::size_t kPendingMax = 2'000'000;

  Sequencer(std::size_t sources, base::Duration lateness, std::size_t pending_max = kPendingMax)
      : sources_(sources), lateness_(lateness), pending_max_(pending_max) {}

  void offer(std::size_t source, facts::Event event);
  void end(std::size_t source);   // nothing more will come from it: it holds back nobody
  void idle(std::size_t source);  // nothing came for long: until it speaks again it holds back nobody

  // The events whose order is settled, in canonical order, each once. All that is left once every source has
  // ended.
  std::vector<facts::Event> take_ready();
  // Those that wait, in canonical order, each once, without taking them.
  std::vector<facts::Event> waiting() const;

  // All events before it have been taken; absent before the first.
  std::optional<base::Instant> complete_to() const { return taken_to_; }
  const SequencerCounts& counts() const { return counts_; }
  std::size_t pending() const { return pending_; }

  // A stamp so far ahead of its source's newest is held until kAgreeing in a row stand there too. One that is
  // back by more than the lateness shows that the feed did not follow.
  static constexpr base::Duration kAhead{10 * base::kMsPerMinute};
  static constexpr std::size_t kAgreeing = 5;

 private:
  struct Source {
    std::optional<base::Instant> newest;
    bool ended = false;
    bool idle = false;
    std::vector<facts::Event> held;
  };
  void accept(Source& source, facts::Event event);
  void release_held(Source& source);
  bool follows(const Source& source, base::Instant at) const;  // REQUIRES: some are held
  void advance();                                              // to where the watermark is now
  std::optional<base::Instant> watermark() const;              // absent: some source has not spoken yet

  std::vector<Source> sources_;
  base::Duration lateness_;
  std::size_t pending_max_;
  std::map<std::int64_t, std::vector<facts::Event>> by_second_;
  std::size_t pending_ = 0;
  std::optional<base::Instant> taken_to_;
  std::optional<base::Instant> settled_to_;  // what comes for an earlier second is late, whenever it is taken
  SequencerCounts counts_;
};

}  // namespace detente::watch
