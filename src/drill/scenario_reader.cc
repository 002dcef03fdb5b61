#include <algorithm>

#include "base/json.h"
#include "base/time_text.h"
#include "drill/scenario_book.h"

namespace detente::drill {

namespace {

using base::Error;
using base::Instant;

constexpr std::string_view kBeginnings[] = {
    "rehearsal", "start", "duration", "seed",  "stamp",   "positions", "point",  "zone", "line",
    "station",   "hole",  "vessel",   "fleet", "measure", "at",        "notice", "end"};

bool begins_statement(std::string_view word) {
  return std::find(std::begin(kBeginnings), std::end(kBeginnings), word) != std::end(kBeginnings);
}

class Reader {
 public:
  explicit Reader(std::vector<Problem>& problems) : problems_(problems) {}

  Scenario read(const std::vector<Statement>& statements) {
    for (std::size_t i = 0; i < statements.size() && problems_.size() < kProblemsMax; ++i) {
      Words words(statements[i], problems_);
      const std::string_view keyword = words.any("a statement");
      place(keyword, i, i + 1 == statements.size(), words);
      statement(keyword, words);
      words.want_end();
      if (!words.ok() && i < 3) return {};  // without these nothing later can be judged
    }
    Scenario& scenario = book_.scenario;
    if (scenario.stations.empty() && problems_.empty())
      problems_.push_back({1, 1, "no station: nothing would be heard", "declare one: station north at ..."});
    std::stable_sort(scenario.incidents.begin(), scenario.incidents.end(),
                     [](const Incident& a, const Incident& b) { return a.at < b.at; });
    std::stable_sort(scenario.notices.begin(), scenario.notices.end(),
                     [](const facts::Notice& a, const facts::Notice& b) { return a.received < b.received; });
    return std::move(scenario);
  }

 private:
  // The first three statements and the last have their places.
  void place(std::string_view keyword, std::size_t index, bool last, Words& words) {
    static constexpr std::string_view kHead[] = {"rehearsal", "start", "duration"};
    const bool head = std::find(std::begin(kHead), std::end(kHead), keyword) != std::end(kHead);
    if (index < 3 && keyword != kHead[index])
      words.wrong("statement " + std::to_string(index + 1) + " is '" + std::string(keyword) + "'",
                  "begin with the statements rehearsal, start and duration, in this order");
    if (index >= 3 && head) words.wrong("'" + std::string(keyword) + "' stands twice", "leave one out");
    if (last && keyword != "end")
      words.wrong("the last statement is '" + std::string(keyword) + "': the text may have been cut",
                  "let 'end rehearsal' be the last line");
    if (!last && keyword == "end")
      words.wrong("something follows the end", "let 'end rehearsal' be the last line");
  }

  void statement(std::string_view keyword, Words& words) {
    if (keyword == "rehearsal") return rehearsal(words);
    if (keyword == "start") return start(words);
    if (keyword == "duration") return duration(words);
    if (keyword == "seed") return seed(words);
    if (keyword == "stamp") return stamp(words);
    if (keyword == "positions") return positions(words);
    if (keyword == "point") return read_point(words, book_);
    if (keyword == "zone") return read_outline(words, book_, Outline::Kind::zone);
    if (keyword == "line") return read_outline(words, book_, Outline::Kind::line);
    if (keyword == "station") return read_station(words, book_);
    if (keyword == "hole") return read_hole(words, book_);
    if (keyword == "vessel") return read_vessel(words, book_);
    if (keyword == "fleet") return read_fleet(words, book_);
    if (keyword == "measure") return read_measure(words, book_);
    if (keyword == "at") return read_incident(words, book_);
    if (keyword == "notice") return read_notice(words, book_);
    words.want("rehearsal");  // end rehearsal
  }

  void rehearsal(Words& words) {
    book_.scenario.title = words.quoted("a title");
    words.want("version");
    book_.scenario.version = static_cast<int>(words.integer("a version", 1, 1'000'000));
    words.want("language");
    words.integer("language 1", 1, 1);
  }

  void start(Words& words) {
    const base::Result<Instant> stamp = base::parse_utc(words.any("a time such as 2026-11-21T02:00:00Z"));
    if (!words.ok()) return;
    // Room on each side, so that every moment of a rehearsal is a time that can be written.
    const bool usual = stamp.ok() && stamp->ms >= 3 * kRehearsalMax.ms && stamp->ms < 250'000'000'000'000 &&
                       stamp->ms % base::kMsPerSecond == 0;
    if (!usual)
      words.wrong(stamp.ok() ? "a start at " + base::utc_text(*stamp) : stamp.error().message,
                  "write a whole second of the years 1971 to 9890 as 2026-11-21T02:00:00Z");
    else
      book_.scenario.span = {*stamp, *stamp};
  }

  void duration(Words& words) {
    base::Interval& span = book_.scenario.span;
    span.to = span.from + words.duration({base::kMsPerSecond}, kRehearsalMax);
    if (words.ok() && span.to.ms % base::kMsPerSecond != 0) words.wrong("a duration that is no whole second");
  }

  void once(Words& words, bool& seen) {
    if (seen) words.wrong("this statement stands twice", "leave one out");
    seen = true;
  }

  void seed(Words& words) {
    once(words, seed_seen_);
    book_.scenario.seed = static_cast<std::uint64_t>(words.integer("a seed", 0, base::kJsonIntegerMax));
  }

  void stamp(Words& words) {
    once(words, stamp_seen_);
    book_.scenario.stamp_seconds = words.choice({"ms", "s"}) == 1;
  }

  void positions(Words& words) {
    once(words, positions_seen_);
    while (!words.ended()) {
      if (words.choice({"noise", "outliers"}) == 0)
        book_.scenario.noise = words.distance({0}, {1'000'000});
      else
        book_.scenario.outliers = {words.per_million()};
    }
  }

  std::vector<Problem>& problems_;
  Book book_;
  bool seed_seen_ = false;
  bool stamp_seen_ = false;
  bool positions_seen_ = false;
};

}  // namespace

base::Result<Scenario> read_scenario(const std::string& name, std::string_view text) {
  if (text.size() > kScenarioBytesMax)
    return Error{Error::Kind::too_large, name + ": " + std::to_string(text.size()) + " bytes; at most " +
                                             std::to_string(kScenarioBytesMax) + " are read"};
  if (!base::is_utf8(text)) return Error{Error::Kind::malformed, name + ": the text is not UTF-8"};
  std::vector<Problem> problems;
  const std::vector<Statement> statements = statements_of(text, begins_statement, problems);
  Scenario scenario;
  // What has no words cannot be read further.
  if (problems.empty() && statements.size() >= 4)
    scenario = Reader(problems).read(statements);
  else if (problems.empty())
    problems.push_back({1, 1, "the text has " + std::to_string(statements.size()) + " statements",
                        "begin with rehearsal, start and duration; end with: end rehearsal"});
  if (problems.empty()) return scenario;
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  std::string all;
  for (const Problem& one : problems) {
    if (!all.empty()) all += '\n';
    all +=
        name + ":" + std::to_string(one.line) + ":" + std::to_string(one.column) + ": error: " + one.message;
    if (!one.fix.empty()) all += "\n    fix: " + one.fix;
  }
  return Error{Error::Kind::malformed, std::move(all)};
}

}  // namespace detente::drill
