#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/units.h"
#include "geo/position.h"

namespace detente::facts {

// Where a vessel said it was. A value that the sensor marked as not available is absent, never a number.
struct Fix {
  geo::Position position;
  bool accurate = false;  // AIS position accuracy flag: better than 10 m (ITU-R M.1371-5, table 48)
  std::optional<base::Speed> speed;        // over ground
  std::optional<base::Angle> course;       // over ground, true
  std::optional<base::Angle> heading;      // true
  std::optional<std::uint8_t> nav_status;  // 0 to 14 (M.1371-5, table 48); class A only
  friend bool operator==(const Fix&, const Fix&) = default;
};

// What a vessel said of itself.
struct Particulars {
  std::optional<std::string> name;
  std::optional<std::string> call_sign;
  std::optional<std::uint32_t> imo;
  std::optional<std::uint8_t> ship_type;  // M.1371-5, table 53
  friend bool operator==(const Particulars&, const Particulars&) = default;
};

// One message of one vessel, as one sensor delivered it: a fix, particulars, or both.
struct Sighting {
  base::Instant at;  // the receiver's stamp
  std::uint32_t mmsi = 0;
  std::optional<Fix> fix;
  std::optional<Particulars> particulars;
  std::string source;   // "ais", or "ais/" and the station where the line names it
  std::string payload;  // the sentences as received, without tag block and line end, joined by '\n'
  friend bool operator==(const Sighting&, const Sighting&) = default;
};

}  // namespace detente::facts
