#include "base/vessel_class.h"

#include <array>

namespace detente::base {

namespace {

constexpr std::array<std::string_view, 17> kNames = {
    "unknown",           "cargo",  "dredging",  "fishing",        "high_speed", "law_enforcement",
    "medical",           "naval",  "passenger", "pilot",          "pleasure",   "sailing",
    "search_and_rescue", "tanker", "tug",       "wing_in_ground", "other"};

}  // namespace

std::string_view name_of(VesselClass vessel_class) {
  return kNames[static_cast<std::size_t>(vessel_class)];
}

std::optional<VesselClass> vessel_class_named(std::string_view name) {
  for (std::size_t i = 1; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<VesselClass>(i);
  return std::nullopt;
}

VesselClass vessel_class_of_ship_type(int ship_type) {
  switch (ship_type) {
    case 30:
      return VesselClass::fishing;
    case 31:
    case 32:
    case 52:
      return VesselClass::tug;
    case 33:
      return VesselClass::dredging;
    case 35:
      return VesselClass::naval;
    case 36:
      return VesselClass::sailing;
    case 37:
      return VesselClass::pleasure;
    case 50:
      return VesselClass::pilot;
    case 51:
      return VesselClass::search_and_rescue;
    case 55:
      return VesselClass::law_enforcement;
    case 58:
      return VesselClass::medical;
    case 34:
    case 53:
    case 54:
    case 56:
    case 57:
    case 59:
      return VesselClass::other;
    default:
      break;
  }
  switch (ship_type / 10) {
    case 2:
      return VesselClass::wing_in_ground;
    case 4:
      return VesselClass::high_speed;
    case 6:
      return VesselClass::passenger;
    case 7:
      return VesselClass::cargo;
    case 8:
      return VesselClass::tanker;
    case 9:
      return VesselClass::other;
    default:
      return VesselClass::unknown;
  }
}

}  // namespace detente::base
