#pragma once

#include <cstdint>
#include <string_view>

namespace detente::facts {

// What a nine-digit maritime identity stands for, by its leading digits (ITU-R M.585-9).
enum class IdentityKind {
  vessel,         // MIDxxxxxx, or 98MIDxxxx (craft of a mother ship), or 8MIDxxxxx (hand-held)
  shore_station,  // 00MIDxxxx
  group,          // 0MIDxxxxx
  aircraft,       // 111MIDxxx
  aid,            // 99MIDxxxx, aids to navigation
  distress,       // 970, 972, 974: SART, man overboard, EPIRB
  none,           // not nine digits of any plan, or a maker's default such as 123456789
};
IdentityKind identity_kind(std::uint32_t mmsi);

// The three maritime identification digits, wherever they stand in the number (440 of 984401234); 0 where it
// has none.
std::uint32_t identification_digits(std::uint32_t mmsi);

// The ISO 3166-1 alpha-3 code of the administration to which ITU allocated the three maritime identification
// digits (ITU Table of MIDs, 292 rows); empty where they are not allocated, or where the identity has none.
std::string_view flag_of(std::uint32_t mmsi);

}  // namespace detente::facts
