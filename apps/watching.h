#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "monitor/rules.h"
#include "watch/watch.h"

namespace CLI {
class App;
}

namespace detente::apps {

// What `watch` and `recompute` are told on the command line.
struct WatchingOptions {
  std::vector<std::string> agreements;
  std::string verification;
  std::string roster;
  std::vector<std::string> facts;
  std::vector<std::string> from;
  unsigned threads = 0;  // 0: as many as the machine has, at most 4
  bool as_if_in_force = false;
  bool provisional = false;
  bool stats = false;
  bool files_only = false;  // sources that may bring more later are refused
  std::string speed = "max";
  std::string start;  // for sources without times
  double rate = 0;    // messages a second
};

// Adds the options that both commands share.
void add_options(CLI::App& app, WatchingOptions& options);

struct WatchingSinks {
  std::function<void(const std::string& run_line)> run;
  std::function<void(const facts::IndicationLine&, const facts::Indication&, const agreements::Agreement&)>
      indication;
  std::function<bool()> going;  // false: stop reading and end here
  std::function<void()> flush;  // after each look at the sources
};

// Reads everything that is named, runs the watch to the end of its sources (or until !going()), and says on
// standard error what was not used. Messages begin with `command`. Returns the exit code.
int run_watching(const std::string& command, const WatchingOptions& options, const WatchingSinks& sinks);

}  // namespace detente::apps
