#include "watch/provisional.h"

#include <doctest/doctest.h>
#include <map>

#include "watch/order.h"
#include "watch/sea_for_tests.h"

namespace detente::watch {
namespace {

using facts::Event;
using facts::Indication;
using facts::Status;

const std::string kInputs(64, 'e');

// A vessel that sails north from 4 km south of the line at 20 kn, a fix every 10 s.
Event approaching(int step, std::int64_t east_e7 = 0) {
  const geo::Position where{378'000'000 - 360'000 + step * 9'268,
                            static_cast<std::int32_t>(1'248'000'000 + east_e7)};
  return fix_event(440'990'101, kSeaStart + step * 10'000, where, 20, 0);
}

std::vector<Event> steps(int from, int to) {
  std::vector<Event> events;
  for (int step = from; step <= to; ++step) events.push_back(approaching(step));
  return events;
}

Status worst(const std::vector<Indication>& lines) {
  Status status = Status::met;
  for (const Indication& line : lines) status = std::max(status, line.status);
  return status;
}

TEST_CASE(
    "a thread begins, goes on by naming what it supersedes, and is said once as long as nothing changes") {
  Provisional provisional({small_rules()});
  provisional.settle(steps(0, 5));
  CHECK(provisional.look(steps(6, 20), kInputs).empty());
  // Far off nothing; then within the caution band.
  const auto first = provisional.look(steps(6, 33), kInputs);
  REQUIRE(first.size() == 1);
  CHECK(first[0].state == Indication::State::provisional);
  CHECK(first[0].status == Status::caution);
  CHECK(!first[0].thread);
  CHECK(first[0].supersedes.empty());
  CHECK(first[0].inputs == kInputs);
  CHECK(!first[0].closed);
  CHECK(first[0].basis.at("ended").text() == "\"continues\"");
  CHECK(provisional.look(steps(6, 33), kInputs).empty());

  const auto second = provisional.look(steps(6, 36), kInputs);
  REQUIRE(second.size() == 1);
  CHECK(second[0].status == Status::not_met);
  const std::string first_id = facts::line_of(first[0]).id;
  CHECK(second[0].thread == first_id);
  CHECK(second[0].supersedes == std::vector<std::string>{first_id});

  const auto third = provisional.look(steps(6, 60), kInputs);
  REQUIRE(third.size() == 1);
  CHECK(third[0].closed);
  CHECK(third[0].thread == first_id);
  CHECK(third[0].supersedes == std::vector<std::string>{facts::line_of(second[0]).id});
}

TEST_CASE("what later data does not bear out is withdrawn by a line that says met, once") {
  Provisional provisional({small_rules()});
  provisional.settle(steps(0, 27));
  const auto said = provisional.look(steps(28, 36), kInputs);
  REQUIRE(worst(said) == Status::not_met);
  // The late truth: the vessel had turned away.
  std::vector<Event> away;
  for (int step = 28; step <= 36; ++step) {
    const geo::Position where{378'000'000 - 360'000 + (55 - step) * 9'268, 1'248'000'000};
    away.push_back(fix_event(440'990'101, kSeaStart + step * 10'000 - 5'000, where, 20, 180));
  }
  const auto withdrawn = provisional.look(away, kInputs);
  REQUIRE(withdrawn.size() == 1);
  CHECK(withdrawn[0].status == Status::met);
  CHECK(withdrawn[0].state == Indication::State::provisional);
  CHECK(withdrawn[0].thread == facts::line_of(said[0]).id);
  CHECK(withdrawn[0].supersedes == std::vector<std::string>{facts::line_of(said[0]).id});
  CHECK(provisional.look(away, kInputs).empty());
  // What comes again begins a thread of its own.
  const auto again = provisional.look(steps(28, 36), kInputs);
  REQUIRE(again.size() == 1);
  CHECK(!again[0].thread);
}

TEST_CASE("what ended in what is settled is said no more: the final line says it") {
  Provisional provisional({small_rules()});
  provisional.settle(steps(0, 31));
  CHECK(worst(provisional.look(steps(32, 80), kInputs)) == Status::not_met);
  provisional.settle(steps(32, 80));
  CHECK(provisional.look({}, kInputs).empty());
  CHECK(provisional.look(steps(81, 82), kInputs).empty());
}

TEST_CASE("a look changes nothing: each begins again from what is settled") {
  geo::Draw draw = drawn_for("looks", 21);
  const std::vector<Event> sea = small_sea(draw, 200);
  const auto half = sea.begin() + static_cast<std::ptrdiff_t>(sea.size() / 2);
  Provisional looked({small_rules()}), fresh({small_rules()});
  looked.settle({sea.begin(), half});
  fresh.settle({sea.begin(), half});
  for (std::ptrdiff_t more = 0; half + more < sea.end(); more += 17)
    static_cast<void>(looked.look({half, half + more}, kInputs));
  // Where both stand now: the last line of every thread that is not withdrawn.
  static_cast<void>(looked.look({half, sea.end()}, kInputs));
  CHECK(looked.look({half, sea.end()}, kInputs).empty());
  CHECK(!fresh.look({half, sea.end()}, kInputs).empty());
  CHECK(fresh.look({half, sea.end()}, kInputs).empty());
}

// Replays all lines of a run: every thread is a chain from its first line.
TEST_CASE("every line that goes on with a thread supersedes the last line of that thread") {
  geo::Draw draw = drawn_for("threads", 22);
  std::size_t chained = 0, withdrawn = 0;
  for (int round = 0; round < 3; ++round) {
    const std::vector<Event> sea = small_sea(draw, 250);
    Provisional provisional({small_rules()});
    std::map<std::string, std::string> last_of_thread;
    std::size_t settled = 0;
    for (std::size_t seen = 40; seen <= sea.size(); seen += 19) {
      const std::size_t settle_to = seen > 80 ? seen - 80 : 0;
      const auto at = [&sea](std::size_t i) { return sea.begin() + static_cast<std::ptrdiff_t>(i); };
      provisional.settle({at(settled), at(settle_to)});
      settled = settle_to;
      for (const Indication& line : provisional.look({at(settled), at(seen)}, kInputs)) {
        const auto text = facts::line_of(line);
        CHECK(line.state == Indication::State::provisional);
        if (!line.thread) {
          CHECK(line.supersedes.empty());
          CHECK(line.status != Status::met);
          CHECK(last_of_thread.emplace(text.id, text.id).second);
          continue;
        }
        ++chained;
        if (line.status == Status::met) ++withdrawn;
        REQUIRE(last_of_thread.contains(*line.thread));
        CHECK(line.supersedes == std::vector<std::string>{last_of_thread[*line.thread]});
        last_of_thread[*line.thread] = text.id;
      }
    }
  }
  MESSAGE("lines that went on with a thread: ", chained, ", withdrawn: ", withdrawn);
  CHECK(chained > 10);
}

}  // namespace
}  // namespace detente::watch
