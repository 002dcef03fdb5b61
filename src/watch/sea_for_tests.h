#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "agreements/reading.h"
#include "facts/event.h"
#include "geo/draw_for_tests.h"
#include "monitor/rules.h"

// A small agreement and small seas at random for the tests of this room.
namespace detente::watch {

inline geo::Draw drawn_for(const char* law, std::uint64_t usual_seed) {
  const char* asked = std::getenv("DETENTE_SEED");
  const std::uint64_t seed = asked != nullptr ? std::strtoull(asked, nullptr, 10) : usual_seed;
  std::printf("%s: seed %llu\n", law, static_cast<unsigned long long>(seed));
  return geo::Draw(seed);
}

class NoFiles : public agreements::Files {
 public:
  base::Result<std::string> read(const std::string& path) const override {
    return base::Error{base::Error::Kind::missing, path + " is not here"};
  }
};

// Judged with the built-in means of verification (30 s of lateness), by flag.
inline std::shared_ptr<const monitor::Rules> small_rules(const std::string& title = "A small sea") {
  const std::string text = "agreement \"" + title + R"(" version 1 language 1
  party KOR
    name en "Republic of Korea"
  party PRK
    name en "Democratic People's Republic of Korea"
  languages en
  timezone "+09:00"
  in force from 2026-01-01
  line Median accuracy 10 m
    datum WGS84
    source "fictional"
    points
      37.8000000N 124.6000000E,
      37.8000000N 125.2000000E
  article 1 keep_off_line
    text en "Vessels keep more than 500 m from the line."
    each party must not
      have vessel v
      come within 500 m of Median
    caution within 900 m of Median
  article 2 keep_clear
    text en "A vessel does not come within 300 m of a vessel of the other side."
    each party must not
      have vessel v
      come within 300 m of vessel w of any other party
  article 3 closest_approach
    text en "Closest approaches stay at 400 m."
    each party must not
      have vessel v with speed at least 3 kn
      closest approach to vessel w of any other party below 400 m within 2 min
    caution closest approach below 700 m
end agreement
)";
  auto reading = agreements::read_agreement("small.agreement", text, NoFiles());
  if (!reading.agreement) {
    for (const auto& diagnostic : reading.diagnostics)
      std::fprintf(stderr, "%s\n", agreements::diagnostic_text(diagnostic, text).c_str());
    std::abort();
  }
  return monitor::Rules::make(std::move(*reading.agreement), reading.verification, facts::Roster(), false,
                              false);
}

inline constexpr std::int64_t kSeaStart = 1'795'226'400'000;  // 2026-11-21T02:00:00Z

inline facts::Event fix_event(std::uint32_t mmsi, std::int64_t ms, geo::Position where, double knots,
                              double degrees, const std::string& source = "ais") {
  facts::Sighting seen;
  seen.at = {ms};
  seen.mmsi = mmsi;
  seen.source = source;
  facts::Fix fix;
  fix.position = where;
  fix.accurate = true;
  fix.speed = base::Speed{static_cast<std::int64_t>(knots * 10) * base::kMmphPerKnot / 10};
  fix.course = base::Angle{static_cast<std::int32_t>(degrees * 10) * 100};
  seen.fix = fix;
  seen.payload = "!" + std::to_string(mmsi) + "," + std::to_string(where.lat_e7) + "," +
                 std::to_string(where.lon_e7) + "," + std::to_string(fix.speed->mmph);
  return seen;
}

// A dozen vessels of both parties that cross within a few miles of the line for some minutes, from two
// stations, with a number used twice. In canonical order, each event once.
inline std::vector<facts::Event> small_sea(geo::Draw& draw, int seconds = 400) {
  std::vector<facts::Event> events;
  for (std::uint32_t i = 0; i < 14; ++i) {
    const std::uint32_t mmsi = i == 13 ? 440'990'100 : (i % 2 == 0 ? 440'990'100 : 445'990'100) + i;
    double lat = 37.78 + draw.real(0, 0.04), lon = 124.90 + draw.real(0, 0.05);
    if (i == 13) lat += 0.5;
    const double knots = draw.one_in(5) ? 0 : draw.real(2, 25), degrees = draw.real(0, 360);
    const double north = knots * 0.5144 * std::cos(degrees / 57.29578) / 111'000;
    const double east = knots * 0.5144 * std::sin(degrees / 57.29578) / 88'000;
    const std::string source = draw.one_in(2) ? "ais/north" : "ais/south";
    for (std::int64_t ms = draw.whole(0, 9'000); ms < seconds * 1'000; ms += draw.whole(4'000, 12'000)) {
      const double s = static_cast<double>(ms) / 1'000;
      const geo::Position where{static_cast<std::int32_t>((lat + north * s) * 1e7),
                                static_cast<std::int32_t>((lon + east * s) * 1e7)};
      // Half the stamps are whole seconds, so that many events share a moment.
      const std::int64_t stamp = draw.one_in(2) ? ms / 1'000 * 1'000 : ms;
      events.push_back(fix_event(mmsi, kSeaStart + stamp, where, knots, degrees, source));
    }
  }
  std::sort(events.begin(), events.end(), facts::canonically_before);
  events.erase(std::unique(events.begin(), events.end(), facts::same_event), events.end());
  return events;
}

// The same events as they might arrive: nobody overtakes by more than `lateness` of event time.
inline std::vector<facts::Event> arriving(geo::Draw& draw, const std::vector<facts::Event>& events,
                                          base::Duration lateness) {
  std::vector<std::pair<std::int64_t, std::size_t>> due;
  for (std::size_t i = 0; i < events.size(); ++i)
    due.emplace_back(facts::at(events[i]).ms + draw.whole(0, lateness.ms), i);
  std::sort(due.begin(), due.end());
  std::vector<facts::Event> arrived;
  for (const auto& [when, i] : due) arrived.push_back(events[i]);
  return arrived;
}

}  // namespace detente::watch
