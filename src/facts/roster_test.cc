#include "facts/roster.h"

#include <doctest/doctest.h>
#include <string>

#include "base/sha256.h"
#include "base/time_text.h"

namespace detente::facts {
namespace {

using base::VesselClass;

const std::string kHeader = "identity,party,class,name,licence,from,to,source\n";

Roster roster_of(const std::string& rows) {
  auto roster = Roster::read(kHeader + rows);
  REQUIRE_MESSAGE(roster.ok(), (roster.ok() ? "" : roster.error().message));
  return std::move(*roster);
}

base::Instant moment(const char* text) {
  return *base::parse_utc(text);
}
const base::Instant kNow = moment("2026-11-21T02:00:00Z");

std::string party_of(const Roster& roster, const Roster::Subject& subject, base::Instant when = kNow) {
  std::string parties;
  for (const Roster::Entry& entry : roster.find(subject, when))
    parties += (parties.empty() ? "" : " ") + entry.party;
  return parties;
}

Roster::Subject number(std::uint32_t mmsi) {
  return {.mmsi = mmsi, .imo = std::nullopt, .call_sign = {}};
}

TEST_CASE("the most specific rows win: mmsi, imo, call sign, identification digits") {
  const Roster roster = roster_of(
      "mid:440,KOR,,,,,,\n"
      "call:DSAB,USA,cargo,,,,,\n"
      "imo:9134270,JPN,tanker,,,,,\n"
      "mmsi:440123456,PRK,naval,,,,,\n");
  CHECK(party_of(roster, number(440123456)) == "PRK");
  CHECK(party_of(roster, {.mmsi = 440123456, .imo = 9134270, .call_sign = "DSAB"}) == "PRK");
  CHECK(party_of(roster, {.mmsi = 440000001, .imo = 9134270, .call_sign = "DSAB"}) == "JPN");
  CHECK(party_of(roster, {.mmsi = 440000001, .imo = 1000000, .call_sign = "DSAB"}) == "USA");
  CHECK(party_of(roster, {.mmsi = 440000001, .imo = 1000000, .call_sign = "XXXX"}) == "KOR");
  CHECK(party_of(roster, number(412000001)).empty());
  CHECK(roster.find(number(440123456), kNow).front().vessel_class == VesselClass::naval);
  CHECK(!roster.find(number(440000001), kNow).front().vessel_class);
}

TEST_CASE("a row of identification digits holds for craft of a mother ship and hand-held radios too") {
  const Roster roster = roster_of("mid:440,KOR,,,,,,\n");
  CHECK(party_of(roster, number(984401234)) == "KOR");
  CHECK(party_of(roster, number(844012345)) == "KOR");
  CHECK(party_of(roster, number(984451234)).empty());
}

TEST_CASE("a number is filled up with zeros on the left") {
  const Roster roster = roster_of("mmsi:004400001,KOR,,,,,,\nimo:0012345,USA,,,,,,\n");
  CHECK(party_of(roster, number(4400001)) == "KOR");
  CHECK(party_of(roster, {.mmsi = 1, .imo = 12345, .call_sign = {}}) == "USA");
}

TEST_CASE("rows of equal rank are contested: each is given, sorted, alike ones once") {
  const Roster roster = roster_of(
      "mmsi:440123456,PRK,fishing,,,,,one\n"
      "mmsi:440123456,KOR,fishing,,,,,two\n"
      "mmsi:440123456,KOR,naval,,,,,three\n"
      "mmsi:440123456,KOR,fishing,,,,,four\n");
  const auto entries = roster.find(number(440123456), kNow);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0] == Roster::Entry{.party = "KOR", .vessel_class = VesselClass::fishing});
  CHECK(entries[1] == Roster::Entry{.party = "KOR", .vessel_class = VesselClass::naval});
  CHECK(entries[2] == Roster::Entry{.party = "PRK", .vessel_class = VesselClass::fishing});
}

TEST_CASE("the order of rows changes nothing that is found") {
  const Roster one = roster_of("mmsi:440123456,PRK,,,,,,\nmmsi:440123456,KOR,,,,,,\nmid:440,USA,,,,,,\n");
  const Roster two = roster_of("mid:440,USA,,,,,,\nmmsi:440123456,KOR,,,,,,\nmmsi:440123456,PRK,,,,,,\n");
  CHECK(one.find(number(440123456), kNow) == two.find(number(440123456), kNow));
}

TEST_CASE("a row holds from its beginning on and until before its end; then the next rank speaks") {
  const Roster roster = roster_of(
      "mmsi:440123456,KOR,,,,2026-01-01,2026-07-01T12:00:00Z,\n"
      "mid:440,USA,,,,,2027-01-01,\n");
  CHECK(party_of(roster, number(440123456), moment("2025-12-31T23:59:59.999Z")) == "USA");
  CHECK(party_of(roster, number(440123456), moment("2026-01-01T00:00:00Z")) == "KOR");
  CHECK(party_of(roster, number(440123456), moment("2026-07-01T11:59:59.999Z")) == "KOR");
  CHECK(party_of(roster, number(440123456), moment("2026-07-01T12:00:00Z")) == "USA");
  CHECK(party_of(roster, number(440123456), moment("2027-01-01T00:00:00Z")).empty());
}

TEST_CASE("quoted fields, a byte order mark and line ends of other systems are read") {
  const auto roster = Roster::read(
      "\xEF\xBB\xBFidentity,party,class,name,licence,from,to,source\r\n"
      "mmsi:440123456,KOR,fishing,\"Dae, \"\"Yang\"\"\",,,,\r\n"
      "\r\n"
      "mmsi:445123456,PRK,,,,,,\"list, 2026\"");
  REQUIRE(roster.ok());
  CHECK(party_of(*roster, number(440123456)) == "KOR");
  CHECK(party_of(*roster, number(445123456)) == "PRK");
}

TEST_CASE("a fault in a roster is told by line and field, with what was seen and what was wanted") {
  struct Case {
    const char* row;
    const char* field;
    const char* seen;
  };
  const Case cases[] = {
      {"mmsi:44012345,KOR,,,,,,", "identity", "mmsi:44012345"},
      {"mmsi:44012345x,KOR,,,,,,", "identity", "mmsi:44012345x"},
      {"mid:44,KOR,,,,,,", "identity", "mid:44"},
      {"imo:913427,KOR,,,,,,", "identity", "imo:913427"},
      {"call:,KOR,,,,,,", "identity", "call:"},
      {"call:ABCDEFGH,KOR,,,,,,", "identity", "call:ABCDEFGH"},
      {"440123456,KOR,,,,,,", "identity", "440123456"},
      {"mmsi:440123456,Korea,,,,,,", "party", "Korea"},
      {"mmsi:440123456,,,,,,,", "party", ""},
      {"mmsi:440123456,KOR,boat,,,,,", "class", "boat"},
      {"mmsi:440123456,KOR,unknown,,,,,", "class", "unknown"},
      {"mmsi:440123456,KOR,,,,2026-13-01,,", "from", "2026-13-01"},
      {"mmsi:440123456,KOR,,,,21.11.2026,,", "from", "21.11.2026"},
      {"mmsi:440123456,KOR,,,,,2026-02-30,", "to", "2026-02-30"},
      {"mmsi:440123456,KOR,,,,2026-02-02,2026-02-02,", "to", "2026-02-02"},
      {"mmsi:440123456,KOR,,,,,", "row", "mmsi:440123456,KOR,,,,,"},
      {"mmsi:440123456,KOR,,,,,,,", "row", "mmsi:440123456,KOR,,,,,,,"},
      {"mmsi:440123456,KOR,,\"open,,,,", "row", "mmsi:440123456,KOR,,\"open,,,,"},
  };
  for (const Case& c : cases) {
    const auto roster = Roster::read(kHeader + "mid:445,PRK,,,,,,\n" + c.row + "\n");
    INFO(c.row);
    REQUIRE(!roster.ok());
    const std::string wanted =
        "line 3, field '" + std::string(c.field) + "': saw '" + std::string(c.seen) + "', wanted ";
    CHECK(roster.error().message.substr(0, wanted.size()) == wanted);
  }
}

TEST_CASE("a roster without its header line is refused") {
  for (const char* text : {"", "\n", "mmsi:440123456,KOR,,,,,,\n", "identity;party;class\n"}) {
    const auto roster = Roster::read(text);
    REQUIRE(!roster.ok());
    CHECK(roster.error().message.find("line 1, field 'header'") == 0);
  }
}

TEST_CASE("a roster is named by the hash of its bytes; none has no name and knows nothing") {
  const std::string text = kHeader + "mid:440,KOR,,,,,,\n";
  CHECK(Roster::read(text)->sha256() == base::sha256_hex(text));
  CHECK(Roster().sha256().empty());
  CHECK(Roster().find(number(440123456), kNow).empty());
}

}  // namespace
}  // namespace detente::facts
