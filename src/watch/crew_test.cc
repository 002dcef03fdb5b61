#include "watch/crew.h"

#include <doctest/doctest.h>

#include "watch/sea_for_tests.h"

namespace detente::watch {
namespace {

std::vector<std::string> lines_of(const std::vector<facts::Indication>& indications) {
  std::vector<std::string> lines;
  for (const facts::Indication& indication : indications) lines.push_back(facts::line_of(indication).text);
  return lines;
}

std::vector<std::string> judged_by(unsigned threads, const std::vector<facts::Event>& sea,
                                   const std::vector<std::shared_ptr<const monitor::Rules>>& rules,
                                   std::size_t at_once, monitor::EngineCounts* counts = nullptr) {
  Crew crew(rules, threads);
  for (std::size_t from = 0; from < sea.size(); from += at_once) {
    const auto begin = sea.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = sea.begin() + static_cast<std::ptrdiff_t>(std::min(from + at_once, sea.size()));
    crew.judge(std::make_shared<const std::vector<facts::Event>>(begin, end));
  }
  crew.finish();
  std::vector<std::string> lines = lines_of(crew.collect());
  if (counts != nullptr) *counts = crew.counts();
  CHECK(crew.collect().empty());
  return lines;
}

TEST_CASE("any number of threads and any batches give the same indications") {
  geo::Draw draw = drawn_for("crew", 11);
  const std::vector<std::shared_ptr<const monitor::Rules>> rules = {small_rules()};
  std::size_t indications = 0;
  for (int round = 0; round < 3; ++round) {
    const std::vector<facts::Event> sea = small_sea(draw, 300);
    monitor::EngineCounts alone{};
    const auto lines = judged_by(1, sea, rules, sea.size(), &alone);
    indications += lines.size();
    for (const unsigned threads : {1U, 2U, 4U, 7U}) {
      monitor::EngineCounts counts{};
      const auto again = judged_by(threads, sea, rules, static_cast<std::size_t>(draw.whole(1, 60)), &counts);
      CHECK(again == lines);
      CHECK(counts.repeated == alone.repeated);
      CHECK(counts.kept_apart == alone.kept_apart);
    }
  }
  MESSAGE("indications: ", indications);
  CHECK(indications > 50);
}

TEST_CASE("agreements are judged side by side, each as if it were alone") {
  geo::Draw draw = drawn_for("crew of two agreements", 12);
  const std::vector<facts::Event> sea = small_sea(draw, 200);
  const auto one = small_rules("One"), two = small_rules("Two");
  REQUIRE(one->agreement.reading_sha256 != two->agreement.reading_sha256);
  auto apart = judged_by(1, sea, {one}, 50);
  for (const std::string& line : judged_by(1, sea, {two}, 50)) apart.push_back(line);
  auto together = judged_by(3, sea, {one, two}, 50);
  std::sort(apart.begin(), apart.end());
  std::sort(together.begin(), together.end());
  CHECK(apart == together);
}

TEST_CASE("what is collected on the way is what would have been collected at the end") {
  geo::Draw draw = drawn_for("crew collected on the way", 13);
  const std::vector<facts::Event> sea = small_sea(draw, 300);
  auto at_end = judged_by(2, sea, {small_rules()}, 100);
  Crew crew({small_rules()}, 2);
  std::vector<std::string> on_the_way;
  for (const facts::Event& event : sea) {
    crew.judge(std::make_shared<const std::vector<facts::Event>>(1, event));
    if (!draw.one_in(40)) continue;
    for (const std::string& line : lines_of(crew.collect())) on_the_way.push_back(line);
  }
  crew.finish();
  for (const std::string& line : lines_of(crew.collect())) on_the_way.push_back(line);
  std::sort(at_end.begin(), at_end.end());
  std::sort(on_the_way.begin(), on_the_way.end());
  CHECK(on_the_way == at_end);
}

TEST_CASE("a crew that was given nothing says nothing and goes home") {
  Crew idle({small_rules()}, 4);
  Crew crew({small_rules()}, 3);
  crew.finish();
  CHECK(crew.collect().empty());
}

}  // namespace
}  // namespace detente::watch
