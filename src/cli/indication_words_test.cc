#include "cli/indication_words.h"

#include <doctest/doctest.h>
#include <string>

namespace detente::cli {
namespace {

using facts::Certainty;
using facts::Indication;
using facts::Status;

agreements::Agreement some_agreement() {
  agreements::Agreement agreement;
  agreements::Shape zone;
  zone.kind = agreements::Shape::Kind::zone;
  zone.name = "JointFish";
  agreements::Shape line;
  line.kind = agreements::Shape::Kind::line;
  line.name = "Median";
  agreement.shapes = {zone, line};
  const auto add = [&agreement](const char* number, const char* name, const agreements::State& state) {
    agreements::Article article;
    article.number = number;
    article.name = name;
    article.norm.state = state;
    agreement.articles.push_back(article);
  };
  add("1", "fishing_entry", agreements::InsideZone{0});
  add("2", "keep_off_line", agreements::WithinOfLine{{1'852'000}, 1});
  add("3", "keep_clear", agreements::WithinOfVessel{{300'000}, {}});
  add("4", "closest_approach", agreements::ClosestApproach{{926'000}, {720'000}, {}});
  return agreement;
}

Indication about(const char* article, const char* clause, std::int64_t margin_mm, std::int64_t limit_mm) {
  Indication indication;
  indication.article = article;
  indication.clause = clause;
  indication.party = "KOR";
  indication.subjects = {"mmsi:440100001"};
  indication.status = Status::not_met;
  indication.certainty = Certainty::likely;
  indication.opened = {1'795'290'090'000};  // 19:41:30Z
  indication.margin = {margin_mm};
  indication.limit = {limit_mm};
  return indication;
}

TEST_CASE("an indication is told in one line: when, what, how sure, whose, which clause, how near") {
  const auto agreement = some_agreement();
  CHECK(indication_words(about("1", "fishing_entry", -312'000, 0), agreement) ==
        "19:41:30Z  not met as computed (likely)  KOR mmsi:440100001  article 1 fishing_entry: 312 m inside "
        "JointFish  [final]");
  CHECK(
      indication_words(about("1", "fishing_entry", 20'000, 0), agreement).find(": 20 m from JointFish  [") !=
      std::string::npos);
  CHECK(indication_words(about("2", "keep_off_line", -652'000, 1'852'000), agreement)
            .find(": 1200 m from Median, limit 1852 m  [") != std::string::npos);
  CHECK(indication_words(about("3", "keep_clear", -239'885, 300'000), agreement)
            .find(": 60 m apart, limit 300 m  [") != std::string::npos);
  CHECK(indication_words(about("4", "closest_approach", -413'503, 926'000), agreement)
            .find(": closest approach 512 m, limit 926 m  [") != std::string::npos);
}

TEST_CASE("an end that is known is told, and whether the line may still change") {
  const auto agreement = some_agreement();
  Indication indication = about("3", "keep_clear", -1'000, 300'000);
  indication.subjects.emplace_back("mmsi:445100001#2");
  indication.closed = base::Instant{1'795'290'150'999};
  indication.state = Indication::State::provisional;
  indication.status = Status::undetermined;
  indication.certainty = Certainty::possible;
  const std::string words = indication_words(indication, agreement);
  CHECK(words.starts_with(
      "19:41:30Z  undetermined (possible)  KOR mmsi:440100001 mmsi:445100001#2  article 3 "));
  CHECK(words.ends_with(", until 19:42:30Z  [provisional]"));
}

TEST_CASE("what more data does not bear out is told as such, without a certainty") {
  Indication indication = about("1", "fishing_entry", -1'000, 0);
  indication.status = Status::met;
  indication.state = Indication::State::provisional;
  CHECK(indication_words(indication, some_agreement()).starts_with("19:41:30Z  met on more data  KOR "));
}

TEST_CASE("an article that the agreement does not have is named, and nothing is made up about it") {
  CHECK(indication_words(about("9", "unknown_here", -5'000, 0), some_agreement()) ==
        "19:41:30Z  not met as computed (likely)  KOR mmsi:440100001  article 9 unknown_here  [final]");
}

TEST_CASE("distances are told in metres up to two kilometres, then in kilometres") {
  CHECK(distance_words({0}) == "0 m");
  CHECK(distance_words({312'400}) == "312 m");
  CHECK(distance_words({-312'600}) == "-313 m");
  CHECK(distance_words({1'999'400}) == "1999 m");
  CHECK(distance_words({2'000'000}) == "2.0 km");
  CHECK(distance_words({4'249'000}) == "4.2 km");
  CHECK(distance_words({-4'249'000}) == "-4.2 km");
}

}  // namespace
}  // namespace detente::cli
