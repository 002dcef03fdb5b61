#include "feeds/nmea_reader.h"

namespace detente::feeds {
namespace {

std::optional<std::string> stated(const AisText& text) {
  if (text.text().empty()) return std::nullopt;
  return std::string(text.text());
}

std::optional<std::uint8_t> stated_ship_type(std::uint8_t type) {
  if (type == 0) return std::nullopt;
  return type;
}

// Table 52: 1,000,000 to 9,999,999 are IMO numbers; smaller are not used, larger belong to flag states.
std::optional<std::uint32_t> stated_imo(std::uint32_t number) {
  if (number < 1'000'000 || number > 9'999'999) return std::nullopt;
  return number;
}

void say(const PositionReport& report, facts::Sighting& sighting) {
  const auto position = report.position();
  if (!position) return;
  sighting.fix = facts::Fix{.position = *position,
                            .accurate = report.accurate,
                            .speed = report.speed_over_ground(),
                            .course = report.course_over_ground(),
                            .heading = report.true_heading(),
                            .nav_status = report.navigational_status()};
}

void say(const VoyageReport& report, facts::Sighting& sighting) {
  sighting.particulars = facts::Particulars{.name = stated(report.name),
                                            .call_sign = stated(report.call_sign),
                                            .imo = stated_imo(report.imo),
                                            .ship_type = stated_ship_type(report.ship_type)};
}

void say(const NameReport& report, facts::Sighting& sighting) {
  sighting.particulars = facts::Particulars{
      .name = stated(report.name), .call_sign = std::nullopt, .imo = std::nullopt, .ship_type = std::nullopt};
}

void say(const EquipmentReport& report, facts::Sighting& sighting) {
  sighting.particulars = facts::Particulars{.name = std::nullopt,
                                            .call_sign = stated(report.call_sign),
                                            .imo = std::nullopt,
                                            .ship_type = stated_ship_type(report.ship_type)};
}

}  // namespace

std::optional<facts::Sighting> sighting_of(const Reading& reading) {
  if (reading.message.mmsi > kMmsiMax) return std::nullopt;
  facts::Sighting sighting;
  std::visit([&](const auto& body) { say(body, sighting); }, reading.message.body);
  if (!sighting.fix && !sighting.particulars) return std::nullopt;
  sighting.at = reading.at.value_or(base::Instant{});
  sighting.mmsi = reading.message.mmsi;
  sighting.source = "ais";
  if (!reading.station.empty()) {
    sighting.source += '/';
    sighting.source += reading.station;
  }
  sighting.payload = reading.payload;
  return sighting;
}

}  // namespace detente::feeds
