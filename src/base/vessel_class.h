#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace detente::base {

// What kind of vessel, as an agreement may name it. A roster states it; without a roster it follows from the
// ship and cargo type that the vessel itself transmits (ITU-R M.1371-5, annex 8, table 53).
enum class VesselClass : std::uint8_t {
  unknown,  // nothing was said yet, or the type is reserved
  cargo,
  dredging,
  fishing,
  high_speed,
  law_enforcement,
  medical,
  naval,
  passenger,
  pilot,
  pleasure,
  sailing,
  search_and_rescue,
  tanker,
  tug,
  wing_in_ground,
  other,
};

std::string_view name_of(VesselClass vessel_class);
std::optional<VesselClass> vessel_class_named(
    std::string_view name);                            // `unknown` has no name an agreement may use
VesselClass vessel_class_of_ship_type(int ship_type);  // any integer; out of range is unknown

}  // namespace detente::base
