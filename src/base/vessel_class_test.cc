#include "base/vessel_class.h"

#include <doctest/doctest.h>
#include <limits>
#include <set>

namespace detente::base {
namespace {

TEST_CASE("every class has its own name, and the name leads back") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(VesselClass::other); ++i) {
    const auto vessel_class = static_cast<VesselClass>(i);
    CHECK(names.insert(name_of(vessel_class)).second);
    if (vessel_class != VesselClass::unknown)
      CHECK(vessel_class_named(name_of(vessel_class)) == vessel_class);
  }
  CHECK(name_of(VesselClass::unknown) == "unknown");
  CHECK(name_of(VesselClass::fishing) == "fishing");
  CHECK(name_of(VesselClass::other) == "other");
}

TEST_CASE("an agreement cannot name the unknown, nor anything but the exact name") {
  for (const char* name : {"unknown", "", "Fishing", "fishing ", "fish", "warship"})
    CHECK_FALSE(vessel_class_named(name));
}

// ITU-R M.1371-5, annex 8, table 53, by its two digits.
TEST_CASE("the ship type that a vessel transmits gives its class") {
  CHECK(vessel_class_of_ship_type(20) == VesselClass::wing_in_ground);
  CHECK(vessel_class_of_ship_type(30) == VesselClass::fishing);
  CHECK(vessel_class_of_ship_type(31) == VesselClass::tug);
  CHECK(vessel_class_of_ship_type(32) == VesselClass::tug);
  CHECK(vessel_class_of_ship_type(33) == VesselClass::dredging);
  CHECK(vessel_class_of_ship_type(34) == VesselClass::other);  // diving
  CHECK(vessel_class_of_ship_type(35) == VesselClass::naval);
  CHECK(vessel_class_of_ship_type(36) == VesselClass::sailing);
  CHECK(vessel_class_of_ship_type(37) == VesselClass::pleasure);
  CHECK(vessel_class_of_ship_type(40) == VesselClass::high_speed);
  CHECK(vessel_class_of_ship_type(50) == VesselClass::pilot);
  CHECK(vessel_class_of_ship_type(51) == VesselClass::search_and_rescue);
  CHECK(vessel_class_of_ship_type(52) == VesselClass::tug);
  CHECK(vessel_class_of_ship_type(55) == VesselClass::law_enforcement);
  CHECK(vessel_class_of_ship_type(58) == VesselClass::medical);
  CHECK(vessel_class_of_ship_type(69) == VesselClass::passenger);
  CHECK(vessel_class_of_ship_type(70) == VesselClass::cargo);
  CHECK(vessel_class_of_ship_type(89) == VesselClass::tanker);
  CHECK(vessel_class_of_ship_type(99) == VesselClass::other);
}

TEST_CASE("what is reserved or out of range is unknown, never a guess") {
  for (const int type : {-1, 0, 1, 9, 10, 19, 38, 39, 100, 199, 200, 255, 256,
                         std::numeric_limits<int>::max(), std::numeric_limits<int>::min()})
    CHECK(vessel_class_of_ship_type(type) == VesselClass::unknown);
}

}  // namespace
}  // namespace detente::base
