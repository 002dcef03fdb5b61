#include "drill/ais_encoder.h"

#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "drill/draw_for_tests.h"
#include "feeds/nmea_reader.h"

namespace detente::drill {

namespace {

// What room feeds reads out of the sentences of one message.
std::vector<feeds::AisMessage> read_back(const Payload& payload) {
  std::vector<feeds::AisMessage> messages;
  feeds::NmeaReader reader([&](const feeds::Reading& reading) { messages.push_back(reading.message); });
  for (const std::string& sentence : sentences_of(payload, 3, 'B')) {
    CHECK(sentence.size() + 2 <= 82);  // IEC 61162-1, with CR and LF
    reader.read(sentence + "\n");
  }
  reader.finish();
  return messages;
}

}  // namespace

TEST_CASE("a position report is read back as it was written") {
  Random draw = draw_for_test("position reports", 20261121);
  for (int i = 0; i < 5'000; ++i) {
    PositionReport report{};
    report.mmsi = static_cast<std::uint32_t>(draw.between(0, 999'999'999));
    // What 1/10,000 minute can say exactly, so that nothing is rounded: every 50 of 1e-7 degree is 3 of it.
    report.position = {static_cast<std::int32_t>(draw.between(-18'000'000, 18'000'000) * 50),
                       static_cast<std::int32_t>(draw.between(-36'000'000, 36'000'000) * 50)};
    report.accurate = draw.between(0, 1) == 1;
    const std::int64_t tenths = draw.between(0, 1'021);
    report.speed = {tenths * base::kMmphPerKnot / 10};
    const std::int64_t tenth_degrees = draw.between(0, 3'599);
    if (draw.between(0, 5) > 0) report.course = base::Angle{static_cast<std::int32_t>(tenth_degrees * 100)};
    report.nav_status = static_cast<int>(draw.between(0, 15));
    report.second = static_cast<int>(draw.between(0, 59));
    for (const bool a : {true, false}) {
      const auto messages = read_back(a ? position_report_a(report) : position_report_b(report));
      REQUIRE(messages.size() == 1);
      REQUIRE(messages[0].type == (a ? 1 : 18));
      REQUIRE(messages[0].mmsi == report.mmsi);
      const auto& body = std::get<feeds::PositionReport>(messages[0].body);
      REQUIRE(body.position() == report.position);
      REQUIRE(body.accurate == report.accurate);
      REQUIRE(body.speed == tenths);
      REQUIRE(body.course == (report.course ? tenth_degrees : 3'600));
      REQUIRE(body.heading == (report.course ? (tenth_degrees + 5) / 10 % 360 : 511));
      REQUIRE(body.second == report.second);
      if (a) REQUIRE(body.status == report.nav_status);
    }
  }
}

TEST_CASE("a course just below north is sent as north") {
  PositionReport report{};
  report.mmsi = 440990001;
  report.course = base::Angle{359'960};
  const auto messages = read_back(position_report_a(report));
  REQUIRE(messages.size() == 1);
  CHECK(std::get<feeds::PositionReport>(messages[0].body).course == 0);
  CHECK(std::get<feeds::PositionReport>(messages[0].body).heading == 0);
}

TEST_CASE("static reports are read back: capitals, cut to their fields") {
  const StaticReport report{.mmsi = 440990001,
                            .name = "Yeonpyeong-11",
                            .call_sign = "R990001",
                            .ship_type = 30,
                            .destination = "rehearsal and much more than fits"};
  const auto voyage = read_back(static_report_a(report));
  REQUIRE(voyage.size() == 1);
  const auto& five = std::get<feeds::VoyageReport>(voyage[0].body);
  CHECK(five.name.text() == "YEONPYEONG-11");
  CHECK(five.call_sign.text() == "R990001");
  CHECK(five.ship_type == 30);
  CHECK(five.destination.text() == "REHEARSAL AND MUCH M");
  const auto part_a = read_back(static_report_b_part_a(report));
  REQUIRE(part_a.size() == 1);
  CHECK(std::get<feeds::NameReport>(part_a[0].body).name.text() == "YEONPYEONG-11");
  const auto part_b = read_back(static_report_b_part_b(report));
  REQUIRE(part_b.size() == 1);
  CHECK(std::get<feeds::EquipmentReport>(part_b[0].body).ship_type == 30);
  CHECK(std::get<feeds::EquipmentReport>(part_b[0].body).call_sign.text() == "R990001");
  CHECK(std::get<feeds::EquipmentReport>(part_b[0].body).vendor.text() == "REH");
}

TEST_CASE("a tag block has station, time and checksum") {
  CHECK(tag_block("rehearsal-south", 1795226400043) == "\\s:rehearsal-south,c:1795226400043*2C\\");
}

}  // namespace detente::drill
