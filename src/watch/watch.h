#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "facts/event.h"
#include "facts/indication.h"
#include "monitor/rules.h"
#include "watch/crew.h"
#include "watch/provisional.h"
#include "watch/sequencer.h"

namespace detente::watch {

struct Options {
  unsigned threads = 1;  // 1 to 64
  std::size_t sources = 1;
  bool finite = true;        // every source ends: final lines only, at the end, sorted
  bool provisional = false;  // also say what can be said before the watermark
};

// Events in, lines out. The first line is the run line, which names all inputs by hash; then the indications.
class Watch {
 public:
  using Print = std::function<void(const facts::IndicationLine&, const facts::Indication&)>;
  using PrintRun = std::function<void(const std::string& line)>;

  Watch(std::vector<std::shared_ptr<const monitor::Rules>> rules, const Options& options, PrintRun print_run,
        Print print);

  void offer(std::size_t source, facts::Event event);
  void end(std::size_t source);
  void idle(std::size_t source);
  void pump();  // judges what is settled by now; call it often: once for some thousand events
  // Says what can be said before the watermark, where that was asked for. It judges again all that waits, so
  // its cost grows with the sea; skipping it changes no final line.
  void look_ahead();
  void finish();  // every source has ended

  const SequencerCounts& sequencer_counts() const { return sequencer_.counts(); }
  monitor::EngineCounts engine_counts() { return crew_.counts(); }
  std::optional<base::Instant> complete_to() const { return sequencer_.complete_to(); }

 private:
  void judge(std::vector<facts::Event> events);
  void say_run(const base::Json& sources);
  void say(std::vector<facts::Indication> indications);
  void say_provisional(const std::vector<facts::Event>& waiting);

  std::vector<std::shared_ptr<const monitor::Rules>> rules_;
  Options options_;
  PrintRun print_run_;
  Print print_;
  Sequencer sequencer_;
  Crew crew_;
  std::optional<Provisional> provisional_;
  std::size_t looked_at_ = 0;  // accepted events at the last look ahead
  base::Sha256 eaten_;         // over every event judged, in canonical order
  std::uint64_t eaten_count_ = 0;
  std::string inputs_;
};

// The lateness that the means of verification of all agreements allow: the longest.
base::Duration lateness_of(const std::vector<std::shared_ptr<const monitor::Rules>>& rules);

}  // namespace detente::watch
