// doctest takes the word CHECK from base/check.h, so it comes after it.
// clang-format off
#include "monitor/twin_scenario_for_tests.h"

#include <doctest/doctest.h>
// clang-format on

// Cases at the limit, made by hand: engine and twin agree, and say what a person expects.
namespace detente::monitor::twin {
namespace {

constexpr std::int64_t kStart = 1'790'000'000'000;
constexpr geo::Position kMiddle{0, 1'248'000'000};  // on the equator: 1e-7 degree of longitude is 11.13 mm

// Two parties, means without error, a square zone of half a kilometre west of kMiddle and south of the
// equator's parallel through it, and a line along the meridian of kMiddle.
struct Case {
  agreements::Agreement agreement;
  agreements::Verification means = agreements::built_in_verification();
  std::vector<facts::Event> events;
  std::string roster;
  int count = 0;

  Case() {
    agreement.reading_sha256 = std::string(64, 'a');
    agreement.parties = {{"KOR", {}, {}}, {"PRK", {}, {}}};
    agreement.in_force.from = {0};
    const auto at = [](std::int32_t lat, std::int32_t lon) {
      return geo::Position{lat, kMiddle.lon_e7 + lon};
    };
    agreement.shapes = {{agreements::Shape::Kind::zone,
                         "Zone",
                         "",
                         base::Distance{0},
                         {at(-50'000, -50'000), at(50'000, -50'000), at(50'000, 0), at(-50'000, 0)},
                         {},
                         {},
                         {}},
                        {agreements::Shape::Kind::line,
                         "Line",
                         "",
                         base::Distance{0},
                         {at(-50'000, 0), at(50'000, 0)},
                         {},
                         {},
                         {}}};
    means.built_in = false;
    means.error_accurate = means.error_otherwise = {0};
    means.time_error = {0};
    means.hysteresis = {0};
    means.interpolate_at_most = {60'000};
    means.extrapolate_at_most = {60'000};
    means.fastest = {200 * base::kMmphPerKnot};
  }
  agreements::Prohibition& article(agreements::State state) {
    agreements::Article made;
    made.number = std::to_string(agreement.articles.size() + 1);
    made.name = "article_" + made.number;
    made.norm.bound = {"KOR", "PRK"};
    made.norm.state = std::move(state);
    agreement.articles.push_back(made);
    return agreement.articles.back().norm;
  }
  facts::Fix& fix(std::int64_t ms, std::int32_t lat, std::int32_t lon, std::uint32_t mmsi = 440'000'001) {
    facts::Sighting sighting;
    sighting.at = {kStart + ms};
    sighting.mmsi = mmsi;
    sighting.fix = facts::Fix{};
    sighting.fix->position = {lat, geo::wrapped_lon_e7(std::int64_t{kMiddle.lon_e7} + lon)};
    sighting.source = "ais";
    sighting.payload = std::to_string(count++);
    events.emplace_back(sighting);
    return *std::get<facts::Sighting>(events.back()).fix;
  }
  void notice(std::int64_t received_ms, std::int64_t sent_ms) {
    facts::Said said;
    said.notice = {"KOR", {"PRK"}, "mmsi:440000001", {kStart + sent_ms}, {kStart + received_ms}};
    said.payload = facts::notice_text(said.notice);
    events.emplace_back(said);
  }
  // What the engine says, the twin agreeing to the last member.
  std::vector<facts::Indication> said() const {
    facts::Roster rows;
    if (!roster.empty())
      rows = facts::Roster::read("identity,party,class,name,licence,from,to,source\n" + roster).value();
    const Scenario scenario{Rules::make(agreement, means, rows, false, false), in_canonical_order(events)};
    auto lines = engine_says(scenario);
    const Comparison comparison = compare(scenario, lines);
    INFO(comparison.difference);
    CHECK(comparison.agreed == Agreed::exactly);
    return lines;
  }
};

bool ended(const facts::Indication& line, const char* how) {
  return line.basis.at("ended") == base::Json(how);
}

TEST_CASE("a vessel that touches the boundary and no more is inside for that moment") {
  Case touching;
  touching.article(agreements::InsideZone{0});
  touching.fix(0, 0, 1'000);
  touching.fix(10'000, 0, 0);  // exactly on the eastern edge
  touching.fix(20'000, 0, 1'000);
  const auto lines = touching.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].margin.mm == 0);
  CHECK(ended(lines[0], "left"));
  Case beside = touching;
  beside.events.clear();
  beside.fix(0, 0, 1'000);
  beside.fix(10'000, 0, 2);  // 22 mm east of it: beyond the error of the measure
  beside.fix(20'000, 0, 1'000);
  CHECK(beside.said().empty());
}

TEST_CASE("at a limit, come within is met at it and not one millimetre beyond; below is not met at it") {
  // 1,000 steps of 1e-7 degree from the line: 11,132 mm by geo::distance.
  for (const std::int64_t limit : {11'132, 11'131}) {
    Case near;
    near.article(agreements::WithinOfLine{{limit}, 1});
    near.fix(0, 0, 1'000);
    near.fix(10'000, 100, 1'000);
    const auto lines = near.said();
    REQUIRE(lines.size() == 1);  // 13 mm of error: not beyond it either way
    CHECK(lines[0].margin.mm == 11'132 - limit);
    CHECK(lines[0].certainty == (limit == 11'132 ? facts::Certainty::likely : facts::Certainty::possible));
  }
}

TEST_CASE("for at least is met when exactly so long, and not 1 ms sooner") {
  for (const std::int64_t hold : {10'000, 10'001}) {
    Case staying;
    staying.article(agreements::InsideZone{0}).for_at_least = base::Duration{hold};
    staying.fix(0, 0, -10'000);
    staying.fix(10'000, 0, -10'100);
    const auto lines = staying.said();
    CHECK(lines.size() == (hold == 10'000 ? 1 : 0));
    if (!lines.empty()) CHECK(lines[0].opened.ms == kStart + 10'000);
  }
}

TEST_CASE("a notice excuses from at least to at most, both included") {
  for (const std::int64_t late : {0, 1})
    for (const std::int64_t short_by : {0, 1}) {
      Case notified;
      notified.article(agreements::InsideZone{0}).exception = agreements::NotifiedException{
          agreements::NotifiedException::Clock::received, true, {5'000}, {15'000 - short_by}, {}};
      notified.notice(-5'000 + late, -6'000);
      notified.fix(0, 0, -10'000);
      notified.fix(10'000 + late, 0, -10'100);
      const auto lines = notified.said();
      CHECK(lines.size() == static_cast<std::size_t>(late + short_by));  // 1 ms before it, 1 ms after it
      for (const auto& line : lines) CHECK(line.basis.at("held_ms") == base::Json(0));
    }
}

TEST_CASE("a notice that counts by sending time excuses nothing before it was received") {
  Case late;
  late.article(agreements::InsideZone{0}).exception =
      agreements::NotifiedException{agreements::NotifiedException::Clock::sent, true, {0}, {60'000}, {}};
  late.notice(4'000, -1'000);
  late.fix(0, 0, -10'000);
  late.fix(10'000, 0, -10'100);
  const auto lines = late.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].closed == base::Instant{kStart + 3'999});
}

TEST_CASE("a fast vessel that crosses a thin zone between two fixes was inside") {
  Case fast;
  fast.agreement.shapes[0].vertices = {{-50'000, kMiddle.lon_e7},
                                       {-50'000, kMiddle.lon_e7 + 100},
                                       {50'000, kMiddle.lon_e7 + 100},
                                       {50'000, kMiddle.lon_e7}};  // 1.1 m wide
  fast.article(agreements::InsideZone{0});
  fast.fix(0, 0, -40'000);
  fast.fix(10'000, 0, 40'000);  // 89 m/s
  const auto lines = fast.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].status == facts::Status::not_met);
  CHECK(lines[0].known.ms == kStart + 10'000);
}

TEST_CASE("a gap over the boundary tells nothing of what happened in it") {
  Case gap;
  gap.means.interpolate_at_most = {9'999};
  gap.article(agreements::InsideZone{0});
  gap.fix(0, 0, 2'000);
  gap.fix(5'000, 0, 1'000);
  gap.fix(15'000, 0, -1'000);  // inside now; since when, nobody saw
  gap.fix(20'000, 0, -2'000);
  gap.fix(30'000, 0, 1'000);  // outside, after another gap
  gap.fix(35'000, 0, 2'000);
  const auto lines = gap.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].opened.ms == kStart + 15'000);
  CHECK(!lines[0].closed);
  CHECK(ended(lines[0], "not seen since"));
}

TEST_CASE("a situation before a gap is not seen to end by another speed after it") {
  Case gap;
  gap.means.interpolate_at_most = {9'999};
  gap.article(agreements::InsideZone{0}).vessel.speed_less_than = base::Speed{10 * base::kMmphPerKnot};
  gap.fix(0, 0, -1'000).speed = base::Speed{base::kMmphPerKnot};
  gap.fix(5'000, 0, -1'100).speed = base::Speed{base::kMmphPerKnot};
  gap.fix(20'000, 0, -2'000).speed = base::Speed{20 * base::kMmphPerKnot};
  gap.fix(25'000, 0, -3'000).speed = base::Speed{20 * base::kMmphPerKnot};
  const auto lines = gap.said();
  REQUIRE(lines.size() == 1);
  CHECK(ended(lines[0], "not seen since"));
  CHECK(!lines[0].closed);
}

TEST_CASE("one bad fix is another track, not an excursion") {
  Case bad;
  bad.article(agreements::InsideZone{0});
  bad.fix(0, 0, 1'000);
  bad.fix(10'000, 0, 1'100);
  bad.fix(12'000, 0, -40'000'000);  // 445 km away
  bad.fix(20'000, 0, 1'200);
  CHECK(bad.said().empty());
}

TEST_CASE("two ships under one number are kept apart, and then nothing is beyond error") {
  Case twice;
  twice.article(agreements::InsideZone{0});
  for (int i = 0; i <= 2; ++i) {
    twice.fix(i * 10'000, 0, -10'000 - i * 100);
    twice.fix(i * 10'000 + 5'000, 30'000'000, i * 100);  // 330 km north
  }
  const auto lines = twice.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].certainty == facts::Certainty::likely);
  CHECK(lines[0].basis.at("identity") == base::Json("contested"));
}

TEST_CASE("the antimeridian is a meridian as any other") {
  Case across;
  for (geo::Position& vertex : across.agreement.shapes[0].vertices)
    vertex.lon_e7 = geo::wrapped_lon_e7(std::int64_t{vertex.lon_e7} - kMiddle.lon_e7 + 1'800'025'000);
  across.article(agreements::InsideZone{0});
  across.fix(0, 0, 1'799'970'000 - kMiddle.lon_e7);
  across.fix(10'000, 0, 1'800'020'000 - kMiddle.lon_e7);
  across.fix(20'000, 0, 1'800'030'000 - kMiddle.lon_e7);
  const auto lines = across.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].closed == base::Instant{kStart + 15'000});
}

TEST_CASE("the end of the data is not the end of the situation") {
  Case open;
  open.article(agreements::InsideZone{0});
  open.fix(0, 0, -10'000);
  open.fix(10'000, 0, -10'100);
  const auto lines = open.said();
  REQUIRE(lines.size() == 1);
  CHECK(!lines[0].closed);
  CHECK(ended(lines[0], "end of data"));
}

// Two vessels head on at 20 kn, 1.2 km apart.
Case head_on() {
  Case course;
  course.article(agreements::ClosestApproach{{500'000}, {120'000}, {}}).bound = {"KOR"};
  for (int i = 0; i <= 2; ++i) {
    for (const bool first : {true, false}) {
      facts::Fix& fix = course.fix(i * 10'000, 0, (first ? -54'000 : 54'000) + (first ? 9'200 : -9'200) * i,
                                   first ? 440'000'001 : 445'000'002);
      fix.speed = base::Speed{20 * base::kMmphPerKnot};
      fix.course = base::Angle{first ? 90'000 : 270'000};
    }
  }
  return course;
}

TEST_CASE("an approach ends unseen where a fix has no course, also one of the same millisecond") {
  Case course = head_on();
  const std::size_t before = course.said().size();
  REQUIRE(before == 1);
  for (const int other_ms : {30'000, 29'999}) {
    for (const char* payload : {"a", "z"}) {  // either may come first in canonical order
      Case lost = course;
      facts::Fix& known = lost.fix(other_ms, 0, 26'000, 445'000'002);
      known.speed = base::Speed{20 * base::kMmphPerKnot};
      known.course = base::Angle{270'000};
      lost.fix(30'000, 0, -26'000).speed = base::Speed{20 * base::kMmphPerKnot};
      std::get<facts::Sighting>(lost.events.back()).payload = payload;
      lost.fix(50'000, 30'000, 0, 412'000'003);
      const auto lines = lost.said();
      REQUIRE(lines.size() == 1);
      CHECK(ended(lines[0], "not seen since"));
      CHECK(!lines[0].closed);
      CHECK(lines[0].basis.at("last_ms") == base::Json(kStart + 30'000));
    }
  }
}

TEST_CASE("what one fix ends and another of the same millisecond carries on is one situation") {
  Case chase = head_on();
  facts::Fix& turned = chase.fix(30'000, 0, -26'000);  // away from the other, which is as fast
  turned.speed = base::Speed{20 * base::kMmphPerKnot};
  turned.course = base::Angle{270'000};
  facts::Fix& faster = chase.fix(30'000, 0, 26'000, 445'000'002);
  faster.speed = base::Speed{40 * base::kMmphPerKnot};
  faster.course = base::Angle{270'000};
  std::get<facts::Sighting>(chase.events.back()).source = "ais/2";  // the later in canonical order
  chase.fix(40'000, 30'000'000, 0, 412'000'003);
  const auto lines = chase.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].basis.at("last_ms") == base::Json(kStart + 40'000));
}

TEST_CASE("of a vessel whose class nobody stated, even a caution is only possible") {
  Case quiet;
  auto& norm = quiet.article(agreements::InsideZone{0});
  norm.vessel.classes = {base::VesselClass::fishing};
  norm.caution = agreements::Caution{{100'000}, {}, {}};
  quiet.fix(0, 0, 2'000);
  quiet.fix(10'000, 0, 2'100);
  const auto lines = quiet.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].status == facts::Status::caution);
  CHECK(lines[0].certainty == facts::Certainty::possible);
}

TEST_CASE("a party by roster and a class as transmitted are said so") {
  Case mixed;
  mixed.roster = "mmsi:440000001,KOR,,,,,,drawn\n";
  mixed.article(agreements::InsideZone{0}).vessel.classes = {base::VesselClass::fishing};
  mixed.fix(0, 0, -10'000);
  std::get<facts::Sighting>(mixed.events.back()).particulars = facts::Particulars{{}, {}, {}, 30};
  mixed.fix(10'000, 0, -10'100);
  const auto lines = mixed.said();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].basis.at("attribution") == base::Json("roster"));
  CHECK(lines[0].basis.at("class") == base::Json("transmitted"));
  CHECK(lines[0].certainty == facts::Certainty::likely);
}

TEST_CASE("the roster's class counts for a third state's vessel too") {
  Case third;
  third.roster = "mmsi:201000003,ALB,fishing,,,,,drawn\n";
  agreements::WithinOfVessel near{{50'000}, {}};
  near.other.filter.classes = {base::VesselClass::cargo};
  third.article(near).bound = {"KOR"};
  for (const int ms : {0, 10'000}) {
    third.fix(ms, 0, ms / 100);
    third.fix(ms, 100, ms / 100, 201'000'003);
  }
  CHECK(third.said().empty());
}

}  // namespace
}  // namespace detente::monitor::twin
