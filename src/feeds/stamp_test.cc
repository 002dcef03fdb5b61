#include "feeds/stamp.h"

#include <doctest/doctest.h>

#include "feeds/ais_twin.h"
#include "feeds/tag_block.h"

namespace detente::feeds {
namespace {

std::int64_t ms_of(std::string_view text) {
  const auto at = epoch_of(text);
  return at ? at->ms : -1;
}

TEST_CASE("the number of digits tells the unit of an epoch, finer stamps are floored") {
  CHECK(ms_of("0") == 0);
  CHECK(ms_of("1152921693") == 1'152'921'693'000);
  CHECK(ms_of("1152921693999") == 1'152'921'693'999);
  CHECK(ms_of("1152921693999999") == 1'152'921'693'999);
  CHECK(ms_of("1550303566167726840") == 1'550'303'566'167);
  CHECK(ms_of("1152921693.5") == 1'152'921'693'500);
  CHECK(ms_of("1152921693.0019") == 1'152'921'693'001);
}

TEST_CASE("what is no epoch is none") {
  for (const char* text :
       {"", "-1", "+1", " 1", "1 ", "1e9", "1.", ".5", "1.5.5", "0x10", "12345678901234567890",
        "9999999999999999999", "1152921693999.5", "1152921693,5"}) {
    CAPTURE(text);
    CHECK(ms_of(text) == -1);
  }
}

TEST_CASE("a station keeps letters, digits, dot, dash and underscore, 24 at most") {
  CHECK(Station("r003669987").name() == "r003669987");
  CHECK(Station("a b/c\"d").name() == "a-b-c-d");
  CHECK(Station(std::string(30, 'x')).name() == std::string(24, 'x'));
  CHECK(Station("\xc3\xa5").name() == "--");
  CHECK(Station("").empty());
}

TEST_CASE("the coast guard's suffix names the station and the time") {
  const Stamp plain = coast_guard_stamp(",r003669987,1152921693");
  CHECK(plain.station.name() == "r003669987");
  REQUIRE(plain.at);
  CHECK(plain.at->ms == 1'152'921'693'000);
  const Stamp full = coast_guard_stamp(",x161433,s25723,d-112,T34.35063660,r3669961,1152921695");
  CHECK(full.station.name() == "r3669961");
  REQUIRE(full.at);
  CHECK(full.at->ms == 1'152'921'695'000);
  const Stamp two_times = coast_guard_stamp(",d-109,S2105,t050056.00,T56.1,r003669946,1325394060,1325394001");
  REQUIRE(two_times.at);
  CHECK(two_times.at->ms == 1'325'394'060'000);
  const Stamp early = coast_guard_stamp(",1152921000,r1,1152921693");
  REQUIRE(early.at);
  CHECK(early.at->ms == 1'152'921'693'000);
  const Stamp time = coast_guard_stamp(",1152921693");
  REQUIRE(time.at);
  CHECK(time.at->ms == 1'152'921'693'000);
  CHECK(coast_guard_stamp(",b003669956").station.name() == "b003669956");
}

TEST_CASE("another suffix says nothing") {
  for (const char* text : {"", ",", ",x1,s2", ",r", ",12345678", ",,", ",s36310,d-081,T59.01777335"}) {
    CAPTURE(text);
    CHECK(coast_guard_stamp(text).station.empty());
    CHECK_FALSE(coast_guard_stamp(text).at);
  }
}

std::string gatehouse(const std::string& body) {
  return twin::with_checksum(body, '$');
}

TEST_CASE("a $PGHP line stamps with a millisecond and a base station") {
  const auto stamp = gatehouse_stamp("$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26");
  REQUIRE(stamp);
  CHECK(stamp->stamp.at->ms == 1'384'257'600'011);  // 2013-11-12T12:00:00.011Z
  CHECK(stamp->stamp.station.name() == "2190067");
  CHECK(stamp->checksum == 0x62);
  const auto bare = gatehouse_stamp(gatehouse("PGHP,1,2010,6,11,11,46,11,874,276,0,,1,"));
  REQUIRE(bare);
  CHECK(bare->stamp.station.empty());
  CHECK(bare->checksum == -1);
}

TEST_CASE("a $PGHP line that is wrong is no stamp") {
  CHECK_FALSE(gatehouse_stamp("$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*27"));
  CHECK_FALSE(gatehouse_stamp("$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62"));
  for (const char* body :
       {"PGHP,2,2013,11,12,12,0,0,11,219,,2190067,1,62", "PGHP,1,2013,13,12,12,0,0,11,219,,2190067,1,62",
        "PGHP,1,2013,2,29,12,0,0,11,219,,2190067,1,62", "PGHP,1,2013,11,12,24,0,0,11,219,,2190067,1,62",
        "PGHP,1,2013,11,12,12,60,0,11,219,,2190067,1,62", "PGHP,1,2013,11,12,12,0,61,11,219,,2190067,1,62",
        "PGHP,1,2013,11,12,12,0,0,1000,219,,2190067,1,62", "PGHP,1,2013,11,12,12,0,0,,219,,2190067,1,62",
        "PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,6", "PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,6G",
        "PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1", "PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62,1",
        "PGHP,1,1969,11,12,12,0,0,11,219,,2190067,1,62", "PGHP,1,-1,11,12,12,0,0,11,219,,2190067,1,62",
        "PGHP,1,"}) {
    CAPTURE(body);
    CHECK_FALSE(gatehouse_stamp(gatehouse(body)));
  }
}

std::string block(const std::string& body) {
  return twin::with_checksum(body, '\\') + "\\";
}

TEST_CASE("a tag block gives station and time, and its length") {
  const std::string text = block("s:rORBCOMM104,q:u,c:1418172113,T:2014-12-10 00.41.53");
  const auto read = read_tag_block(text + "!AIVDM");
  REQUIRE(read);
  CHECK(read->length == text.size());
  CHECK(read->stamp.station.name() == "rORBCOMM104");
  CHECK(read->stamp.at->ms == 1'418'172'113'000);
  CHECK(read_tag_block(block("c:1418172113250"))->stamp.at->ms == 1'418'172'113'250);
  const auto unknown = read_tag_block("\\si:AISD*3F\\");
  REQUIRE(unknown);
  CHECK(unknown->stamp.station.empty());
  CHECK_FALSE(unknown->stamp.at);
}

TEST_CASE("a group put before a finished block leaves its checksum") {
  CHECK(read_tag_block("\\g:1-2-9999,c:1565218798*53\\")->stamp.at->ms == 1'565'218'798'000);
  CHECK_FALSE(read_tag_block("\\h:1-2-9999,c:1565218798*53\\"));
  CHECK_FALSE(read_tag_block("\\g:1-2-9999,c:1565218799*53\\"));
}

TEST_CASE("a tag block that is wrong is none") {
  const std::string none;
  for (const std::string& text : {none, none + "\\s:a*00\\", none + "\\s:a\\", none + "\\", none + "\\\\",
                                  none + "s:a", block("s"), block(":a"), block("c:"), block("c:12a"),
                                  block("s:a,"), block("c:1,c:-1"), block("s:" + std::string(300, 'a'))}) {
    CAPTURE(text);
    CHECK_FALSE(read_tag_block(text));
  }
}

}  // namespace
}  // namespace detente::feeds
