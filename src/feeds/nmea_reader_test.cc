#include "feeds/nmea_reader.h"

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <random>

#include "feeds/ais_json.h"
#include "feeds/ais_twin.h"

namespace detente::feeds {
namespace {

// Our own reports of invented vessels.
std::string position(std::int64_t mmsi = 440'123'456, std::int64_t longitude = 75'000'000) {
  return twin::BitString()
      .add(1, 6)
      .add(0, 2)
      .add(mmsi, 30)
      .add(0, 4)
      .add(-128, 8)
      .add(123, 10)
      .add(1, 1)
      .add(longitude, 28)
      .add(22'600'000, 27)
      .add(901, 12)
      .add(90, 9)
      .add(30, 6)
      .add(0, 25)
      .bits;
}
std::string voyage(std::string_view name = "MIRAE") {
  return twin::BitString()
      .add(5, 6)
      .add(0, 2)
      .add(440'123'456, 30)
      .add(0, 2)
      .add(9'074'729, 30)
      .text("D7AB", 7)
      .text(name, 20)
      .add(30, 8)
      .add(0, 30)
      .add(1, 4)
      .add(0, 20)
      .add(45, 8)
      .text("INCHEON", 20)
      .add(0, 2)
      .bits;
}

struct Heard {
  std::vector<std::string> json;
  std::vector<facts::Sighting> sightings;
  std::vector<bool> timed;
  Counts counts;
  std::uint64_t lines = 0;
  friend bool operator==(const Heard& a, const Heard& b) {
    if (a.lines != b.lines || a.json != b.json || a.sightings != b.sightings) return false;
    const auto left = a.counts.list(), right = b.counts.list();
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const Count& x, const Count& y) {
                        return x.name == y.name && x.lines == y.lines && x.first_line == y.first_line;
                      });
  }
};

// Reads `feed` in pieces that end at the given places.
Heard hear(std::string_view feed, std::vector<std::size_t> cuts = {}) {
  Heard heard;
  NmeaReader reader([&](const Reading& reading) {
    std::string json;
    append_json(reading, "test", json);
    heard.json.push_back(json);
    heard.timed.push_back(reading.at.has_value());
    if (auto sighting = sighting_of(reading)) heard.sightings.push_back(std::move(*sighting));
  });
  std::size_t from = 0;
  for (const std::size_t cut : cuts) {
    reader.read(feed.substr(from, cut - from));
    from = cut;
  }
  reader.read(feed.substr(from));
  reader.finish();
  heard.counts = reader.counts();
  heard.lines = reader.lines();
  CHECK(heard.counts.total() == heard.lines);
  return heard;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string feed;
  for (const std::string& line : lines) feed += line + "\r\n";
  return feed;
}

std::string one(const std::string& bits) {
  return twin::sentences(bits)[0];
}
std::string stamped(const std::string& tags, const std::string& sentence) {
  return twin::with_checksum(tags, '\\') + "\\" + sentence;
}

TEST_CASE("a position report becomes a sighting with a fix") {
  const Heard heard = hear(stamped("s:alpha,c:1700000000", one(position())) + "\r\n");
  REQUIRE(heard.sightings.size() == 1);
  const facts::Sighting& sighting = heard.sightings[0];
  CHECK(sighting.at.ms == 1'700'000'000'000);
  CHECK(sighting.mmsi == 440'123'456);
  CHECK(sighting.source == "ais/alpha");
  CHECK(sighting.payload == one(position()));
  REQUIRE(sighting.fix);
  CHECK(sighting.fix->position == geo::Position{.lat_e7 = 376'666'667, .lon_e7 = 1'250'000'000});
  CHECK(sighting.fix->accurate);
  CHECK(sighting.fix->speed == base::Speed{22'779'600});
  CHECK(sighting.fix->course == base::Angle{90'100});
  CHECK(sighting.fix->heading == base::Angle{90'000});
  CHECK(sighting.fix->nav_status == 0);
  CHECK_FALSE(sighting.particulars);
}

TEST_CASE("a message of two sentences becomes one sighting with both as payload") {
  const auto parts = twin::sentences(voyage());
  REQUIRE(parts.size() == 2);
  const Heard heard = hear(joined({stamped("c:1700000000", parts[0]), stamped("c:1700000001", parts[1])}));
  REQUIRE(heard.sightings.size() == 1);
  CHECK(heard.sightings[0].at.ms == 1'700'000'000'000);
  CHECK(heard.sightings[0].source == "ais");
  CHECK(heard.sightings[0].payload == parts[0] + "\n" + parts[1]);
  REQUIRE(heard.sightings[0].particulars);
  CHECK(heard.sightings[0].particulars->name == "MIRAE");
  CHECK(heard.sightings[0].particulars->call_sign == "D7AB");
  CHECK(heard.sightings[0].particulars->imo == 9'074'729);
  CHECK(heard.sightings[0].particulars->ship_type == 30);
  CHECK(heard.counts.of(LineKind::fragment) == 1);
  CHECK(heard.counts.of(LineKind::accepted, 5) == 1);
}

TEST_CASE("no position, no vessel: no sighting, but a message all the same") {
  const Heard heard = hear(joined({one(position(440'123'456, 181 * 600'000)), one(position(1'000'000'000))}));
  CHECK(heard.json.size() == 2);
  CHECK(heard.sightings.empty());
}

TEST_CASE("a number that is no IMO number, an empty name and ship type 0 are absent") {
  const std::string bits = twin::BitString()
                               .add(5, 6)
                               .add(0, 2)
                               .add(440'123'456, 30)
                               .add(0, 2)
                               .add(999'999, 30)
                               .text("", 7)
                               .text("   ", 20)
                               .add(0, 8)
                               .add(0, 184)
                               .bits;
  const Heard heard = hear(joined(twin::sentences(bits)));
  REQUIRE(heard.sightings.size() == 1);
  CHECK(heard.sightings[0].particulars == facts::Particulars{});
}

TEST_CASE("any split of the bytes gives the same readings and counts") {
  const auto parts = twin::sentences(voyage());
  const std::string feed =
      "# a comment\n\n" +
      joined({stamped("c:1700000000", one(position())), parts[0], one(position(440'000'001)), parts[1],
              "!AIVDM,1,1,,A,0,0*00", "rubbish \x01\x02", "$GPGGA,1", std::string(1'024, 'x'),
              std::string(1'025, 'x'), std::string(5'000, '!'), "\\s:a*00\\" + one(position()), parts[1],
              parts[0]}) +
      one(position());
  const Heard whole = hear(feed);
  CHECK(whole.lines == 16);
  CHECK(whole.json.size() == 4);
  CHECK(whole.counts.of(LineKind::comment) == 1);
  CHECK(whole.counts.of(LineKind::blank) == 1);
  CHECK(whole.counts.of(LineKind::bad_checksum) == 1);
  CHECK(whole.counts.of(LineKind::bad_characters) == 1);
  CHECK(whole.counts.of(LineKind::other_sentence) == 1);
  CHECK(whole.counts.of(LineKind::not_recognised) == 1);
  CHECK(whole.counts.of(LineKind::too_long_line) == 2);
  CHECK(whole.counts.of(LineKind::bad_stamp) == 1);
  CHECK(whole.counts.of(LineKind::fragment_orphan) == 1);
  CHECK(whole.counts.of(LineKind::fragment_stale) == 1);
  CHECK(whole.counts.of(LineKind::fragment_waiting) == 0);

  for (std::size_t cut = 0; cut <= feed.size(); ++cut) REQUIRE(hear(feed, {cut}) == whole);
  std::vector<std::size_t> each(feed.size());
  for (std::size_t i = 0; i < each.size(); ++i) each[i] = i;
  CHECK(hear(feed, each) == whole);
}

TEST_CASE("random bytes are counted, line by line, and never more is held than stated") {
  const char* given = std::getenv("DETENTE_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 1953'07'27;
  std::printf("nmea_reader_test: DETENTE_SEED=%llu\n", static_cast<unsigned long long>(seed));
  std::mt19937_64 random(seed);
  const std::string good =
      joined(twin::sentences(voyage())) + stamped("s:b,c:1700000000", one(position())) + "\n";
  for (int round = 0; round < 400; ++round) {
    std::string feed;
    while (feed.size() < 2'000) feed += good;
    for (int wound = 0; wound < round % 40; ++wound)
      feed[random() % feed.size()] = static_cast<char>(random());
    std::vector<std::size_t> cuts{random() % feed.size(), random() % feed.size(), random() % feed.size()};
    std::sort(cuts.begin(), cuts.end());
    const Heard whole = hear(feed);
    REQUIRE(hear(feed, cuts) == whole);
    const auto ends = static_cast<std::uint64_t>(std::count(feed.begin(), feed.end(), '\n'));
    REQUIRE(whole.lines == ends + (feed.back() == '\n' ? 0 : 1));
  }
}

TEST_CASE("a line of a megabyte is skipped to its end") {
  const Heard heard = hear(std::string(1'000'000, 'A') + "\n" + one(position()) + "\n");
  CHECK(heard.counts.of(LineKind::too_long_line) == 1);
  CHECK(heard.json.size() == 1);
}

TEST_CASE("the stamp next to the sentence goes before those from further away") {
  const std::string gatehouse = twin::with_checksum("PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,", '$');
  const std::string sentence = one(position());
  const auto time_of = [](const std::vector<std::string>& lines) {
    const Heard heard = hear(joined(lines));
    REQUIRE(heard.sightings.size() == 1);
    REQUIRE(heard.timed[0]);
    return std::pair(heard.sightings[0].at.ms, heard.sightings[0].source);
  };
  constexpr std::int64_t kGatehouse = 1'384'257'600'011;
  CHECK(time_of({gatehouse, sentence}) == std::pair(kGatehouse, std::string("ais/2190067")));
  CHECK(time_of({gatehouse, stamped("c:1700000000", sentence)}) ==
        std::pair(std::int64_t{1'700'000'000'000}, std::string("ais/2190067")));
  CHECK(time_of({stamped("s:x,c:1700000000", ""), sentence}) ==
        std::pair(std::int64_t{1'700'000'000'000}, std::string("ais/x")));
  CHECK(time_of({"1700000000123456789 " + sentence + ",r42,1600000000"}) ==
        std::pair(std::int64_t{1'700'000'000'123}, std::string("ais/r42")));
  CHECK(time_of({"1700000000 " + stamped("s:x", sentence)}) ==
        std::pair(std::int64_t{1'700'000'000'000}, std::string("ais/x")));
  CHECK(time_of({sentence + ",r42,1600000000"}) ==
        std::pair(std::int64_t{1'600'000'000'000}, std::string("ais/r42")));
}

TEST_CASE("a stamp is for one sentence only") {
  const std::string gatehouse = twin::with_checksum("PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,", '$');
  const Heard heard = hear(joined({gatehouse, one(position()), one(position())}));
  CHECK(heard.timed == std::vector<bool>{true, false});
  const Heard wrong = hear(joined({gatehouse, "$PGHP,1,broken*00", one(position())}));
  CHECK(wrong.timed == std::vector<bool>{false});
}

TEST_CASE("a $PGHP line whose sentence was lost does not stamp another") {
  const std::string sentence = one(position());
  const std::string digits = sentence.substr(sentence.size() - 2);
  const auto gatehouse = [](const std::string& sum) {
    return twin::with_checksum("PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1," + sum, '$');
  };
  CHECK(hear(joined({gatehouse(digits), sentence})).timed == std::vector<bool>{true});
  CHECK(hear(joined({gatehouse(digits == "00" ? "01" : "00"), sentence})).timed == std::vector<bool>{false});
}

TEST_CASE("the rest of a message takes the stamp of its first sentence") {
  const std::string gatehouse = twin::with_checksum("PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,00", '$');
  const auto parts = twin::sentences(voyage());
  const Heard heard = hear(joined({gatehouse, parts[0], parts[1]}));
  REQUIRE(heard.sightings.size() == 1);
  CHECK(heard.sightings[0].at.ms == 1'384'257'600'011);
  CHECK(heard.sightings[0].source == "ais/2190067");
}

TEST_CASE("messages of several sentences may interleave by channel, sequence and station") {
  const auto a = twin::sentences(voyage("A"), 1);
  const auto b = twin::sentences(voyage("B"), 2);
  const auto c = twin::sentences(voyage("C"), 1, 60, "B");
  const Heard heard = hear(joined({a[0], b[0], c[0], c[1], a[1], b[1]}));
  CHECK(heard.json.size() == 3);
  const auto d = twin::sentences(voyage("D"), 1);
  const Heard stations =
      hear(joined({stamped("s:x", a[0]), stamped("s:y", d[0]), stamped("s:x", a[1]), stamped("s:y", d[1])}));
  REQUIRE(stations.sightings.size() == 2);
  CHECK(stations.sightings[0].particulars->name == "A");
  CHECK(stations.sightings[1].particulars->name == "D");
}

TEST_CASE("a number used again gives the unfinished message up") {
  const auto a = twin::sentences(voyage("A"));
  const auto b = twin::sentences(voyage("B"));
  const Heard heard = hear(joined({a[0], b[0], b[1]}));
  REQUIRE(heard.sightings.size() == 1);
  CHECK(heard.sightings[0].particulars->name == "B");
  CHECK(heard.counts.of(LineKind::fragment_stale) == 1);
  CHECK(heard.counts.list().size() == 3);
}

TEST_CASE("sentences out of order, repeated or alone are counted") {
  const auto parts = twin::sentences(voyage(), 3, 30);
  REQUIRE(parts.size() == 3);
  const Heard repeated = hear(joined({parts[0], parts[0], parts[1], parts[1], parts[2]}));
  CHECK(repeated.json.size() == 1);
  CHECK(repeated.counts.of(LineKind::fragment_duplicate) == 2);
  const Heard disordered = hear(joined({parts[0], parts[2], parts[1]}));
  CHECK(disordered.json.empty());
  CHECK(disordered.counts.of(LineKind::fragment_orphan) == 1);
  CHECK(disordered.counts.of(LineKind::fragment_stale) == 2);
}

TEST_CASE("a message is given up when its rest comes too late, by time or by sentences") {
  const auto parts = twin::sentences(voyage());
  CHECK(hear(joined({stamped("c:1700000000", parts[0]), stamped("c:1700000010", parts[1])})).json.size() ==
        1);
  CHECK(hear(joined({stamped("c:1700000000", parts[0]), stamped("c:1700000011", parts[1])})).json.empty());
  for (const std::size_t between : {999U, 1'000U}) {
    std::vector<std::string> lines(between + 1, twin::with_checksum("AIVDM,1,1,,A,0,0"));
    lines.front() = parts[0];
    lines.push_back(parts[1]);
    CHECK(hear(joined(lines)).json.size() == (between == 999 ? 1 : 0));
  }
}

TEST_CASE("messages never completed do not pile up") {
  const auto parts = twin::sentences(voyage());
  std::vector<std::string> lines;
  for (int i = 0; i < 1'000; ++i) lines.push_back(stamped("s:x" + std::to_string(i), parts[0]));
  const Heard heard = hear(joined(lines));
  CHECK(heard.counts.of(LineKind::fragment_stale) == 1'000);
  const auto list = heard.counts.list();
  REQUIRE(list.size() == 1);
  CHECK(list[0].first_line == 1);
}

TEST_CASE("a payload that is no armour gives its message up") {
  const auto parts = twin::sentences(voyage());
  const Heard heard = hear(joined({parts[0], twin::with_checksum("AIVDM,2,2,3,A,00z0,0"), parts[1]}));
  CHECK(heard.counts.of(LineKind::bad_characters) == 1);
  CHECK(heard.counts.of(LineKind::fragment_stale) == 1);
  CHECK(heard.counts.of(LineKind::fragment_orphan) == 1);
}

}  // namespace
}  // namespace detente::feeds
