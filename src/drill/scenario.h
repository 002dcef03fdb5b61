#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/interval.h"
#include "base/result.h"
#include "base/units.h"
#include "base/vessel_class.h"
#include "facts/notice.h"
#include "geo/position.h"

// A rehearsal as its text says it. Grammar and meaning: spec/rehearsal.md, sections 2 to 4.
namespace detente::drill {

// How often something happens, in millionths.
struct Share {
  std::int32_t per_million = 0;
};

// From `least` to `most`, both included.
struct Delays {
  base::Duration least;
  base::Duration most;
};

struct Station {
  std::string name;  // with the prefix: "rehearsal-north"
  geo::Position at;
  base::Distance range;
  base::Duration clock;  // its clock less true time
  Delays delay;
  Share loss, damaged, repeated, late;
  base::Duration late_most;
};

struct Outline {
  enum class Kind { line, zone };
  Kind kind;
  std::string name;
  std::vector<geo::Position> vertices;
};

// Where and when a station, or each of them, hears nothing.
struct Hole {
  std::optional<std::size_t> station;
  std::optional<std::size_t> outline;  // a zone; otherwise the circle
  geo::Position centre;
  base::Distance radius;
  base::Interval when;
};

struct Speeds {
  base::Speed least;
  base::Speed most;
};

struct Routine {
  enum class Kind { anchored, waiting, route, loop, fishing, steady };
  Kind kind = Kind::waiting;
  std::vector<geo::Position> points;  // anchored, waiting, steady: where; fishing: the ground's centre
  base::Distance radius;              // anchored, fishing
  Speeds speeds;
  base::Angle course;                      // steady
  bool scattered = false;                  // route, loop: begins somewhere along it
  std::optional<geo::Position> home;       // fishing
  base::Instant leaving;                   // with home
  base::Duration over;                     // with home
  base::Speed cruise;                      // with home
  std::optional<base::Instant> returning;  // with home
};

enum class AisClass : std::uint8_t { a, b };

struct Vessel {
  std::string name;
  std::string party;
  base::VesselClass vessel_class;
  std::uint32_t mmsi;
  AisClass ais;
  bool listed = true;  // on the roster
  Routine routine;
  base::Interval present;  // in the sea
};

struct Measure {
  enum class Kind { inside, within_shape, within_vessel, closest_approach };
  Kind kind;
  std::size_t outline = 0;
  base::Distance limit;
  base::Duration within;
  bool different_parties = false;
  base::Speed at_least;
};

struct Incident {
  enum class Kind { departs, turns, drifts, stops, resumes, stops_transmitting, duplicate_appears };
  Kind kind;
  base::Instant at;
  std::size_t vessel;                 // duplicate_appears: whose identity
  std::vector<geo::Position> points;  // departs
  base::Speed speed;                  // departs, turns, drifts
  base::Angle course;                 // turns, drifts
  std::optional<base::Instant> until;
};

struct Scenario {
  std::string title;
  int version = 1;
  base::Interval span;  // from start to start + duration
  std::uint64_t seed = 1;
  bool stamp_seconds = false;
  base::Distance noise;
  Share outliers;
  std::vector<Station> stations;
  std::vector<Outline> outlines;
  std::vector<Hole> holes;
  std::vector<Vessel> vessels;  // duplicates too, each after the one whose identity it sends
  std::vector<Measure> measures;
  std::vector<Incident> incidents;  // by time, then as in the text
  std::vector<facts::Notice> notices;
};

inline constexpr std::size_t kScenarioBytesMax = 1024 * 1024;
inline constexpr std::size_t kScenarioLineBytesMax = 1'000;
inline constexpr std::size_t kVesselsMax = 20'000;
inline constexpr std::size_t kStationsMax = 16;
inline constexpr std::size_t kHolesMax = 64;
inline constexpr std::size_t kPointsMax = 1'000;
inline constexpr std::size_t kOutlinesMax = 64;
inline constexpr std::size_t kVerticesMax = 1'000;
inline constexpr std::size_t kMeasuresMax = 32;
inline constexpr std::size_t kIncidentsMax = 10'000;
inline constexpr std::size_t kNoticesMax = 10'000;
inline constexpr std::size_t kProblemsMax = 20;
inline constexpr base::Duration kRehearsalMax{31 * base::kMsPerDay};
inline constexpr base::Speed kSpeedMax{60 * base::kMmphPerKnot};

// Reads any bytes. An error lists up to kProblemsMax problems, each as `name:line:column: error: ...` with a
// line `fix: ...` below it where there is one; columns count code points from 1.
base::Result<Scenario> read_scenario(const std::string& name, std::string_view text);

}  // namespace detente::drill
