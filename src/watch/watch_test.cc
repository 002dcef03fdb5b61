#include "watch/watch.h"

#include <doctest/doctest.h>

#include "base/sha256.h"
#include "watch/engine_version.h"
#include "watch/order.h"
#include "watch/sea_for_tests.h"

namespace detente::watch {
namespace {

struct Printed {
  std::vector<std::string> runs;
  std::vector<std::string> lines;
  std::vector<facts::Indication> indications;
  std::vector<facts::Indication> finals() const {
    std::vector<facts::Indication> finals;
    for (const auto& one : indications)
      if (one.state == facts::Indication::State::final) finals.push_back(one);
    return finals;
  }
};

Printed watched(const std::vector<facts::Event>& arrived, const Options& options, std::size_t pump_every) {
  Printed printed;
  Watch watch(
      {small_rules()}, options, [&printed](const std::string& line) { printed.runs.push_back(line); },
      [&printed](const facts::IndicationLine& line, const facts::Indication& indication) {
        CHECK(!printed.runs.empty());
        CHECK(line.text == facts::line_of(indication).text);
        printed.lines.push_back(line.text);
        printed.indications.push_back(indication);
      });
  std::size_t i = 0;
  for (const facts::Event& event : arrived) {
    watch.offer(i % options.sources, event);
    if (++i % pump_every != 0) continue;
    watch.pump();
    watch.look_ahead();
  }
  for (std::size_t source = 0; source < options.sources; ++source) watch.end(source);
  watch.finish();
  return printed;
}

std::string hash_of(const std::vector<facts::Event>& events) {
  std::string all;
  for (const facts::Event& event : events) {
    all += std::string(facts::source(event)) + "\n" + std::to_string(facts::at(event).ms) + "\n";
    all += std::string(facts::payload(event)) + "\n";
  }
  return base::sha256_hex(all);
}

TEST_CASE("the run line names agreements, engine, and count and hash of the events judged") {
  geo::Draw draw = drawn_for("run line", 31);
  const std::vector<facts::Event> sea = small_sea(draw, 100);
  const Printed printed = watched(sea, {}, 7);
  REQUIRE(printed.runs.size() == 1);
  const auto run = base::parse_json(printed.runs[0]);
  REQUIRE(run.ok());
  CHECK(run->text() == printed.runs[0]);
  CHECK(*run->member("type")->as_string() == "run");
  CHECK(*run->member("engine")->as_string() == kEngineVersion);
  CHECK(*run->member("events")->member("count")->as_integer() == static_cast<std::int64_t>(sea.size()));
  CHECK(*run->member("events")->member("sha256")->as_string() == hash_of(sea));
  const auto& agreement = run->member("agreements")->as_array()->front();
  CHECK(*agreement.member("reading")->as_string() == small_rules()->agreement.reading_sha256);
  CHECK(agreement.member("roster")->is_null());
  CHECK(*agreement.member("verification_built_in")->as_bool());
}

TEST_CASE("any arrival within the lateness, threads, sources and pumps print the same bytes") {
  geo::Draw draw = drawn_for("same bytes", 32);
  std::size_t lines = 0;
  for (int round = 0; round < 2; ++round) {
    const std::vector<facts::Event> sea = small_sea(draw, 250);
    const Printed first = watched(sea, {}, 1'000'000);
    lines += first.lines.size();
    for (const unsigned threads : {1U, 3U}) {
      const Options options{.threads = threads, .sources = static_cast<std::size_t>(draw.whole(1, 3))};
      const Printed again =
          watched(arriving(draw, sea, {30'000}), options, static_cast<std::size_t>(draw.whole(1, 50)));
      CHECK(again.runs == first.runs);
      CHECK(again.lines == first.lines);
    }
  }
  CHECK(lines > 20);
}

TEST_CASE("final lines are sorted, name the run line, and come after it") {
  geo::Draw draw = drawn_for("sorted", 33);
  const Printed printed = watched(small_sea(draw, 300), {}, 11);
  REQUIRE(printed.indications.size() > 5);
  auto sorted = printed.indications;
  sort_canonically(sorted);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    CHECK(facts::line_of(sorted[i]).text == printed.lines[i]);
    CHECK(sorted[i].inputs == base::sha256_hex(printed.runs[0]));
    CHECK(sorted[i].state == facts::Indication::State::final);
    if (i > 0) CHECK(sorted[i - 1].opened <= sorted[i].opened);
  }
}

TEST_CASE("looking ahead changes no final line but the hash that they name") {
  geo::Draw draw = drawn_for("finals unchanged", 34);
  const std::vector<facts::Event> sea = small_sea(draw, 250);
  const Printed plain = watched(sea, {}, 11);
  const Printed ahead = watched(arriving(draw, sea, {30'000}), {.threads = 2, .provisional = true}, 29);
  CHECK(ahead.indications.size() > ahead.finals().size());
  REQUIRE(ahead.runs.size() == 2);
  CHECK(base::parse_json(ahead.runs[0])->member("events")->is_null());
  CHECK(ahead.runs[1] == plain.runs[0]);
  std::vector<std::string> finals;
  for (const auto& one : ahead.finals()) finals.push_back(facts::line_of(one).text);
  CHECK(finals == plain.lines);
}

TEST_CASE("a live watch says final lines as soon as they are settled, all of them in the end") {
  geo::Draw draw = drawn_for("live", 35);
  const std::vector<facts::Event> sea = small_sea(draw, 250);
  const Printed plain = watched(sea, {}, 11);
  const Printed live = watched(sea, {.finite = false}, 11);
  REQUIRE(live.runs.size() == 1);
  auto finals = live.finals();
  REQUIRE(finals.size() == plain.indications.size());
  CHECK(live.indications.back().state == facts::Indication::State::final);
  std::vector<std::string> there, here;
  for (auto one : finals) {
    CHECK(one.inputs == base::sha256_hex(live.runs[0]));
    one.inputs.clear();
    here.push_back(facts::line_of(one).text);
  }
  for (auto one : plain.indications) {
    one.inputs.clear();
    there.push_back(facts::line_of(one).text);
  }
  std::sort(here.begin(), here.end());
  std::sort(there.begin(), there.end());
  CHECK(here == there);
}

TEST_CASE("a watch without events prints its run line and nothing else") {
  const Printed printed = watched({}, {.threads = 4}, 1);
  REQUIRE(printed.runs.size() == 1);
  CHECK(printed.lines.empty());
  CHECK(*base::parse_json(printed.runs[0])->member("events")->member("count")->as_integer() == 0);
}

TEST_CASE("the lateness is the longest that the means of verification of any agreement allow") {
  CHECK(lateness_of({small_rules()}).ms == 30'000);
  CHECK(lateness_of({}).ms == 0);
}

}  // namespace
}  // namespace detente::watch
