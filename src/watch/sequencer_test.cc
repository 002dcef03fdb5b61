#include "watch/sequencer.h"

#include <algorithm>
#include <doctest/doctest.h>

#include "watch/sea_for_tests.h"

namespace detente::watch {
namespace {

using facts::Event;

constexpr base::Duration kLateness{30'000};

Event event_at(std::int64_t ms, const std::string& payload = "!x", const std::string& source = "ais") {
  facts::Sighting seen;
  seen.at = {kSeaStart + ms};
  seen.source = source;
  seen.payload = payload;
  return seen;
}

std::vector<std::int64_t> times(const std::vector<Event>& events) {
  std::vector<std::int64_t> all;
  for (const Event& event : events) all.push_back(facts::at(event).ms - kSeaStart);
  return all;
}

void append(std::vector<Event>& all, std::vector<Event> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

bool same_events(const std::vector<Event>& a, const std::vector<Event>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), facts::same_event);
}

// Five quick ones, after which a source is trusted to have told the time.
void settle_in(Sequencer& sequencer, std::size_t source, std::int64_t ms) {
  for (int i = 0; i < 5; ++i)
    sequencer.offer(source, event_at(ms, "!" + std::to_string(source) + std::to_string(i)));
}

TEST_CASE("whatever the order of arrival within the lateness, events leave in canonical order, each once") {
  geo::Draw draw = drawn_for("arrival order", 5);
  for (int round = 0; round < 30; ++round) {
    const std::vector<Event> sea = small_sea(draw, 120);
    const auto sources = static_cast<std::size_t>(draw.whole(1, 3));
    std::vector<Event> arrived = arriving(draw, sea, kLateness);
    // Some are heard twice, by whichever source.
    for (std::size_t i = 0; i < arrived.size(); i += 9)
      arrived.insert(arrived.begin() + static_cast<std::ptrdiff_t>(i), arrived[i]);
    Sequencer sequencer(sources, kLateness);
    std::vector<Event> left;
    for (Event& event : arrived) {
      const auto source = static_cast<std::size_t>(draw.whole(0, static_cast<std::int64_t>(sources) - 1));
      sequencer.offer(source, std::move(event));
      if (draw.one_in(20)) append(left, sequencer.take_ready());
    }
    for (std::size_t source = 0; source < sources; ++source) sequencer.end(source);
    append(left, sequencer.take_ready());
    REQUIRE(same_events(left, sea));
    CHECK(sequencer.counts().late == 0);
    CHECK(sequencer.counts().ahead == 0);
    CHECK(sequencer.counts().crowded_out == 0);
    CHECK(sequencer.counts().accepted - sequencer.counts().duplicate == sea.size());
    CHECK(sequencer.pending() == 0);
  }
}

TEST_CASE("a second is judged once the newest event is the lateness past its end, not before") {
  Sequencer sequencer(1, kLateness);
  settle_in(sequencer, 0, 500);
  sequencer.take_ready();
  sequencer.offer(0, event_at(30'999));
  CHECK(sequencer.take_ready().empty());
  sequencer.offer(0, event_at(31'000));
  CHECK(sequencer.take_ready().size() == 5);
  REQUIRE(sequencer.complete_to());
  CHECK(sequencer.complete_to()->ms == kSeaStart + 1'000);
}

TEST_CASE("what comes for a second that was judged is late: counted, not given out") {
  Sequencer sequencer(1, kLateness);
  settle_in(sequencer, 0, 0);
  sequencer.offer(0, event_at(31'000));
  CHECK(sequencer.take_ready().size() == 5);
  sequencer.offer(0, event_at(999, "!late"));
  CHECK(sequencer.counts().late == 1);
  sequencer.offer(0, event_at(1'000, "!just in time"));
  CHECK(sequencer.counts().late == 1);
  sequencer.end(0);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>{1'000, 31'000});
}

TEST_CASE("what is late does not hang on when the judged was taken") {
  geo::Draw draw = drawn_for("late", 7);
  for (int round = 0; round < 8; ++round) {
    // Arrival that overtakes by more than the lateness.
    const std::vector<Event> arrived = arriving(draw, small_sea(draw, 150), {60'000});
    std::vector<Event> first;
    std::uint64_t late = 0;
    for (const std::int64_t pump_every : {1'000'000, 1, 7, 40}) {
      Sequencer sequencer(1, kLateness);
      std::vector<Event> left;
      std::int64_t i = 0;
      for (const Event& event : arrived) {
        sequencer.offer(0, event);
        if (++i % pump_every == 0) append(left, sequencer.take_ready());
      }
      sequencer.end(0);
      append(left, sequencer.take_ready());
      if (first.empty()) {
        first = left;
        late = sequencer.counts().late;
      }
      CHECK(same_events(left, first));
      CHECK(sequencer.counts().late == late);
    }
    CHECK(late > 0);
  }
}

TEST_CASE("after all were idle the watch goes on where it stood") {
  Sequencer sequencer(1, kLateness);
  settle_in(sequencer, 0, 0);
  sequencer.idle(0);
  CHECK(sequencer.take_ready().size() == 5);
  sequencer.offer(0, event_at(999, "!late"));
  sequencer.offer(0, event_at(1'000, "!in time"));
  CHECK(sequencer.counts().late == 1);
  sequencer.end(0);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>{1'000});
}

TEST_CASE("a pause of the only live source is not the end: a notice of tomorrow does not make today late") {
  Sequencer sequencer(2, kLateness);
  const std::int64_t tomorrow = kSeaStart + base::kMsPerDay;
  sequencer.offer(0, facts::Said{.notice = {.from = "KOR",
                                            .to = {"PRK"},
                                            .about = "mmsi:440000001",
                                            .sent = {tomorrow},
                                            .received = {tomorrow}},
                                 .payload = "notice"});
  sequencer.end(0);
  settle_in(sequencer, 1, 0);
  sequencer.idle(1);
  CHECK(sequencer.take_ready().size() == 5);
  settle_in(sequencer, 1, 60'000);
  CHECK(sequencer.counts().late == 0);
  sequencer.end(1);
  CHECK(sequencer.take_ready().size() == 6);
}

TEST_CASE("events equal in time, source and payload are one, from whichever source they came") {
  Sequencer sequencer(2, kLateness);
  settle_in(sequencer, 0, 0);
  settle_in(sequencer, 1, 0);
  for (const std::size_t source : {0U, 1U, 1U}) sequencer.offer(source, event_at(100, "!same"));
  sequencer.offer(0, event_at(100, "!same", "ais/north"));
  CHECK(sequencer.waiting().size() == 12);
  sequencer.end(0);
  sequencer.end(1);
  CHECK(sequencer.take_ready().size() == 12);
  CHECK(sequencer.counts().duplicate == 2);
}

TEST_CASE("looking at what waits takes nothing, and shows canonical order") {
  geo::Draw draw = drawn_for("waiting", 6);
  const std::vector<Event> sea = small_sea(draw, 25);
  Sequencer sequencer(1, kLateness);
  for (const Event& event : arriving(draw, sea, kLateness)) sequencer.offer(0, event);
  CHECK(same_events(sequencer.waiting(), sea));
  CHECK(same_events(sequencer.waiting(), sea));
  CHECK(sequencer.pending() == sea.size());
  sequencer.end(0);
  CHECK(same_events(sequencer.take_ready(), sea));
}

TEST_CASE("the slowest source that still speaks holds the watermark back") {
  Sequencer sequencer(2, kLateness);
  settle_in(sequencer, 0, 0);
  sequencer.offer(0, event_at(100'000));
  CHECK(sequencer.take_ready().empty());  // the other has not spoken yet
  settle_in(sequencer, 1, 40'000);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>{0, 0, 0, 0, 0});
  sequencer.end(1);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>(5, 40'000));
  sequencer.end(0);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>{100'000});
}

TEST_CASE("an idle source holds back nobody until it speaks again") {
  Sequencer sequencer(2, kLateness);
  settle_in(sequencer, 0, 0);
  sequencer.offer(0, event_at(100'000));
  sequencer.idle(1);
  CHECK(sequencer.take_ready().size() == 5);
  settle_in(sequencer, 1, 80'000);
  sequencer.offer(0, event_at(200'000));
  CHECK(sequencer.take_ready().empty());
  sequencer.idle(1);
  CHECK(times(sequencer.take_ready()) ==
        std::vector<std::int64_t>{80'000, 80'000, 80'000, 80'000, 80'000, 100'000});
}

TEST_CASE("one stamp far ahead is held, and dropped when the feed returns, however little ahead it was") {
  for (const std::int64_t ahead : {1, 60'000, 599'999, 900'000}) {
    Sequencer sequencer(1, kLateness);
    settle_in(sequencer, 0, 0);
    sequencer.offer(0, event_at(10 * base::kMsPerMinute + ahead, "!wrong"));
    CHECK(sequencer.pending() == 5);
    sequencer.offer(0, event_at(1'000));
    CHECK(sequencer.counts().ahead == 1);
    CHECK(sequencer.pending() == 6);
    sequencer.offer(0, event_at(10 * base::kMsPerMinute + 1'000, "!not far enough to be held"));
    CHECK(sequencer.pending() == 7);
  }
}

TEST_CASE("around a pause of ten minutes the order of arrival decides nothing") {
  constexpr std::int64_t kTen = 10 * base::kMsPerMinute;
  for (const std::vector<std::int64_t>& order :
       {std::vector<std::int64_t>{kTen - 5'000, kTen + 5'000, kTen + 9'000, kTen + 10'000, kTen + 11'000,
                                  kTen + 12'000},
        std::vector<std::int64_t>{kTen + 5'000, kTen - 5'000, kTen + 12'000, kTen + 10'000, kTen + 11'000,
                                  kTen + 9'000}}) {
    Sequencer sequencer(1, kLateness);
    settle_in(sequencer, 0, 0);
    for (const std::int64_t ms : order) sequencer.offer(0, event_at(ms));
    CHECK(sequencer.counts().ahead == 0);
    CHECK(sequencer.pending() == 11);
  }
}

TEST_CASE("a clock that stays years ahead for four messages moves nothing; for five it is the time") {
  constexpr std::int64_t kYears = 3 * 365 * base::kMsPerDay;
  Sequencer sequencer(1, kLateness);
  settle_in(sequencer, 0, 0);
  for (int i = 0; i < 4; ++i) sequencer.offer(0, event_at(kYears + i, "!wrong"));
  sequencer.offer(0, event_at(2'000));
  CHECK(sequencer.counts().ahead == 4);
  CHECK(sequencer.take_ready().empty());
  for (int i = 0; i < 5; ++i) sequencer.offer(0, event_at(kYears + i * 1'000, "!right"));
  CHECK(sequencer.counts().ahead == 4);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>{0, 0, 0, 0, 0, 2'000});
  sequencer.offer(0, event_at(3'000, "!late"));
  CHECK(sequencer.counts().late == 1);
}

TEST_CASE("at the end of a source what was held is judged") {
  Sequencer sequencer(1, kLateness);
  sequencer.offer(0, event_at(0));
  sequencer.offer(0, event_at(1'000));
  CHECK(sequencer.pending() == 0);
  sequencer.end(0);
  CHECK(times(sequencer.take_ready()) == std::vector<std::int64_t>{0, 1'000});
  CHECK(sequencer.counts().ahead == 0);
}

TEST_CASE("notices of different days, in any order, are all taken: none counts as a wrong clock") {
  Sequencer sequencer(2, base::Duration{30'000});
  const std::int64_t day = base::kMsPerDay;
  for (const std::int64_t received : {5 * day, 2 * day, 9 * day, 1 * day})
    sequencer.offer(0, facts::Said{.notice = {.from = "KOR",
                                              .to = {"PRK"},
                                              .about = "mmsi:440000001",
                                              .sent = {received},
                                              .received = {received}},
                                   .payload = std::to_string(received)});
  sequencer.end(0);
  sequencer.end(1);  // until here it holds the watermark back
  CHECK(sequencer.take_ready().size() == 4);
  CHECK(sequencer.counts().ahead == 0);
}

TEST_CASE("times before 1970 and around it keep their order") {
  Sequencer sequencer(1, kLateness);
  for (const std::int64_t ms : {-1'500, 999, -1, 0, -1'000, -999, 1'000}) {
    facts::Sighting seen;
    seen.at = {ms};
    sequencer.offer(0, seen);
  }
  sequencer.end(0);
  std::vector<std::int64_t> all;
  for (const Event& event : sequencer.take_ready()) all.push_back(facts::at(event).ms);
  CHECK(all == std::vector<std::int64_t>{-1'500, -1'000, -999, -1, 0, 999, 1'000});
}

TEST_CASE(
    "past the pending maximum the earliest seconds are let through, counted, and the rest stays in order") {
  constexpr std::size_t kMax = 20'000;
  Sequencer sequencer(2, kLateness, kMax);  // the second source never speaks, so nothing would be settled
  constexpr std::size_t kMore = 500;
  for (std::size_t i = 0; i < kMax + kMore; ++i) {
    const auto ms = static_cast<std::int64_t>((i * 7'919) % 500'000);
    sequencer.offer(0, event_at(ms, std::to_string(i)));
  }
  CHECK(sequencer.counts().late == 0);
  const std::vector<Event> first = sequencer.take_ready();
  CHECK(sequencer.pending() <= kMax);
  CHECK(first.size() >= kMore);
  CHECK(first.size() < 3 * kMore);
  CHECK(sequencer.counts().crowded_out >= 1);
  CHECK(std::is_sorted(first.begin(), first.end(), facts::canonically_before));
  CHECK(facts::at(first.back()) < facts::at(sequencer.waiting().front()));
}

}  // namespace
}  // namespace detente::watch
