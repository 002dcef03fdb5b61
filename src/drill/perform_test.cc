#include "drill/perform.h"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/sha256.h"
#include "facts/roster.h"
#include "feeds/nmea_reader.h"
#include "geo/shape.h"

namespace detente::drill {

namespace {

struct Played {
  std::string feed, facts, roster, truth;
};

Scenario scenario_of(const std::string& text) {
  const base::Result<Scenario> scenario = read_scenario("t.drill", text);
  REQUIRE_MESSAGE(scenario.ok(), (scenario ? std::string() : scenario.error().message));
  return *scenario;
}

Played play(const Scenario& scenario, std::uint64_t seed) {
  Played played;
  const auto into = [](std::string& text) {
    return [&text](std::string_view line) {
      REQUIRE(line.ends_with('\n'));
      text += line;
      return base::Outcome();
    };
  };
  REQUIRE(perform(scenario, seed,
                  {.feed = into(played.feed),
                   .facts = into(played.facts),
                   .roster = into(played.roster),
                   .truth = into(played.truth)})
              .ok());
  return played;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The truth lines of one kind.
std::vector<base::Json> truths(const Played& played, std::string_view kind) {
  std::vector<base::Json> found;
  for (const std::string& line : lines_of(played.truth)) {
    const base::Result<base::Json> json = base::parse_json(line);
    REQUIRE(json.ok());
    REQUIRE(json->text() == line);  // canonical
    if (*json->member("truth")->as_string() == kind) found.push_back(*json);
  }
  return found;
}

std::int64_t number(const base::Json& line, std::string_view member) {
  REQUIRE(line.member(member) != nullptr);
  return *line.member(member)->as_integer();
}

constexpr const char* kPerfect =
    "rehearsal \"Tiny\" version 1 language 1\n"
    "start 2026-11-21T02:00:00Z\n"
    "duration 20 min\n"
    "zone Z polygon 37.60N 124.80E, 37.60N 125.00E, 37.75N 125.00E, 37.75N 124.80E\n"
    "point P 37.58N 124.90E\n"
    "point Q 37.70N 124.90E\n"
    "station north at P range 60 nmi\n"
    "fleet Ship of 6 party KOR class cargo mmsi from 440990001 ais A loop P, Q at 20 kn to 40 kn\n"
    "fleet Boat of 6 party PRK class fishing mmsi from 445990001 ais B fishing around P radius 3 nmi at 3 kn "
    "to 9 kn\n"
    "measure inside Z\n";

constexpr const char* kPoor =
    "rehearsal \"Poor\" version 1 language 1\n"
    "start 2026-11-21T02:00:00Z\n"
    "duration 20 min\n"
    "seed 5\n"
    "positions noise 5 m outliers 1 %\n"
    "point P 37.58N 124.90E\n"
    "point Q 37.70N 124.90E\n"
    "station north at P range 60 nmi delay 0.1 s to 2 s loss 10 % damaged 5 % repeated 5 % late 5 % by up to "
    "60 s\n"
    "station south at Q range 5 nmi clock +1.5 s\n"
    "hole of north around Q radius 2 nmi from 02:05 to 02:10\n"
    "fleet Ship of 5 party KOR class cargo mmsi from 440990001 ais A loop P, Q at 20 kn to 40 kn\n"
    "fleet Boat of 5 party PRK class fishing mmsi from 445990001 ais B unlisted fishing around P radius 3 "
    "nmi at 3 kn to 9 kn\n"
    "measure pairs within 300 m of different parties\n"
    "at 02:03 Ship-1 stops transmitting until 02:08\n"
    "at 02:04 duplicate of Boat-1 appears at Q towards 45 deg at 9 kn until 02:09\n"
    "notice from KOR to PRK about Ship-2 sent -4 h received -3 h\n"
    "notice from PRK to KOR about Boat-2 sent -5 h received -4 h\n";

std::string whole(const std::string& body) {
  return body + "end rehearsal\n";
}

struct Decoded {
  std::vector<facts::Sighting> sightings;
  feeds::Counts counts;
};

Decoded decode(const std::string& feed) {
  Decoded decoded;
  feeds::NmeaReader reader([&](const feeds::Reading& reading) {
    if (auto sighting = feeds::sighting_of(reading)) decoded.sightings.push_back(*std::move(sighting));
  });
  reader.read(feed);
  reader.finish();
  decoded.counts = reader.counts();
  return decoded;
}

std::string identity(std::uint32_t mmsi) {
  return "mmsi:" + std::to_string(mmsi);
}

}  // namespace

TEST_CASE("one text and one seed give these bytes, on every machine") {
  const Scenario scenario = scenario_of(whole(kPoor));
  const Played played = play(scenario, scenario.seed);
  CHECK(base::sha256_hex(played.feed) == "85222b222eb6729b2ea092786f62bae23cc2a38aea5a43963833045fd272ce45");
  CHECK(base::sha256_hex(played.truth) == "7fdc2a022f19cc1c373e30995937552f5e765a0c9c2efb58360706b21bbeafb8");
  CHECK(played.facts ==
        "{\"about\":\"mmsi:445990002\",\"fact\":\"notice\",\"from\":\"PRK\",\"received_ms\":1795212000000,"
        "\"sent_ms\":1795208400000,\"to\":[\"KOR\"],\"v\":1}\n"
        "{\"about\":\"mmsi:440990002\",\"fact\":\"notice\",\"from\":\"KOR\",\"received_ms\":1795215600000,"
        "\"sent_ms\":1795212000000,\"to\":[\"PRK\"],\"v\":1}\n");
  const Played again = play(scenario, scenario.seed);
  CHECK(again.feed == played.feed);
  CHECK(again.truth == played.truth);
  const Played other = play(scenario, scenario.seed + 1);
  CHECK(other.feed != played.feed);
  CHECK(other.roster == played.roster);
}

TEST_CASE("every sentence says that it is a rehearsal, and room feeds reads each") {
  const Played played = play(scenario_of(whole(kPerfect)), 3);
  for (const std::string& line : lines_of(played.feed))
    REQUIRE(line.starts_with("\\s:rehearsal-north,c:17952"));
  const Decoded decoded = decode(played.feed);
  CHECK(decoded.counts.of(feeds::LineKind::accepted) + decoded.counts.of(feeds::LineKind::fragment) ==
        decoded.counts.total());
  std::set<std::uint32_t> seen;
  for (const facts::Sighting& sighting : decoded.sightings) seen.insert(sighting.mmsi);
  CHECK(seen.size() == 12);
}

TEST_CASE("with one perfect station every message is heard once, in the order of sending") {
  const Played played = play(scenario_of(whole(kPerfect)), 3);
  const Decoded decoded = decode(played.feed);
  const base::Json totals = truths(played, "totals").at(0);
  CHECK(number(totals, "position_reports") + number(totals, "static_reports") ==
        static_cast<std::int64_t>(decoded.sightings.size()));
  CHECK(number(totals, "sentences") == static_cast<std::int64_t>(lines_of(played.feed).size()));
  for (std::size_t i = 1; i < decoded.sightings.size(); ++i)
    REQUIRE(decoded.sightings[i - 1].at <= decoded.sightings[i].at);
}

TEST_CASE("the truth about a zone agrees with every position heard, to a second and the rounding of AIS") {
  const Scenario scenario = scenario_of(whole(kPerfect));
  const Played played = play(scenario, 3);
  const geo::Shape zone = geo::Shape::zone(scenario.outlines[0].vertices);
  std::map<std::string, std::vector<base::Interval>> stays;
  for (const base::Json& line : truths(played, "inside"))
    stays[*line.member("subjects")->as_array()->at(0).as_string()].push_back(
        {{number(line, "from_ms")}, {number(line, "to_ms")}});
  int looked_at = 0, inside = 0;
  for (const facts::Sighting& sighting : decode(played.feed).sightings) {
    if (!sighting.fix) continue;
    const base::Distance distance = zone.distance(sighting.fix->position);
    bool stay = false, near_an_end = false;
    for (const base::Interval& one : stays[identity(sighting.mmsi)]) {
      stay = stay || one.holds(sighting.at);
      const base::Duration begun = sighting.at - one.from, ended = sighting.at - one.to;
      near_an_end = near_an_end || std::abs(begun.ms) <= 1'000 || std::abs(ended.ms) <= 1'000;
    }
    if (near_an_end || std::abs(distance.mm) < 500) continue;
    REQUIRE(stay == (distance.mm <= 0));
    ++looked_at;
    inside += stay ? 1 : 0;
  }
  CHECK(looked_at > 1'000);
  CHECK(inside > 100);
  CHECK(looked_at - inside > 100);
}

TEST_CASE("what was lost, damaged, repeated, late or in a hole is counted, and is so in the feed") {
  const Scenario scenario = scenario_of(whole(kPoor));
  const Played played = play(scenario, 5);
  const Decoded decoded = decode(played.feed);
  const std::vector<base::Json> faults = truths(played, "faults");
  REQUIRE(faults.size() == 2);
  const base::Json& north = faults[0];
  CHECK(*north.member("station")->as_string() == "rehearsal-north");
  const base::Json totals = truths(played, "totals").at(0);
  const std::int64_t sent = number(totals, "position_reports") + number(totals, "static_reports");
  for (const base::Json& station : faults)
    CHECK(number(station, "heard") + number(station, "lost") + number(station, "in_hole") +
              number(station, "out_of_range") ==
          sent);
  const std::int64_t heard = number(north, "heard"), lost = number(north, "lost");
  CHECK(lost > (heard + lost) / 20);
  CHECK(lost < (heard + lost) / 5);
  CHECK(number(north, "in_hole") > 0);
  CHECK(number(north, "out_of_range") == 0);
  CHECK(number(faults[1], "out_of_range") > 0);
  CHECK(number(faults[1], "lost") == 0);
  // A damaged message that is repeated arrives damaged twice.
  const auto bad = static_cast<std::int64_t>(decoded.counts.of(feeds::LineKind::bad_checksum));
  CHECK(bad >= number(north, "damaged"));
  CHECK(bad <= 2 * number(north, "damaged"));
  CHECK(number(north, "damaged") > 0);
  // Arrival is out of the order of sending for what was late.
  std::map<std::string, base::Instant> latest;
  std::int64_t behind = 0;
  for (const facts::Sighting& sighting : decoded.sightings) {
    base::Instant& last = latest[sighting.source];
    behind += sighting.at + base::Duration{2'000} < last ? 1 : 0;
    last = std::max(last, sighting.at);
  }
  CHECK(behind > 0);
  CHECK(behind <= 2 * number(north, "late"));
}

TEST_CASE("outliers are in the truth with how far off they are") {
  const Played played = play(scenario_of(whole(kPoor)), 5);
  const std::vector<base::Json> outliers = truths(played, "outlier");
  CHECK(static_cast<std::int64_t>(outliers.size()) == number(truths(played, "totals").at(0), "outliers"));
  REQUIRE_FALSE(outliers.empty());
  for (const base::Json& line : outliers) {
    CHECK(number(line, "offset_mm") >= base::kMmPerNauticalMile);
    CHECK(number(line, "offset_mm") <= 40 * base::kMmPerNauticalMile);
  }
}

TEST_CASE("a vessel that stops transmitting is not heard, and a duplicate sends its identity elsewhere") {
  const Scenario scenario = scenario_of(whole(kPoor));
  const Played played = play(scenario, 5);
  const std::int64_t start = scenario.span.from.ms;
  std::int64_t far_off = 0;
  for (const facts::Sighting& sighting : decode(played.feed).sightings) {
    const std::int64_t minute = (sighting.at.ms - start) / 60'000;
    // The clock of the south is off.
    if (sighting.mmsi == 440990001 && sighting.source == "ais/rehearsal-north")
      CHECK((minute < 3 || minute >= 8));
    if (sighting.mmsi == 445990001 && sighting.fix && sighting.source == "ais/rehearsal-south" &&
        sighting.fix->position.lat_e7 > 376'950'000)
      ++far_off;
  }
  CHECK(far_off >= 5);  // five minutes of class B
  const std::vector<base::Json> incidents = truths(played, "incident");
  REQUIRE(incidents.size() == 2);
  CHECK(*incidents[1].member("what")->as_string() == "duplicate appears");
  CHECK(number(incidents[1], "until_ms") == start + 9 * 60'000);
}

TEST_CASE("one vessel more leaves what the others send as it was") {
  const Played before = play(scenario_of(whole(kPerfect)), 3);
  std::string more = kPerfect;
  more.insert(more.find("fleet Ship"),
              "vessel Extra party CHN class tug mmsi 412990001 ais A loop P, Q at 9 kn\n");
  const Played after = play(scenario_of(whole(more)), 3);
  const auto of_others = [](const Played& played) {
    std::set<std::pair<std::int64_t, std::string>> all;
    for (const facts::Sighting& sighting : decode(played.feed).sightings)
      if (sighting.mmsi != 412990001 && sighting.fix) all.emplace(sighting.at.ms, sighting.payload);
    return all;
  };
  CHECK(of_others(before) == of_others(after));
}

TEST_CASE("stamps are seconds where the scenario says so, and the station's clock where it is off") {
  const std::string text = std::string(kPerfect) + "stamp s\nstation off at P range 60 nmi clock -90 s\n";
  const Played played = play(scenario_of(whole(text)), 3);
  std::size_t of_off = 0;
  for (const std::string& line : lines_of(played.feed)) {
    const std::size_t time = line.find("c:") + 2;
    REQUIRE(line.find('*') - time == 10);  // digits
    if (line.find("rehearsal-off") == std::string::npos) continue;
    ++of_off;
    CHECK(std::stoll(line.substr(time)) < 1'795'226'400 + 1'200 - 89);
  }
  CHECK(of_off * 2 == lines_of(played.feed).size());
}

TEST_CASE("the roster is read by room facts, without the unlisted") {
  const Played played = play(scenario_of(whole(kPoor)), 5);
  const base::Result<facts::Roster> roster = facts::Roster::read(played.roster);
  REQUIRE(roster.ok());
  const auto found = roster->find({.mmsi = 440990003, .imo = {}, .call_sign = {}}, {1'795'226'400'000});
  REQUIRE(found.size() == 1);
  CHECK(found[0].party == "KOR");
  CHECK(found[0].vessel_class == base::VesselClass::cargo);
  CHECK(roster->find({.mmsi = 445990003, .imo = {}, .call_sign = {}}, {1'795'226'400'000}).empty());
}

TEST_CASE("a sink that refuses ends the rehearsal with its error") {
  const Scenario scenario = scenario_of(whole(kPerfect));
  int lines = 0;
  const auto nowhere = [](std::string_view) { return base::Outcome(); };
  const base::Outcome done = perform(scenario, 1,
                                     {.feed = [&lines](std::string_view) -> base::Outcome {
                                        if (++lines < 10) return {};
                                        return base::Error{base::Error::Kind::io, "no space left"};
                                      },
                                      .facts = nowhere,
                                      .roster = nowhere,
                                      .truth = nowhere});
  REQUIRE_FALSE(done.ok());
  CHECK(done.error().message == "no space left");
  CHECK(lines == 10);
}

TEST_CASE("the West Sea rehearsal holds what its script promises") {
  std::ifstream in(DETENTE_SOURCE_DIR "/drills/west-sea.drill", std::ios::binary);
  const Scenario scenario = scenario_of({std::istreambuf_iterator<char>(in), {}});
  const Played played = play(scenario, scenario.seed);
  const auto holds = [&played](std::string_view truth, const std::string& name, auto limit) {
    for (const base::Json& line : truths(played, truth))
      if (line.member("names")->as_array()->at(0) == base::Json(name) && limit(line)) return true;
    return false;
  };
  const auto any = [](const base::Json&) { return true; };
  CHECK(holds("inside", "KorEarly", any));
  CHECK(holds("inside", "KorNoted", any));
  CHECK(holds("inside", "PrkQuiet", any));
  const auto within_one = [](const base::Json& line) { return number(line, "limit_mm") == 1'852'000; };
  const auto too_close_to_call = [](const base::Json& line) {
    return number(line, "closest_mm") > 1'852'000 && number(line, "closest_mm") < 1'865'000;
  };
  CHECK_FALSE(holds("within_shape", "KorBrush", within_one));
  CHECK(holds("within_shape", "KorBrush", any));
  CHECK(holds("within_shape", "PrkLimit", too_close_to_call));
  CHECK(holds("closest_approach", "KorPatrol",
              [](const base::Json& line) { return number(line, "closest_mm") < 926'000; }));
  CHECK(holds("within_vessel", "PrkDrifter", any));
  CHECK(truths(played, "closest_approach").size() == 2);  // one pair, at two limits
  CHECK(truths(played, "within_vessel").size() == 1);
}

TEST_CASE("the quiet day is quiet, whatever the seed") {
  std::ifstream in(DETENTE_SOURCE_DIR "/drills/west-sea-quiet-day.drill", std::ios::binary);
  const Scenario scenario = scenario_of({std::istreambuf_iterator<char>(in), {}});
  for (const std::uint64_t seed : {scenario.seed, std::uint64_t{20'261'121}}) {
    const Played played = play(scenario, seed);
    for (const char* kind : {"inside", "within_shape", "within_vessel", "closest_approach"})
      CHECK(truths(played, kind).empty());
  }
}

}  // namespace detente::drill
