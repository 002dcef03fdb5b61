#include <array>

#include "feeds/ais_json.h"

namespace detente::feeds {
namespace {

constexpr std::array<std::string_view, 10> kSpecialCraft{"Fishing",
                                                         "Towing",
                                                         "Towing: length exceeds 200m or breadth exceeds 25m",
                                                         "Dredging or underwater ops",
                                                         "Diving ops",
                                                         "Military ops",
                                                         "Sailing",
                                                         "Pleasure Craft",
                                                         "Reserved",
                                                         "Reserved"};

constexpr std::array<std::string_view, 10> kServiceCraft{"Pilot Vessel",
                                                         "Search and Rescue vessel",
                                                         "Tug",
                                                         "Port Tender",
                                                         "Anti-pollution equipment",
                                                         "Law Enforcement",
                                                         "Spare - Local Vessel",
                                                         "Spare - Local Vessel",
                                                         "Medical Transport",
                                                         "Ship according to RR Resolution No. 18"};

// What the tens say of types 20 to 29, 40 to 49 and 60 to 99.
constexpr std::array<std::string_view, 10> kFamilies{
    "",       "",          "Wing in ground (WIG)", "", "High speed craft (HSC)", "", "Passenger", "Cargo",
    "Tanker", "Other Type"};

constexpr std::array<std::string_view, 5> kCargo{"all ships of this type", "Hazardous category A",
                                                 "Hazardous category B", "Hazardous category C",
                                                 "Hazardous category D"};

}  // namespace

std::string_view status_text(unsigned status) {
  constexpr std::array<std::string_view, 16> kTexts{"Under way using engine",
                                                    "At anchor",
                                                    "Not under command",
                                                    "Restricted manoeuverability",
                                                    "Constrained by her draught",
                                                    "Moored",
                                                    "Aground",
                                                    "Engaged in fishing",
                                                    "Under way sailing",
                                                    "Reserved for HSC",
                                                    "Reserved for WIG",
                                                    "Reserved",
                                                    "Reserved",
                                                    "Reserved",
                                                    "Reserved",
                                                    "Not defined"};
  return kTexts[status & 15];
}

std::string_view position_device_text(unsigned device) {
  constexpr std::array<std::string_view, 9> kTexts{"Undefined",
                                                   "GPS",
                                                   "GLONASS",
                                                   "Combined GPS/GLONASS",
                                                   "Loran-C",
                                                   "Chayka",
                                                   "Integrated navigation system",
                                                   "Surveyed",
                                                   "Galileo"};
  return device < kTexts.size() ? kTexts[device] : "INVALID EPFD";
}

std::string ship_type_text(unsigned ship_type) {
  if (ship_type == 0) return "Not available";
  if (ship_type < 20) return "Reserved for future use";
  if (ship_type >= 100) return "INVALID SHIP TYPE";
  const unsigned tens = ship_type / 10;
  const unsigned ones = ship_type % 10;
  if (tens == 3) return std::string(kSpecialCraft[ones]);
  if (tens == 5) return std::string(kServiceCraft[ones]);
  std::string text(kFamilies[tens]);
  text += " - ";
  if (ones < kCargo.size()) {
    text += kCargo[ones];
  } else if (ones < 9 || tens == 2) {
    text += "Reserved for future use";
  } else {
    text += tens == 9 ? "no additional information" : "No additional information";
  }
  return text;
}

}  // namespace detente::feeds
