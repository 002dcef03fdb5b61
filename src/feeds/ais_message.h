#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "base/units.h"
#include "feeds/six_bits.h"
#include "geo/position.h"

namespace detente::feeds {

// AIS messages as ITU-R M.1371-5, annex 8 defines them. The members are what was transmitted, in the units of
// the air; the functions say what it means, absent where the sender marked it as not available or it is no
// possible value.

// Six-bit ASCII text of at most 20 characters (table 47). The first '@' ends it; spaces at the end are
// padding.
class AisText {
 public:
  AisText() = default;
  AisText(const SixBits& bits, std::size_t start, unsigned characters);  // REQUIRES: characters <= 20
  std::string_view text() const { return {characters_.data(), size_}; }

 private:
  std::array<char, 20> characters_{};
  std::uint8_t size_ = 0;
};

// Messages 1, 2, 3 (class A, table 48) and 18 (class B).
struct PositionReport {
  std::uint8_t status = 15;     // navigational status; class A only
  std::int8_t turn = -128;      // ROT_AIS; class A only
  std::uint16_t speed = 1023;   // 0.1 knot
  bool accurate = false;        // better than 10 m
  std::int32_t longitude = 0;   // 1/10,000 minute, east positive
  std::int32_t latitude = 0;    // 1/10,000 minute, north positive
  std::uint16_t course = 3600;  // 0.1 degree
  std::uint16_t heading = 511;  // degrees
  std::uint8_t second = 60;     // of the fix; 60 to 63 say why there is none
  std::uint8_t manoeuvre = 0;   // class A only
  bool raim = false;
  std::uint32_t radio = 0;    // communication state: 19 bits in class A, 20 in class B
  std::uint8_t reserved = 0;  // class B only, as all below
  std::uint8_t regional = 0;
  bool carrier_sense = false;
  bool display = false;
  bool dsc = false;
  bool whole_band = false;
  bool message_22 = false;

  std::optional<geo::Position> position()
      const;  // rounded half away from zero; 91 and 181 degrees and more: absent
  std::optional<base::Speed> speed_over_ground()
      const;  // absent also for 1022, "102.2 knots or more": no value
  std::optional<base::Angle> course_over_ground() const;  // true
  std::optional<base::Angle> true_heading() const;
  std::optional<std::uint8_t> navigational_status() const;  // 0 to 14
};

// Dimensions in metres from the reference point of the reported position (figure 41); 0 is not available.
struct Dimensions {
  std::uint16_t to_bow = 0;
  std::uint16_t to_stern = 0;
  std::uint8_t to_port = 0;
  std::uint8_t to_starboard = 0;
};

// Message 5, static and voyage related data of class A (table 52).
struct VoyageReport {
  std::uint8_t version = 0;
  std::uint32_t imo = 0;
  AisText call_sign;
  AisText name;
  std::uint8_t ship_type = 0;
  Dimensions dimensions;
  std::uint8_t position_device = 0;  // type of electronic position fixing device
  std::uint8_t eta_month = 0, eta_day = 0, eta_hour = 24, eta_minute = 60;
  std::uint8_t draught = 0;  // 0.1 m
  AisText destination;
  std::uint8_t dte = 0;  // 0: data terminal ready
};

// Message 24, static data of class B, part A.
struct NameReport {
  AisText name;
};

// Message 24, part B. The vendor's field was seven characters before M.1371-4; model and serial number lie in
// its last four.
struct EquipmentReport {
  std::uint8_t ship_type = 0;
  AisText vendor;
  std::uint8_t model = 0;
  std::uint32_t serial = 0;
  AisText call_sign;
  bool auxiliary = false;         // MMSI 98xxxxxxx, a craft of a mother ship (ITU-R M.585)
  std::uint32_t mother_ship = 0;  // MMSI; auxiliary craft only
  Dimensions dimensions;          // others
};

struct AisMessage {
  std::uint8_t type = 0;    // 1, 2, 3, 5, 18 or 24
  std::uint8_t repeat = 0;  // 0 to 3
  std::uint32_t mmsi = 0;   // 30 bits; only up to kMmsiMax is a number a station can have
  std::variant<PositionReport, VoyageReport, NameReport, EquipmentReport> body;
};

inline constexpr std::uint32_t kMmsiMax = 999'999'999;

enum class MessageFault : std::uint8_t {
  none,
  not_used,    // a message of M.1371-5 (4, 6 to 17, 19 to 23, 25 to 27, 24 with part 2 or 3) that we do not
               // read
  unknown,     // types 0 and 28 to 63, which M.1371-5 does not define
  bad_length,  // not as long as its type is
};

// Reads a message. Lengths in bits, of the standard and as receivers in the field deliver them (some append
// six characters, some declare up to 5 fill bits too many or 2 too few):
//   1, 2, 3: 168; 163 to 204    5: 424; 420 to 462    18: 168; 168 to 204
//   24 A: 160; 160 to 168       24 B: 168; 168 to 204
// Less than the 38 bits of type and MMSI is bad_length. `message` is set only where the answer is `none`.
MessageFault read_message(const SixBits& bits, AisMessage& message);

}  // namespace detente::feeds
