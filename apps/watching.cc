#include "watching.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "agreements/reading.h"
#include "base/time_text.h"
#include "feed.h"
#include "intake/source_spec.h"
#include "interrupt.h"
#include "text_files.h"

namespace detente::apps {

namespace {

using Clock = std::chrono::steady_clock;

// A live source that is silent for so long holds back nobody until it speaks again.
constexpr std::chrono::seconds kIdleAfter{60};
constexpr base::Duration kPatience{200};

void complain(const std::string& command, const std::string& message) {
  std::fprintf(stderr, "%s: %s\n", command.c_str(), message.c_str());
}

void print(const std::vector<agreements::Diagnostic>& diagnostics, const std::string& text) {
  for (const agreements::Diagnostic& diagnostic : diagnostics)
    std::fprintf(stderr, "%s\n", agreements::diagnostic_text(diagnostic, text).c_str());
}

// Every input but the sources.
struct Papers {
  std::vector<std::shared_ptr<const monitor::Rules>> rules;
};

std::optional<Papers> read_papers(const std::string& command, const WatchingOptions& options) {
  Papers papers;
  bool good = true;
  facts::Roster roster;
  if (!options.roster.empty()) {
    const auto text = read_text(options.roster, kTableBytesMax);
    if (!text) {
      complain(command, "cannot read " + options.roster + ": " + text.error().message);
      return std::nullopt;
    }
    auto read = facts::Roster::read(*text);
    if (!read) {
      complain(command, options.roster + ": " + read.error().message);
      return std::nullopt;
    }
    roster = std::move(*read);
  }
  std::optional<agreements::Verification> what_if;
  if (!options.verification.empty()) {
    const auto text = read_text(options.verification);
    if (!text) {
      complain(command, "cannot read " + options.verification + ": " + text.error().message);
      return std::nullopt;
    }
    auto read = agreements::read_verification(options.verification, *text);
    print(read.diagnostics, *text);
    if (!read.verification) return std::nullopt;
    what_if = std::move(read.verification);
  }
  for (const std::string& path : options.agreements) {
    const auto text = read_text(path);
    if (!text) {
      complain(command, "cannot read " + path + ": " + text.error().message);
      good = false;
      continue;
    }
    auto reading = agreements::read_agreement(path, *text, TextFiles(path));
    print(reading.diagnostics, *text);
    if (!reading.agreement) {
      good = false;
      continue;
    }
    papers.rules.push_back(monitor::Rules::make(std::move(*reading.agreement),
                                                what_if ? *what_if : reading.verification, roster,
                                                options.as_if_in_force, what_if.has_value()));
  }
  if (!good) return std::nullopt;
  return papers;
}

// Lets a recording run no faster than `speed` times as it happened.
class Replay {
 public:
  explicit Replay(double speed) : speed_(speed) {}
  void wait_for(base::Instant at, const std::function<bool()>& going) {
    if (speed_ <= 0) return;
    if (!last_) began_ = Clock::now();
    // One stamp far off is a wrong clock and no reason to wait, nor is the way back from it.
    const base::Duration step = last_ ? at - *last_ : base::Duration{};
    if (step <= kStepMax && base::Duration{} - kStepMax <= step) elapsed_ = elapsed_ + step;
    last_ = at;
    const auto due = began_ + std::chrono::milliseconds(
                                  static_cast<std::int64_t>(static_cast<double>(elapsed_.ms) / speed_));
    while (Clock::now() < due && going())
      std::this_thread::sleep_for(
          std::min<Clock::duration>(due - Clock::now(), std::chrono::milliseconds(100)));
  }
  bool paced() const { return speed_ > 0; }

 private:
  double speed_;
  static constexpr base::Duration kStepMax{10 * base::kMsPerMinute};
  std::optional<base::Instant> last_;
  base::Duration elapsed_{};
  Clock::time_point began_;
};

std::optional<double> speed_of(const std::string& text) {
  if (text == "max") return 0.0;
  char* end = nullptr;
  const double speed = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size() || !(speed >= 0.001 && speed <= 1e6)) return std::nullopt;
  return speed;
}

// Lets looks ahead take at most about a quarter of the time, however large the sea and however fast it comes.
class Looks {
 public:
  void look(watch::Watch& watch) {
    const auto began = Clock::now();
    if (began < next_) return;
    watch.look_ahead();
    const auto ended = Clock::now();
    next_ = ended + 3 * (ended - began);
  }

 private:
  Clock::time_point next_;
};

class Watching {
 public:
  Watching(std::string command, const WatchingOptions& options, const WatchingSinks& sinks, double speed,
           std::optional<Pacing> pacing)
      : command_(std::move(command)), options_(options), sinks_(sinks), replay_(speed), pacing_(pacing) {}

  int open();
  void start(Papers papers);
  void run();
  bool failed() const;
  void print_summary();

 private:
  bool going() const { return !sinks_.going || sinks_.going(); }
  void take(std::size_t index, facts::Event event);
  void look(std::size_t index, base::Duration patience);
  void read_files();
  void read_live();

  std::string command_;
  const WatchingOptions& options_;
  const WatchingSinks& sinks_;
  Replay replay_;
  Looks looks_;
  bool finite_ = true;
  bool cut_short_ = false;  // files that were not read to their end
  std::optional<Pacing> pacing_;
  std::vector<std::unique_ptr<Feed>> feeds_;
  std::vector<std::shared_ptr<const monitor::Rules>> rules_;
  std::unique_ptr<watch::Watch> watch_;
  std::uint64_t since_pump_ = 0;
  std::optional<base::Instant> pumped_at_;
  std::uint64_t indications_ = 0;
};

int Watching::open() {
  const auto add = [&](const std::string& text, std::optional<intake::Format> format) {
    const auto spec = intake::parse_source(text);
    if (!spec) {
      complain(command_, spec.error().message);
      return 2;
    }
    const auto no_file = [&] {
      complain(command_, spec->name + ": wanted files, whose end is known");
      return 2;
    };
    if (options_.files_only && spec->kind != intake::SourceSpec::Kind::file) return no_file();
    auto source = intake::open_source(*spec, {.reconnect = true});
    if (!source) {
      complain(command_, source.error().message);
      return 1;
    }
    if (options_.files_only && (*source)->live()) return no_file();  // a pipe with a name
    const std::size_t index = feeds_.size();
    feeds_.push_back(std::make_unique<Feed>(
        spec->name, format.value_or(spec->format), std::move(*source), pacing_,
        [this, index](facts::Event event) { take(index, std::move(event)); },
        [this](const std::string& message) { complain(command_, message); }));
    return 0;
  };
  // Facts first: a notice is there before the vessel that it speaks of.
  for (const std::string& text : options_.facts)
    if (const int code = add(text, intake::Format::facts); code != 0) return code;
  for (const std::string& text : options_.from)
    if (const int code = add(text, std::nullopt); code != 0) return code;
  return 0;
}

void Watching::start(Papers papers) {
  rules_ = std::move(papers.rules);
  finite_ = std::none_of(feeds_.begin(), feeds_.end(), [](const auto& feed) { return feed->live(); });
  const unsigned cores = std::clamp(std::thread::hardware_concurrency(), 1U, 4U);
  watch_ = std::make_unique<watch::Watch>(
      rules_,
      watch::Options{.threads = options_.threads == 0 ? cores : options_.threads,
                     .sources = feeds_.size(),
                     .finite = finite_,
                     .provisional = options_.provisional},
      sinks_.run, [this](const facts::IndicationLine& line, const facts::Indication& indication) {
        ++indications_;
        for (const auto& one : rules_)
          if (one->agreement.reading_sha256 == indication.agreement) {
            sinks_.indication(line, indication, one->agreement);
            return;
          }
      });
}

void Watching::take(std::size_t index, facts::Event event) {
  const base::Instant at = facts::at(event);
  if (std::holds_alternative<facts::Sighting>(event))
    replay_.wait_for(
        at, sinks_.going ? sinks_.going : [] { return true; });
  watch_->offer(index, std::move(event));
  ++since_pump_;
  // A look ahead is worth its copy once a second of event time; without it, once for many events.
  const bool second_passed = !pumped_at_ || std::abs((at - *pumped_at_).ms) >= base::kMsPerSecond;
  const bool look_ahead = options_.provisional && second_passed && (replay_.paced() || since_pump_ >= 1'000);
  if (since_pump_ < 4'096 && !look_ahead) return;
  since_pump_ = 0;
  pumped_at_ = at;
  watch_->pump();
  // A recording at full speed is looked at by its own time alone: the same provisional lines each time.
  if (finite_ && !replay_.paced())
    watch_->look_ahead();
  else
    looks_.look(*watch_);
  sinks_.flush();
}

void Watching::look(std::size_t index, base::Duration patience) {
  feeds_[index]->look(patience);
  if (feeds_[index]->ended()) watch_->end(index);
}

// Files together, always the one that is furthest behind in event time, so that the watermark keeps moving.
void Watching::read_files() {
  while (going()) {
    std::optional<std::size_t> behind;
    for (std::size_t index = 0; index < feeds_.size(); ++index) {
      const Feed& feed = *feeds_[index];
      if (feed.live() || feed.ended()) continue;
      if (!behind || feed.newest() < feeds_[*behind]->newest()) behind = index;
    }
    if (!behind) return;
    look(*behind, base::Duration{0});
  }
}

void Watching::read_live() {
  std::vector<Clock::time_point> heard(feeds_.size(), Clock::now());
  while (going()) {
    std::vector<std::size_t> open;
    for (std::size_t index = 0; index < feeds_.size(); ++index)
      if (!feeds_[index]->ended()) open.push_back(index);
    if (open.empty()) return;
    // One piece from each in turn: a flooding source starves nobody.
    for (const std::size_t index : open) {
      look(index, base::Duration{kPatience.ms / static_cast<std::int64_t>(open.size())});
      const auto now = Clock::now();
      if (feeds_[index]->spoke()) heard[index] = now;
      if (now - heard[index] > kIdleAfter) watch_->idle(index);
    }
    watch_->pump();
    looks_.look(*watch_);
    sinks_.flush();
  }
}

void Watching::run() {
  read_files();
  read_live();
  for (std::size_t index = 0; index < feeds_.size(); ++index) {
    cut_short_ = cut_short_ || (finite_ && interrupted() && !feeds_[index]->ended());
    feeds_[index]->end();
    watch_->end(index);
  }
  watch_->finish();
  sinks_.flush();
}

bool Watching::failed() const {
  bool failed = cut_short_;
  if (cut_short_) complain(command_, "interrupted: the indications cover only what was read until then");
  for (const auto& feed : feeds_) {
    failed = failed || feed->failed();
    if (feed->untimed() > 0) {
      complain(command_, feed->name() + ": " + std::to_string(feed->untimed()) +
                             " messages have no time; give --start T --rate N to judge them");
      failed = true;
    }
  }
  return failed;
}

void Watching::print_summary() {
  const auto count = [](std::uint64_t n, const char* words) {
    if (n > 0) std::fprintf(stderr, "%10llu  %s\n", static_cast<unsigned long long>(n), words);
  };
  const watch::SequencerCounts& sequencer = watch_->sequencer_counts();
  std::fprintf(stderr, "%s: %llu events judged, %llu lines of indications\n", command_.c_str(),
               static_cast<unsigned long long>(sequencer.accepted - sequencer.duplicate),
               static_cast<unsigned long long>(indications_));
  if (sequencer.late > 0 || sequencer.ahead > 0)
    complain(command_, std::to_string(sequencer.late) + " came too late and " +
                           std::to_string(sequencer.ahead) +
                           " were stamped far ahead; none of them was judged");
  if (!options_.stats) return;
  for (const auto& feed : feeds_) {
    std::fprintf(stderr, "%s:\n", feed->name().c_str());
    if (feed->format() == intake::Format::facts) {
      count(feed->facts_lines(), "lines of facts");
      count(feed->facts_refused(), "refused: not a fact as specified");
      count(feed->facts_without_effect(), "of a kind without effect yet");
      continue;
    }
    for (const feeds::Count& row : feed->nmea().counts().list()) {
      if (row.lines == 0) continue;
      std::string words = std::string(row.name) + ": " + std::string(feeds::meaning_of(row.kind));
      if (feeds::is_fault(row.kind)) words += " (first: line " + std::to_string(row.first_line) + ")";
      count(row.lines, words.c_str());
    }
  }
  const monitor::EngineCounts engine = watch_->engine_counts();
  std::fprintf(stderr, "judged:\n");
  count(sequencer.accepted, "events taken");
  count(sequencer.duplicate, "twice the same: taken once");
  count(sequencer.late, "late: after the watermark");
  count(sequencer.ahead, "stamped far ahead of the feed");
  count(sequencer.crowded_out, "seconds judged early: too many events were waiting");
  count(engine.repeated, "repeats: the same fix heard again, or not later than the last");
  count(engine.kept_apart, "fixes out of reach of the vessel's track: kept apart");
  count(engine.after_gap, "fixes after a gap: the way there is unknown");
  count(engine.no_course_or_speed, "fixes without course or speed: no closest approach computed");
  count(engine.not_a_vessel, "messages of stations, aids and aircraft");
  count(engine.default_number, "messages with a number that is nobody's");
  count(engine.let_go, "vessels let go to stay within memory");
  count(engine.notices_refused, "notices past the maximum");
  count(engine.crowded_out, "pairs not judged for a closest approach: too many vessels were near");
}

}  // namespace

void add_options(CLI::App& app, WatchingOptions& options) {
  app.add_option("--agreement", options.agreements, "agreement texts; each is judged on its own")
      ->required()
      ->type_name("FILE...");
  app.add_option(
         "--from", options.from,
         "files (plain or gzip), - , tcp://host:port, udp://host:port; nmea+ or facts+ names the format")
      ->required()
      ->type_name("SOURCE...");
  app.add_option("--facts", options.facts, "what people said: JSON lines of notices")->type_name("FILE...");
  app.add_option("--roster", options.roster, "who is who: CSV of the parties")->type_name("FILE");
  app.add_option("--verification", options.verification,
                 "other means of verification than the agreed ones: a what-if")
      ->type_name("FILE");
  app.add_option("--threads", options.threads, "worker threads; the lines are the same for any number")
      ->check(CLI::Range(1, 64))
      ->type_name("N");
  app.add_flag("--as-if-in-force", options.as_if_in_force,
               "judge outside the period of the text too, and say so");
  app.add_option("--start", options.start, "for sources without times: the first message's time, UTC")
      ->type_name("TIME");
  app.add_option("--rate", options.rate, "for sources without times: messages a second")
      ->check(CLI::Range(0.001, 1e6))
      ->type_name("N");
  app.add_flag("--stats", options.stats, "count everything that was not used, by kind, on standard error");
}

int run_watching(const std::string& command, const WatchingOptions& options, const WatchingSinks& sinks) {
  const auto speed = speed_of(options.speed);
  if (!speed) {
    complain(command, "--speed: saw '" + options.speed + "', wanted max or a number such as 60");
    return 2;
  }
  std::optional<Pacing> pacing;
  if (options.start.empty() != (options.rate == 0)) {
    complain(command, "--start and --rate go together");
    return 2;
  }
  if (!options.start.empty()) {
    const auto start = base::parse_utc(options.start);
    if (!start) {
      complain(command, "--start: " + start.error().message);
      return 2;
    }
    pacing = Pacing{.start = *start, .per_second = options.rate};
  }
  auto papers = read_papers(command, options);
  if (!papers) return 1;
  Watching watching(command, options, sinks, *speed, pacing);
  if (const int code = watching.open(); code != 0) return code;
  watching.start(std::move(*papers));
  watching.run();
  watching.print_summary();
  return watching.failed() ? 1 : 0;
}

}  // namespace detente::apps
