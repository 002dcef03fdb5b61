#include "drill/amplifier.h"

#include <cstdio>
#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "drill/ais_encoder.h"
#include "drill/draw_for_tests.h"
#include "feeds/nmea_reader.h"
#include "geo/distance.h"

namespace detente::drill {

namespace {

struct Result {
  std::vector<std::string> lines;
  Amplifier::Counts counts;
};

Result amplified(const Amplification& wanted, const std::vector<std::string>& lines) {
  Result result;
  Amplifier amplifier(wanted, [&result](std::string_view line) {
    result.lines.emplace_back(line.substr(0, line.size() - 1));
    return base::Outcome();
  });
  for (const std::string& line : lines) REQUIRE(amplifier.read_line(line).ok());
  REQUIRE(amplifier.finish().ok());
  result.counts = amplifier.counts();
  return result;
}

std::vector<facts::Sighting> decode(const std::vector<std::string>& lines) {
  std::vector<facts::Sighting> sightings;
  feeds::NmeaReader reader([&](const feeds::Reading& reading) {
    if (auto sighting = feeds::sighting_of(reading)) sightings.push_back(*std::move(sighting));
  });
  for (const std::string& line : lines) reader.read(line + "\n");
  reader.finish();
  return sightings;
}

PositionReport report(std::uint32_t mmsi, geo::Position position) {
  return {.mmsi = mmsi,
          .position = position,
          .accurate = true,
          .speed = {18'520'000},
          .course = base::Angle{90'000},
          .nav_status = 0,
          .second = 1};
}

std::string line(std::uint32_t mmsi, geo::Position position, std::int64_t time) {
  return tag_block("coast", time) + sentences_of(position_report_a(report(mmsi, position)), 0, 'A').front();
}

constexpr std::int64_t kTime = 1'384'257'600'000;

}  // namespace

TEST_CASE("copies differ in identity and time alone") {
  const geo::Position place{560'000'000, 110'000'000};
  const Result result = amplified({.copies = 3, .shift = {7'000}},
                                  {line(219000001, place, kTime), line(219000002, place, kTime + 10'000)});
  const std::vector<facts::Sighting> all = decode(result.lines);
  REQUIRE(all.size() == 6);
  std::set<std::uint32_t> identities;
  std::vector<std::int64_t> times;
  for (const facts::Sighting& sighting : all) {
    identities.insert(sighting.mmsi);
    times.push_back(sighting.at.ms - kTime);
    CHECK(sighting.mmsi / 1'000'000 == 219);
    CHECK(sighting.fix->position == place);
    CHECK(sighting.fix->speed == base::Speed{18'520'000});
  }
  CHECK(identities.size() == 6);
  CHECK(times == std::vector<std::int64_t>{0, 7'000, 10'000, 14'000, 17'000, 24'000});
}

TEST_CASE("the stamps of the Danish recorders move too, and name the checksum of the sentence that follows") {
  // Made up after the form of those recordings.
  const std::string sentence =
      sentences_of(position_report_a(report(219000001, {560'000'000, 110'000'000})), 0, 'A')[0];
  const std::string stamp = with_checksum(
      '$', "PGHP,1,2013,11,12,23,59,59,900,219,,2190067,1," + sentence.substr(sentence.size() - 2));
  const Result result = amplified({.copies = 2, .shift = {200}}, {"\\si:AISD*3F\\", stamp, sentence});
  REQUIRE(result.lines.size() == 6);
  const std::vector<facts::Sighting> all = decode(result.lines);
  REQUIRE(all.size() == 2);
  CHECK(all[0].at.ms % 86'400'000 == 86'399'900);
  CHECK(all[1].at.ms % 86'400'000 == 100);
  for (std::size_t i = 0; i < 6; i += 3) {
    const std::string& sent = result.lines[i + 2];
    const std::string& said = result.lines[i + 1];
    CHECK(said.substr(said.size() - 5, 2) == sent.substr(sent.size() - 2));
  }
  CHECK(result.lines[4].starts_with("$PGHP,1,2013,11,13,0,0,0,100,219,,2190067,1,"));
}

TEST_CASE("of a real recording every message stays what it was, but for who sent it") {
  std::ifstream in(DETENTE_SOURCE_DIR "/../shared/data/ais/kystverket_Ais1000Lines.nm4", std::ios::binary);
  if (!in) {
    std::printf("SKIPPED: the recording kystverket_Ais1000Lines.nm4 is not here\n");
    return;
  }
  std::vector<std::string> lines;
  for (std::string one; std::getline(in, one);) lines.push_back(one);
  const std::vector<facts::Sighting> before = decode(lines);
  const std::vector<facts::Sighting> after = decode(amplified({.copies = 1}, lines).lines);
  REQUIRE(before.size() > 500);
  REQUIRE(after.size() == before.size());
  std::map<std::uint32_t, std::uint32_t> becomes;
  for (std::size_t i = 0; i < before.size(); ++i) {
    CHECK(after[i].at == before[i].at);
    CHECK(after[i].fix == before[i].fix);
    CHECK(after[i].particulars == before[i].particulars);
    CHECK(becomes.emplace(before[i].mmsi, after[i].mmsi).first->second == after[i].mmsi);
  }
}

TEST_CASE("no two vessels get one identity, over flags and kinds") {
  Random draw = draw_for_test("renumbering", 20261121);
  Renumbering renumbering(7);
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> whose;
  for (int i = 0; i < 20'000; ++i) {
    auto mmsi = static_cast<std::uint32_t>(draw.between(0, 999'999'999));
    if (draw.between(0, 1) == 0) mmsi = 219'000'000 + mmsi % 3'000;
    const auto copy = static_cast<std::uint32_t>(draw.between(0, 6));
    const std::optional<std::uint32_t> given = renumbering.identity(mmsi, copy);
    if (!given) continue;
    CHECK(*given <= 999'999'999);
    const auto [entry, fresh] = whose.emplace(*given, std::pair(mmsi, copy));
    REQUIRE((fresh || entry->second == std::pair(mmsi, copy)));
    REQUIRE(renumbering.identity(mmsi, copy) == given);
  }
  CHECK_FALSE(renumbering.identity(1U << 30, 0).has_value());
}

TEST_CASE("messages for which no number is left are left out and counted") {
  const Result result = amplified({.copies = 10'001}, {line(2190001, {560'000'000, 110'000'000}, kTime)});
  CHECK(result.lines.size() == 10'000);  // 00MIDxxxx: four digits
  CHECK(result.counts.no_identity == 1);
}

TEST_CASE("a recording moved to the West Sea keeps its distances and directions") {
  const geo::Position first{560'000'000, 110'000'000};
  const geo::Position east{560'000'000, 111'000'000}, north{560'600'000, 110'000'000};
  const Result result =
      amplified({.copies = 1, .to_west_sea = true},
                {line(219000001, first, kTime), line(219000002, east, kTime), line(219000003, north, kTime)});
  const std::vector<facts::Sighting> all = decode(result.lines);
  REQUIRE(all.size() == 3);
  const geo::Position centre = all[0].fix->position;
  CHECK(centre == kWestSea);
  const std::int64_t eastwards = geo::distance(centre, all[1].fix->position).mm;
  const std::int64_t northwards = geo::distance(centre, all[2].fix->position).mm;
  CHECK(std::abs(eastwards - geo::distance(first, east).mm) < 2'000);
  CHECK(std::abs(northwards - geo::distance(first, north).mm) < geo::distance(first, north).mm / 200);
  CHECK(all[1].fix->position.lat_e7 == centre.lat_e7);
  CHECK(all[2].fix->position.lon_e7 == centre.lon_e7);
}

TEST_CASE("sentences of one message stay together, and only the first is changed") {
  const StaticReport particulars{
      .mmsi = 219000001, .name = "Test", .call_sign = "OX", .ship_type = 70, .destination = "Skagen"};
  std::vector<std::string> lines;
  for (const std::string& sentence : sentences_of(static_report_a(particulars), 4, 'A'))
    lines.push_back(tag_block("coast", kTime) + sentence);
  const Result result = amplified({.copies = 5}, lines);
  const std::vector<facts::Sighting> all = decode(result.lines);
  REQUIRE(all.size() == 5);
  for (const facts::Sighting& sighting : all) CHECK(sighting.particulars->name == "TEST");
  CHECK(result.lines[1] == lines[1]);
}

TEST_CASE("what is no AIS passes, what is too long does not, and nothing breaks") {
  Random draw = draw_for_test("rubbish", 20261121);
  std::vector<std::string> lines{
      "",         "# comment",  std::string(5'000, 'x'),           "!AIVDM,1,1,,A,15,0*00",
      "$PGHP,1,", "\\c:1*00\\", "!AIVDM,2,1,3,A,53:;M002>=7T,0*7D"};
  const std::string good = line(219000001, {560'000'000, 110'000'000}, kTime);
  for (int i = 0; i < 3'000; ++i) {
    std::string bad = good;
    const std::int64_t changes = draw.between(1, 4);
    for (std::int64_t j = 0; j < changes; ++j)
      bad[static_cast<std::size_t>(draw.between(0, static_cast<std::int64_t>(bad.size()) - 1))] =
          static_cast<char>(draw.between(0, 255));
    lines.push_back(bad);
  }
  const Result result = amplified({.copies = 2, .shift = {1'000}, .to_west_sea = true}, lines);
  CHECK(result.counts.too_long == 1);
  CHECK(result.counts.lines_in == static_cast<std::int64_t>(lines.size()));
  CHECK(result.counts.lines_out + 2 * result.counts.too_long <= 2 * result.counts.lines_in);
}

TEST_CASE("the same recording gives the same load") {
  std::vector<std::string> lines;
  Random draw = draw_for_test("amplified twice", 20261121);
  for (int i = 0; i < 500; ++i)
    lines.push_back(line(static_cast<std::uint32_t>(219'000'000 + draw.between(0, 40)),
                         {static_cast<std::int32_t>(draw.between(550'000'000, 570'000'000)), 110'000'000},
                         kTime + i * 300 + draw.between(-900, 900)));
  const Amplification wanted{.copies = 4, .shift = {1'500}, .to_west_sea = true};
  const Result once = amplified(wanted, lines), again = amplified(wanted, lines);
  CHECK(once.lines == again.lines);
  CHECK(once.lines.size() == 2'000);
  std::int64_t latest = 0;  // the order of time is kept as far as the recording has it
  for (const facts::Sighting& sighting : decode(once.lines)) {
    CHECK(sighting.at.ms > latest - 1'900);
    latest = std::max(latest, sighting.at.ms);
  }
}

}  // namespace detente::drill
