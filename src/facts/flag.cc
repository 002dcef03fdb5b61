#include "facts/flag.h"

#include <algorithm>
#include <array>

namespace detente::facts {

namespace {

struct Allocation {
  std::uint32_t first;
  std::uint32_t last;
  std::string_view code;
};

// Source: ITU, Table of Maritime Identification Digits; the code is that of the administration, also for its
// territories.
constexpr auto kAllocations = std::to_array<Allocation>(
    {{201, 201, "ALB"}, {202, 202, "AND"}, {203, 203, "AUT"}, {204, 204, "PRT"}, {205, 205, "BEL"},
     {206, 206, "BLR"}, {207, 207, "BGR"}, {208, 208, "VAT"}, {209, 210, "CYP"}, {211, 211, "DEU"},
     {212, 212, "CYP"}, {213, 213, "GEO"}, {214, 214, "MDA"}, {215, 215, "MLT"}, {216, 216, "ARM"},
     {218, 218, "DEU"}, {219, 220, "DNK"}, {224, 225, "ESP"}, {226, 228, "FRA"}, {229, 229, "MLT"},
     {230, 230, "FIN"}, {231, 231, "DNK"}, {232, 236, "GBR"}, {237, 237, "GRC"}, {238, 238, "HRV"},
     {239, 241, "GRC"}, {242, 242, "MAR"}, {243, 243, "HUN"}, {244, 246, "NLD"}, {247, 247, "ITA"},
     {248, 249, "MLT"}, {250, 250, "IRL"}, {251, 251, "ISL"}, {252, 252, "LIE"}, {253, 253, "LUX"},
     {254, 254, "MCO"}, {255, 255, "PRT"}, {256, 256, "MLT"}, {257, 259, "NOR"}, {261, 261, "POL"},
     {262, 262, "MNE"}, {263, 263, "PRT"}, {264, 264, "ROU"}, {265, 266, "SWE"}, {267, 267, "SVK"},
     {268, 268, "SMR"}, {269, 269, "CHE"}, {270, 270, "CZE"}, {271, 271, "TUR"}, {272, 272, "UKR"},
     {273, 273, "RUS"}, {274, 274, "MKD"}, {275, 275, "LVA"}, {276, 276, "EST"}, {277, 277, "LTU"},
     {278, 278, "SVN"}, {279, 279, "SRB"}, {301, 301, "GBR"}, {303, 303, "USA"}, {304, 305, "ATG"},
     {306, 307, "NLD"}, {308, 309, "BHS"}, {310, 310, "GBR"}, {311, 311, "BHS"}, {312, 312, "BLZ"},
     {314, 314, "BRB"}, {316, 316, "CAN"}, {319, 319, "GBR"}, {321, 321, "CRI"}, {323, 323, "CUB"},
     {325, 325, "DMA"}, {327, 327, "DOM"}, {329, 329, "FRA"}, {330, 330, "GRD"}, {331, 331, "DNK"},
     {332, 332, "GTM"}, {334, 334, "HND"}, {336, 336, "HTI"}, {338, 338, "USA"}, {339, 339, "JAM"},
     {341, 341, "KNA"}, {343, 343, "LCA"}, {345, 345, "MEX"}, {347, 347, "FRA"}, {348, 348, "GBR"},
     {350, 350, "NIC"}, {351, 357, "PAN"}, {358, 358, "USA"}, {359, 359, "SLV"}, {361, 361, "FRA"},
     {362, 362, "TTO"}, {364, 364, "GBR"}, {366, 369, "USA"}, {370, 374, "PAN"}, {375, 377, "VCT"},
     {378, 378, "GBR"}, {379, 379, "USA"}, {401, 401, "AFG"}, {403, 403, "SAU"}, {405, 405, "BGD"},
     {408, 408, "BHR"}, {410, 410, "BTN"}, {412, 414, "CHN"}, {416, 416, "CHN"}, {417, 417, "LKA"},
     {419, 419, "IND"}, {422, 422, "IRN"}, {423, 423, "AZE"}, {425, 425, "IRQ"}, {428, 428, "ISR"},
     {431, 432, "JPN"}, {434, 434, "TKM"}, {436, 436, "KAZ"}, {437, 437, "UZB"}, {438, 438, "JOR"},
     {440, 441, "KOR"}, {443, 443, "PSE"}, {445, 445, "PRK"}, {447, 447, "KWT"}, {450, 450, "LBN"},
     {451, 451, "KGZ"}, {453, 453, "CHN"}, {455, 455, "MDV"}, {457, 457, "MNG"}, {459, 459, "NPL"},
     {461, 461, "OMN"}, {463, 463, "PAK"}, {466, 466, "QAT"}, {468, 468, "SYR"}, {470, 471, "ARE"},
     {472, 472, "TJK"}, {473, 473, "YEM"}, {475, 475, "YEM"}, {477, 477, "CHN"}, {478, 478, "BIH"},
     {501, 501, "FRA"}, {503, 503, "AUS"}, {506, 506, "MMR"}, {508, 508, "BRN"}, {510, 510, "FSM"},
     {511, 511, "PLW"}, {512, 512, "NZL"}, {514, 515, "KHM"}, {516, 516, "AUS"}, {518, 518, "NZL"},
     {520, 520, "FJI"}, {523, 523, "AUS"}, {525, 525, "IDN"}, {529, 529, "KIR"}, {531, 531, "LAO"},
     {533, 533, "MYS"}, {536, 536, "USA"}, {538, 538, "MHL"}, {540, 540, "FRA"}, {542, 542, "NZL"},
     {544, 544, "NRU"}, {546, 546, "FRA"}, {548, 548, "PHL"}, {550, 550, "TLS"}, {553, 553, "PNG"},
     {555, 555, "GBR"}, {557, 557, "SLB"}, {559, 559, "USA"}, {561, 561, "WSM"}, {563, 566, "SGP"},
     {567, 567, "THA"}, {570, 570, "TON"}, {572, 572, "TUV"}, {574, 574, "VNM"}, {576, 577, "VUT"},
     {578, 578, "FRA"}, {601, 601, "ZAF"}, {603, 603, "AGO"}, {605, 605, "DZA"}, {607, 607, "FRA"},
     {608, 608, "GBR"}, {609, 609, "BDI"}, {610, 610, "BEN"}, {611, 611, "BWA"}, {612, 612, "CAF"},
     {613, 613, "CMR"}, {615, 615, "COG"}, {616, 616, "COM"}, {617, 617, "CPV"}, {618, 618, "FRA"},
     {619, 619, "CIV"}, {620, 620, "COM"}, {621, 621, "DJI"}, {622, 622, "EGY"}, {624, 624, "ETH"},
     {625, 625, "ERI"}, {626, 626, "GAB"}, {627, 627, "GHA"}, {629, 629, "GMB"}, {630, 630, "GNB"},
     {631, 631, "GNQ"}, {632, 632, "GIN"}, {633, 633, "BFA"}, {634, 634, "KEN"}, {635, 635, "FRA"},
     {636, 637, "LBR"}, {638, 638, "SSD"}, {642, 642, "LBY"}, {644, 644, "LSO"}, {645, 645, "MUS"},
     {647, 647, "MDG"}, {649, 649, "MLI"}, {650, 650, "MOZ"}, {654, 654, "MRT"}, {655, 655, "MWI"},
     {656, 656, "NER"}, {657, 657, "NGA"}, {659, 659, "NAM"}, {660, 660, "FRA"}, {661, 661, "RWA"},
     {662, 662, "SDN"}, {663, 663, "SEN"}, {664, 664, "SYC"}, {665, 665, "GBR"}, {666, 666, "SOM"},
     {667, 667, "SLE"}, {668, 668, "STP"}, {669, 669, "SWZ"}, {670, 670, "TCD"}, {671, 671, "TGO"},
     {672, 672, "TUN"}, {674, 674, "TZA"}, {675, 675, "UGA"}, {676, 676, "COD"}, {677, 677, "TZA"},
     {678, 678, "ZMB"}, {679, 679, "ZWE"}, {701, 701, "ARG"}, {710, 710, "BRA"}, {720, 720, "BOL"},
     {725, 725, "CHL"}, {730, 730, "COL"}, {735, 735, "ECU"}, {740, 740, "GBR"}, {745, 745, "FRA"},
     {750, 750, "GUY"}, {755, 755, "PRY"}, {760, 760, "PER"}, {765, 765, "SUR"}, {770, 770, "URY"},
     {775, 775, "VEN"}});

}  // namespace

IdentityKind identity_kind(std::uint32_t mmsi) {
  if (mmsi == 0 || mmsi > 999'999'999 || mmsi == 123'456'789 || mmsi % 111'111'111 == 0)
    return IdentityKind::none;
  const std::uint32_t top = mmsi / 1'000'000;
  if (mmsi < 10'000'000) return mmsi >= 2'000'000 ? IdentityKind::shore_station : IdentityKind::none;
  if (mmsi < 100'000'000) return top >= 20 ? IdentityKind::group : IdentityKind::none;
  if (top == 111) return IdentityKind::aircraft;
  if (top / 10 == 99) return IdentityKind::aid;
  if (top == 970 || top == 972 || top == 974) return IdentityKind::distress;
  if (top / 10 == 98) return IdentityKind::vessel;
  if (top >= 200 && top < 900) return IdentityKind::vessel;
  return IdentityKind::none;
}

std::uint32_t identification_digits(std::uint32_t mmsi) {
  switch (identity_kind(mmsi)) {
    case IdentityKind::vessel:
      if (mmsi / 10'000'000 == 98) return mmsi / 10'000 % 1'000;
      if (mmsi / 100'000'000 == 8) return mmsi / 100'000 % 1'000;
      return mmsi / 1'000'000;
    case IdentityKind::shore_station:
      return mmsi / 10'000;
    case IdentityKind::group:
      return mmsi / 100'000;
    case IdentityKind::aircraft:
      return mmsi / 1'000 % 1'000;
    case IdentityKind::aid:
      return mmsi / 10'000 % 1'000;
    case IdentityKind::distress:
    case IdentityKind::none:
      return 0;
  }
  return 0;
}

std::string_view flag_of(std::uint32_t mmsi) {
  const std::uint32_t digits = identification_digits(mmsi);
  const auto found =
      std::upper_bound(kAllocations.begin(), kAllocations.end(), digits,
                       [](std::uint32_t value, const Allocation& row) { return value < row.first; });
  if (found == kAllocations.begin()) return {};
  const Allocation& row = *std::prev(found);
  return digits <= row.last ? row.code : std::string_view{};
}

}  // namespace detente::facts
