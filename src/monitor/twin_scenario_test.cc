#include <algorithm>
#include <array>

#include "monitor/twin_scenario_for_tests.h"

namespace detente::monitor::twin {
namespace {

using geo::Draw;

constexpr std::int64_t kStart = 1'790'000'000'000;
constexpr std::array<std::uint32_t, 6> kMids = {440, 440, 445, 445, 412, 201};
constexpr std::array<int, 5> kShipTypes = {30, 70, 35, 0, 80};
constexpr std::array<base::VesselClass, 3> kClasses = {base::VesselClass::fishing, base::VesselClass::cargo,
                                                       base::VesselClass::naval};

agreements::Verification drawn_means(Draw& draw) {
  agreements::Verification means = agreements::built_in_verification();
  means.built_in = draw.one_in(5);
  means.error_accurate = {draw.one_in(4) ? 0 : draw.whole(0, 6'000)};
  means.error_otherwise = {means.error_accurate.mm + draw.whole(0, 12'000)};
  means.time_error = {draw.one_in(3) ? 0 : draw.whole(0, 1'500)};
  means.speed_error = {draw.one_in(3) ? 0 : draw.whole(0, base::kMmphPerKnot)};
  means.course_error = {draw.one_in(3) ? 0 : static_cast<std::int32_t>(draw.whole(0, 5'000))};
  means.interpolate_at_most = {draw.whole(2'000, 9'000)};
  means.extrapolate_at_most = {draw.one_in(5) ? 0 : draw.whole(500, 9'000)};
  means.fastest = {draw.whole(20, 120) * base::kMmphPerKnot};
  means.hysteresis = {draw.one_in(3) ? 0 : draw.whole(0, 10'000)};
  return means;
}

agreements::VesselFilter drawn_filter(Draw& draw, const char* variable) {
  agreements::VesselFilter filter;
  filter.variable = variable;
  if (draw.one_in(4)) {
    const auto first = static_cast<std::size_t>(draw.whole(0, 2));
    filter.classes.push_back(kClasses[first]);
    if (draw.one_in(2)) filter.classes.push_back(kClasses[(first + 1) % 3]);
  }
  if (draw.one_in(6)) filter.speed_at_least = base::Speed{draw.whole(1, 10) * base::kMmphPerKnot};
  if (draw.one_in(6)) filter.speed_less_than = base::Speed{draw.whole(10, 30) * base::kMmphPerKnot};
  return filter;
}

agreements::Article drawn_article(Draw& draw, int number, const std::vector<std::string>& codes) {
  agreements::Article article;
  article.number = std::to_string(number);
  article.name = "article_" + article.number;
  agreements::Prohibition& norm = article.norm;
  norm.bound = codes;
  if (draw.one_in(3)) norm.bound = {codes[static_cast<std::size_t>(draw.whole(0, 1))]};
  norm.vessel = drawn_filter(draw, "v");
  agreements::OtherVessel other;
  other.filter = drawn_filter(draw, "w");
  other.of_another_party = draw.one_in(2);
  const base::Distance limit{draw.whole(1'000, 60'000)};
  const std::int64_t kind = draw.whole(0, 3);
  if (kind == 0) norm.state = agreements::InsideZone{0};
  if (kind == 1) norm.state = agreements::WithinOfLine{limit, 1};
  if (kind == 2) norm.state = agreements::WithinOfVessel{limit, other};
  if (kind == 3)
    norm.state = agreements::ClosestApproach{limit, base::Duration{draw.whole(1'000, 15'000)}, other};
  if (draw.one_in(3)) norm.for_at_least = base::Duration{draw.whole(500, 6'000)};
  if (draw.one_in(2)) {
    agreements::Caution caution;
    caution.distance = base::Distance{(kind == 0 ? 0 : limit.mm) + draw.whole(1'000, 40'000)};
    if (kind == 3 && draw.one_in(2)) caution.within = base::Duration{draw.whole(1'000, 25'000)};
    norm.caution = caution;
  }
  if (draw.one_in(3)) {
    agreements::NotifiedException exception;
    if (draw.one_in(3)) exception.clock = agreements::NotifiedException::Clock::sent;
    exception.every_other_party = draw.one_in(2);
    exception.at_least = {draw.one_in(3) ? 0 : draw.whole(0, 8'000)};
    exception.at_most = exception.at_least + base::Duration{draw.whole(0, 15'000)};
    norm.exception = exception;
  }
  return article;
}

agreements::Agreement drawn_agreement(Draw& draw, geo::Position middle, std::int64_t reach,
                                      std::int64_t length_ms) {
  agreements::Agreement agreement;
  agreement.title = "drawn";
  agreement.reading_sha256 = std::string(64, 'a');
  std::vector<std::string> codes = {"KOR", "PRK"};
  if (draw.one_in(2)) codes.insert(codes.begin(), "CHN");
  for (const std::string& code : codes) agreement.parties.push_back({code, {}, {}});
  agreement.in_force.from = {kStart - 1'000'000};
  if (draw.one_in(6)) agreement.in_force.from = {kStart + draw.whole(0, length_ms)};
  if (draw.one_in(6))
    agreement.in_force.until = agreement.in_force.from + base::Duration{draw.whole(1, length_ms)};
  const auto accuracy = [&]() -> std::optional<base::Distance> {
    if (draw.one_in(6)) return std::nullopt;
    return base::Distance{draw.one_in(3) ? 0 : draw.whole(0, 5'000)};
  };
  agreements::Shape zone{agreements::Shape::Kind::zone, "Zone", "drawn", accuracy(), {}, {}, {}, {}};
  const std::int64_t corners = draw.whole(3, 5);
  for (std::int64_t i = 0; i < corners; ++i) zone.vertices.push_back(draw.near(middle, reach));
  agreements::Shape line{agreements::Shape::Kind::line, "Line", "drawn", accuracy(), {}, {}, {}, {}};
  const std::int64_t bends = draw.whole(2, 4);
  for (std::int64_t i = 0; i < bends; ++i) line.vertices.push_back(draw.near(middle, reach));
  agreement.shapes = {zone, line};
  const std::int64_t articles = draw.whole(1, 2);
  for (int i = 1; i <= articles; ++i) agreement.articles.push_back(drawn_article(draw, i, codes));
  return agreement;
}

std::string date_text(std::int64_t ms_into) {
  // The scenario lies within one minute of 2026-09-21T13:33:20Z; rows change hands by the second.
  const std::int64_t second = 20 + ms_into / 1000;
  char text[40];
  std::snprintf(text, sizeof text, "2026-09-21T14:%02d:%02dZ", static_cast<int>(13 + second / 60),
                static_cast<int>(second % 60));
  return text;
}

facts::Roster drawn_roster(Draw& draw, const std::vector<std::uint32_t>& numbers, std::int64_t length_ms) {
  if (draw.one_in(2)) return {};
  constexpr std::array<const char*, 5> parties = {"KOR", "PRK", "CHN", "KOR", "ALB"};
  constexpr std::array<const char*, 4> classes = {"fishing", "cargo", "naval", ""};
  std::string csv = "identity,party,class,name,licence,from,to,source\n";
  const std::int64_t rows = draw.whole(1, 4);
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto mmsi = numbers[static_cast<std::size_t>(draw.whole(0, std::ssize(numbers) - 1))];
    std::string identity = "mmsi:" + std::to_string(mmsi);
    if (draw.one_in(3)) identity = "mid:" + std::to_string(mmsi / 1'000'000);
    if (draw.one_in(5)) identity = "imo:9134270";
    if (draw.one_in(5)) identity = "call:DSAB";
    csv += identity + "," + parties[static_cast<std::size_t>(draw.whole(0, 4))] + "," +
           classes[static_cast<std::size_t>(draw.whole(0, 3))] + ",,,";
    const std::int64_t cut = draw.whole(0, length_ms);
    if (draw.one_in(5)) csv += date_text(cut);
    csv += ",";
    if (draw.one_in(5)) csv += date_text(cut + 1000 + draw.whole(0, 10'000));
    csv += ",drawn\n";
  }
  auto roster = facts::Roster::read(csv);
  if (!roster.ok()) {
    std::printf("roster: %s\n%s", roster.error().message.c_str(), csv.c_str());
    std::abort();
  }
  return roster.value();
}

geo::Position moved(geo::Position from, double north_m, double east_m) {
  const double e7_per_m = 89.9;
  const double wider = 1 / std::cos(from.lat_e7 * 1.7453292519943e-9);
  return {static_cast<std::int32_t>(from.lat_e7 + static_cast<std::int64_t>(north_m * e7_per_m)),
          geo::wrapped_lon_e7(from.lon_e7 + static_cast<std::int64_t>(east_m * e7_per_m * wider))};
}

class Voyages {
 public:
  Voyages(Draw& draw, geo::Position middle, std::int64_t reach, std::int64_t length_ms)
      : draw_(draw), middle_(middle), reach_(reach), length_ms_(length_ms), whole_seconds_(draw.one_in(2)) {}

  void sail(std::uint32_t mmsi, geo::Position from) {
    double knots = draw_.one_in(5) ? 0 : draw_.real(0, draw_.one_in(6) ? 150 : 30);
    double course = draw_.real(0, 360);
    geo::Position at = from;
    std::int64_t ms = draw_.whole(0, 3'000);
    const bool accurate = draw_.one_in(2);
    const bool mute = draw_.one_in(12);
    std::optional<facts::Sighting> last;
    while (ms <= length_ms_) {
      const std::int64_t stamp = whole_seconds_ ? ms / 1000 * 1000 : ms;
      facts::Sighting sighting;
      sighting.at = {kStart + stamp};
      sighting.mmsi = mmsi;
      facts::Fix fix;
      fix.position = draw_.one_in(25) ? moved(at, draw_.real(-5'000, 5'000), draw_.real(-5'000, 5'000)) : at;
      fix.accurate = draw_.one_in(10) ? !accurate : accurate;
      if (!mute && !draw_.one_in(15))
        fix.speed = base::Speed{static_cast<std::int64_t>(knots * 10) * 185'200};
      if (!mute && !draw_.one_in(15))
        fix.course = base::Angle{static_cast<std::int32_t>(course * 10) % 3600 * 100};
      sighting.fix = fix;
      if (draw_.one_in(20)) sighting.particulars = drawn_particulars();
      add(sighting);
      if (last && draw_.one_in(12)) {  // the same words again, a little later
        facts::Sighting again = *last;
        again.at = again.at + base::Duration{draw_.whole(0, 11'000)};
        if (again.at.ms <= kStart + length_ms_) add(again);
      }
      last = sighting;
      const std::int64_t pause = draw_.one_in(12) ? draw_.whole(4'000, 15'000) : draw_.whole(300, 4'000);
      const double metres = knots * 0.514444 * static_cast<double>(pause) / 1000;
      at = moved(at, metres * std::cos(course * 0.01745329), metres * std::sin(course * 0.01745329));
      ms += pause;
      if (draw_.one_in(4)) course += draw_.real(-90, 90);
      if (course < 0) course += 360;
      if (course >= 360) course -= 360;
      if (draw_.one_in(8)) knots = draw_.real(0, 30);
      if (draw_.one_in(8)) course = homeward(at);
    }
  }

  void describe(std::uint32_t mmsi) {
    facts::Sighting sighting;
    sighting.at = {kStart + (draw_.one_in(3) ? draw_.whole(0, length_ms_) : 0)};
    sighting.mmsi = mmsi;
    sighting.particulars = drawn_particulars();
    add(sighting);
  }

  void notify(std::uint32_t mmsi, const std::vector<std::string>& codes) {
    facts::Said said;
    facts::Notice& notice = said.notice;
    notice.from = codes[static_cast<std::size_t>(draw_.whole(0, std::ssize(codes) - 1))];
    for (const std::string& code : codes)
      if (code != notice.from && !draw_.one_in(4)) notice.to.push_back(code);
    if (notice.to.empty()) return;
    notice.about = "mmsi:" + std::to_string(mmsi);
    notice.received = {kStart + draw_.whole(-10'000, length_ms_)};
    notice.sent = notice.received - base::Duration{draw_.whole(0, 8'000)};
    said.payload = facts::notice_text(notice);
    events_.push_back(said);
  }

  std::vector<facts::Event> take() { return in_canonical_order(std::move(events_)); }

 private:
  double homeward(geo::Position at) const {
    const double north = middle_.lat_e7 - at.lat_e7;
    const double east = static_cast<double>(geo::eastward_e7(at.lon_e7, middle_.lon_e7)) *
                        std::cos(at.lat_e7 * 1.7453292519943e-9);
    const double degrees = std::atan2(east, north) * 57.29578;
    return degrees < 0 ? degrees + 360 : degrees;
  }

  facts::Particulars drawn_particulars() {
    facts::Particulars particulars;
    if (!draw_.one_in(4))
      particulars.ship_type =
          static_cast<std::uint8_t>(kShipTypes[static_cast<std::size_t>(draw_.whole(0, 4))]);
    if (draw_.one_in(3)) particulars.imo = 9134270;
    if (draw_.one_in(3)) particulars.call_sign = "DSAB";
    return particulars;
  }

  void add(facts::Sighting sighting) {
    sighting.source = draw_.one_in(4) ? "ais/2" : "ais";
    sighting.payload = "!AIVDM," + std::to_string(draw_.one_in(30) ? 0 : count_++);
    events_.emplace_back(std::move(sighting));
  }

  Draw& draw_;
  geo::Position middle_;
  std::int64_t reach_;
  std::int64_t length_ms_;
  bool whole_seconds_;
  std::int64_t count_ = 0;
  std::vector<facts::Event> events_;
};

}  // namespace

std::vector<facts::Event> in_canonical_order(std::vector<facts::Event> events) {
  std::sort(events.begin(), events.end(), facts::canonically_before);
  events.erase(std::unique(events.begin(), events.end(), facts::same_event), events.end());
  return events;
}

Scenario drawn_scenario(Draw& draw) {
  const geo::Position middle =
      draw.one_in(3) ? draw.position(600'000'000) : geo::Position{378'000'000, 1'248'000'000};
  const std::int64_t reach = draw.whole(1'000, 12'000);  // 11 m to 130 m
  const std::int64_t length_ms = draw.one_in(8) ? draw.whole(20'000, 50'000) : draw.whole(5'000, 20'000);
  agreements::Agreement agreement = drawn_agreement(draw, middle, reach, length_ms);
  std::vector<std::string> codes;
  for (const auto& party : agreement.parties) codes.push_back(party.code);

  std::vector<std::uint32_t> numbers;
  const std::int64_t vessels = draw.whole(1, 4);
  for (std::int64_t i = 0; i < vessels; ++i) {
    const std::uint32_t mid = kMids[static_cast<std::size_t>(draw.whole(0, 5))];
    numbers.push_back(draw.one_in(40) ? 998'000'000 : mid * 1'000'000 + static_cast<std::uint32_t>(i) + 1);
  }
  Voyages voyages(draw, middle, reach, length_ms);
  for (const std::uint32_t mmsi : numbers) {
    voyages.sail(mmsi, draw.near(middle, reach * 2));
    if (draw.one_in(2)) voyages.describe(mmsi);
    if (draw.one_in(8))  // another ship under the same number
      voyages.sail(mmsi, draw.one_in(2) ? draw.near(middle, reach * 4)
                                        : moved(middle, draw.real(-3000, 3000), draw.real(-3000, 3000)));
    while (draw.one_in(2)) voyages.notify(mmsi, codes);
  }
  facts::Roster roster = drawn_roster(draw, numbers, length_ms);
  Scenario scenario;
  scenario.rules =
      Rules::make(std::move(agreement), drawn_means(draw), std::move(roster), draw.one_in(8), draw.one_in(8));
  scenario.events = voyages.take();
  return scenario;
}

}  // namespace detente::monitor::twin
