#include "drill/scenario.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/time_text.h"

namespace detente::drill {

namespace {

constexpr std::string_view kHead =
    "rehearsal \"Test\" version 1 language 1\n"
    "start 2026-11-21T02:00:00Z\n"
    "duration 30 min\n"
    "point P 37.60N 124.80E\n"
    "point Q 37.70N 124.80E\n"
    "station north at P range 40 nmi\n"
    "vessel Boat party KOR class fishing mmsi 440990001 ais B waiting at P\n";

base::Result<Scenario> read(std::string_view body) {
  return read_scenario("t.drill", std::string(kHead) + std::string(body) + "end rehearsal\n");
}

std::string problem(std::string_view body) {
  const base::Result<Scenario> scenario = read(body);
  return scenario ? "no problem" : scenario.error().message;
}

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("the shipped rehearsals are read") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(DETENTE_SOURCE_DIR "/drills")) {
    const base::Result<Scenario> scenario =
        read_scenario(entry.path().filename().string(), contents(entry.path()));
    INFO(entry.path().string());
    CHECK_MESSAGE(scenario.ok(), (scenario ? std::string() : scenario.error().message));
    ++count;
  }
  CHECK(count >= 2);
}

TEST_CASE("every statement says what it means") {
  const base::Result<Scenario> read_text =
      read("seed 9 stamp s positions noise 5 m outliers 0.02 %\n"  // a statement begins on a line of its own
      );
  CHECK_FALSE(read_text.ok());
  const base::Result<Scenario> scenario = read(
      "seed 9\nstamp s\n# a comment, 한국어 too\n"
      "positions noise 5.5 m outliers 0.02 %\n"
      "zone Z polygon 37.6N 124.8E, 37.6N 125E,\n  37.75N 125E # goes on\n"
      "line L points 37.80N 124.60E, 37.80N 125.20W\n"
      "station south at Q range 1.5 km clock -2 s delay 0.5 s to 1 s loss 2 % damaged 0.1 % repeated 1 %\n"
      "  late 0.5 % by up to 90 s\n"
      "hole of north inside Z from 02:10 to +20 min\n"
      "hole of all around P radius 300 m from -1 h to 2026-11-21T02:10:30Z\n"
      "fleet Ship of 3 party PRK class naval mmsi from 445990001 ais A unlisted loop P, Q at 10 kn to 12 kn\n"
      "fleet Out of 2 party CHN class fishing mmsi from 412990001 ais B\n"
      "  fishing around P radius 4 nmi at 2 kn to 5 kn from Q leaving 06:00 over 20 min at 8 kn returning "
      "16:00\n"
      "measure inside Z\nmeasure within 1 nmi of L\nmeasure pairs within 300 m of different parties\n"
      "measure closest approach below 0.5 nmi within 12 min of different parties at least 3 kn\n"
      "at 02:20 Boat stops\n"
      "at 02:10 Ship-2 departs for Q, P at 12.5 kn\n"
      "at +600.5 s Boat drifts towards 210.5 deg at 1.2 kn\n"
      "at 02:05 duplicate of Boat appears at Q towards 90 deg at 8 kn until 02:15\n"
      "at 02:06 Boat stops transmitting until +10 min\n"
      "notice from KOR to PRK, CHN about Boat sent -3.5 h received -3 h\n");
  REQUIRE_MESSAGE(scenario.ok(), (scenario ? std::string() : scenario.error().message));
  CHECK(scenario->title == "Test");
  CHECK(scenario->seed == 9);
  CHECK(scenario->stamp_seconds);
  CHECK(scenario->noise.mm == 5'500);
  CHECK(scenario->outliers.per_million == 200);
  CHECK(scenario->span.length().ms == 1'800'000);
  CHECK(scenario->outlines[0].vertices[2] == geo::Position{377'500'000, 1'250'000'000});
  CHECK(scenario->outlines[1].vertices[1].lon_e7 == -1'252'000'000);
  const Station& south = scenario->stations[1];
  CHECK(south.name == "rehearsal-south");
  CHECK(south.range.mm == 1'500'000);
  CHECK(south.clock.ms == -2'000);
  CHECK(south.delay.least.ms == 500);
  CHECK(south.late_most.ms == 90'000);
  CHECK(south.damaged.per_million == 1'000);
  CHECK(scenario->holes[0].station == 0);
  CHECK(base::utc_text(scenario->holes[0].when.to) == "2026-11-21T02:20:00Z");
  CHECK_FALSE(scenario->holes[1].station.has_value());
  CHECK(base::utc_text(scenario->holes[1].when.from) == "2026-11-21T01:00:00Z");
  REQUIRE(scenario->vessels.size() == 7);  // Boat, three ships, two boats, the duplicate
  CHECK(scenario->vessels[2].name == "Ship-2");
  CHECK(scenario->vessels[2].mmsi == 445990002);
  CHECK_FALSE(scenario->vessels[2].listed);
  CHECK(scenario->vessels[2].routine.scattered);
  CHECK(scenario->vessels[4].routine.home.has_value());
  CHECK(base::utc_text(*scenario->vessels[4].routine.returning) == "2026-11-21T16:00:00Z");
  CHECK(scenario->vessels[6].name == "Boat-duplicate-1");
  CHECK(scenario->vessels[6].mmsi == 440990001);
  CHECK(scenario->vessels[6].present.length().ms == 600'000);
  REQUIRE(scenario->incidents.size() == 5);
  CHECK(scenario->incidents[0].kind == Incident::Kind::duplicate_appears);  // sorted by time
  CHECK(scenario->incidents[2].kind == Incident::Kind::departs);
  CHECK(scenario->incidents[3].kind == Incident::Kind::drifts);
  CHECK(scenario->incidents[3].course.mdeg == 210'500);
  REQUIRE(scenario->notices.size() == 1);
  CHECK(facts::notice_text(scenario->notices[0]) ==
        "{\"about\":\"mmsi:440990001\",\"fact\":\"notice\",\"from\":\"KOR\",\"received_ms\":1795215600000,"
        "\"sent_ms\":1795213800000,\"to\":[\"CHN\",\"PRK\"],\"v\":1}");
  CHECK(scenario->measures[3].at_least.mmph == 3 * base::kMmphPerKnot);
}

TEST_CASE("an error names file, line and column, what was seen and how to mend it") {
  CHECK(problem("point R 37.6E 124.8N\n") ==
        "t.drill:8:9: error: wanted a latitude such as 37.60N, up to 70 degrees, at most seven decimals; saw "
        "'37.6E'\n    fix: latitude comes first");
  CHECK(problem("hole of all around P radius 2 nm from 02:00 to 02:10\n") ==
        "t.drill:8:31: error: wanted a unit after '2' (m km nmi), saw 'nm'\n    fix: a nautical mile is "
        "written "
        "nmi");
  CHECK(
      problem("positions noise 5m\n") ==
      "t.drill:8:17: error: wanted a distance, saw '5m'\n    fix: a number has at most six decimals, and its "
      "unit stands apart: 5 m");
  CHECK(problem("at 02:10 Bot stops\n") ==
        "t.drill:8:10: error: no vessel 'Bot' is declared above\n    fix: declare it before this line, or "
        "mend the "
        "name");
  CHECK(problem("at 02:10 Boat sinks\n") ==
        "t.drill:8:15: error: wanted one of: departs, turns, drifts, stops, resumes; saw 'sinks'");
  CHECK(problem("at 03:10 Boat stops\n") ==
        "t.drill:8:4: error: 2026-11-21T03:10:00Z is outside the rehearsal\n    fix: it lasts from "
        "2026-11-21T02:00:00Z to 2026-11-21T02:30:00Z");
  CHECK(problem("vessel B2 party KOR class fishing mmsi 440123456 ais B waiting at P\n") ==
        "t.drill:8:67: error: mmsi 440123456 is none that a rehearsal may use\n    fix: write the three "
        "digits of a "
        "flag, then 99, then four digits: 440990001");
  CHECK(problem("vessel B2 party KOR class fishing mmsi 440990001 ais B waiting at P\n")
            .find("already that of Boat") != std::string::npos);
  CHECK(problem("station faraway at P range 1 nmi\n").find("at most 5 of a-z and 0-9") != std::string::npos);
  CHECK(problem("notice from KOR to KOR about Boat sent -3 h received -3 h\n").find("stands twice") !=
        std::string::npos);
  CHECK(problem("notice from KOR to PRK about Boat sent -3 h received -4 h\n").find("before it was sent") !=
        std::string::npos);
  CHECK(problem("zone Z polygon 37.6N 124.8E, 37.6N 125E\n").find("2 vertices; wanted at least 3") !=
        std::string::npos);
  CHECK(problem("measure inside Z\n").find("no zone 'Z'") != std::string::npos);
  CHECK(problem("seed 1\nseed 2\n").find("t.drill:9:1: error: this statement stands twice") == 0);
  CHECK(problem("stamp s ms\n").find("'ms' is one word too many") != std::string::npos);
  CHECK(problem("point \"R\" 37N 124E\n").find("wanted a name, saw 'R'") != std::string::npos);
  CHECK(problem("point 한 37N 124E\n").find("t.drill:8:7:") == 0);
  CHECK(problem("vessel V party KOR class cargo mmsi 440990009 ais A route P at 10 kn\n")
            .find("one point is no way") != std::string::npos);
  CHECK(problem("vessel V party KOR class cargo mmsi 440990009 ais A route P, Q at 90 kn\n")
            .find("0 kn to 60 kn") != std::string::npos);
}

TEST_CASE("all errors are told, up to twenty, in the order of the text") {
  const std::string all = problem("seed x\nstamp y\npoint R 37.6N\n");
  CHECK(all.find("t.drill:8:6:") == 0);
  CHECK(all.find("\nt.drill:9:7:") != std::string::npos);
  CHECK(all.find("\nt.drill:10:9:") != std::string::npos);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "seed x\n";
  const std::string told = problem(many);
  std::size_t count = 0;
  for (std::size_t at = told.find("error: "); at != std::string::npos; at = told.find("error: ", at + 1))
    ++count;
  CHECK(count == kProblemsMax);
}

TEST_CASE("a text cut anywhere is refused") {
  const std::string whole = std::string(kHead) + "at 02:10 Boat stops\nend rehearsal";
  REQUIRE(read_scenario("t.drill", whole).ok());
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(read_scenario("t.drill", std::string_view(whole).substr(0, size)).ok());
}

TEST_CASE("what is too large, not text or nested without end is refused by name") {
  CHECK(read_scenario("t.drill", std::string(kScenarioBytesMax + 1, ' ')).error().message ==
        "t.drill: 1048577 bytes; at most 1048576 are read");
  CHECK(read_scenario("t.drill", "rehearsal \xff").error().message == "t.drill: the text is not UTF-8");
  CHECK(problem("# " + std::string(2'000, 'x') + "\n").find("t.drill:8:1: error: a line of 2002 bytes") == 0);
  CHECK_FALSE(read_scenario("t.drill", std::string(kScenarioBytesMax, ',')).ok());
  CHECK_FALSE(read_scenario("t.drill", std::string(kScenarioBytesMax, '\n')).ok());
  std::string commas = "vessel V party KOR class cargo mmsi 440990009 ais A route P";
  for (int i = 0; i < 300; ++i) commas += ", \nP";
  CHECK(problem(commas + " at 5 kn\n").find("more than 100 points of one route") != std::string::npos);
  CHECK(problem("fleet F of 20000 party KOR class cargo mmsi from 440990100 ais A waiting at P\n")
            .find("mmsi 441000000 is none that a rehearsal may use") != std::string::npos);
}

}  // namespace detente::drill
