#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"
#include "geo/position.h"

// What transponders send: ITU-R M.1371-5, annex 8, in the sentences of IEC 61162-1.
namespace detente::drill {

// The bits of one message in the six-bit characters of IEC 61162-1, and how many bits the last one fills up.
struct Payload {
  std::string characters;
  int fill = 0;
};

// REQUIRES: mmsi < 10^9; speed 0 to 102.2 kn. Positions are rounded to 1/10,000 min.
struct PositionReport {
  std::uint32_t mmsi;
  geo::Position position;
  bool accurate;
  base::Speed speed;
  std::optional<base::Angle> course;  // the heading too; absent: neither is available
  int nav_status;                     // 0 to 15; class A only
  int second;                         // of the UTC minute
};
Payload position_report_a(const PositionReport& report);  // type 1
Payload position_report_b(const PositionReport& report);  // type 18

// Texts are cut to their fields, letters are sent as capitals; other than letters, digits, '-' and ' ' as '
// '.
struct StaticReport {
  std::uint32_t mmsi;
  std::string_view name;         // 20 characters
  std::string_view call_sign;    // 7
  int ship_type;                 // 0 to 99
  std::string_view destination;  // 20; type 5 only
};
Payload static_report_a(const StaticReport& report);         // type 5
Payload static_report_b_part_a(const StaticReport& report);  // type 24 A
Payload static_report_b_part_b(const StaticReport& report);  // type 24 B

// The AIVDM sentences of one message, without tag block and line end: one, or several numbered `sequence`.
// REQUIRES: sequence 0 to 9, channel 'A' or 'B'.
std::vector<std::string> sentences_of(const Payload& payload, int sequence, char channel);

// `body` between `before` and "*hh", its checksum (IEC 61162-1, 7.3.3: XOR of its bytes).
std::string with_checksum(char before, std::string_view body);

// `\s:STATION,c:TIME*hh\`
std::string tag_block(std::string_view station, std::int64_t time);

}  // namespace detente::drill
