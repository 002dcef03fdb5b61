#include "feeds/ais_message.h"

#include "base/check.h"

namespace detente::feeds {
namespace {

struct Lengths {
  std::size_t least, most;
  bool hold(std::size_t bits) const { return bits >= least && bits <= most; }
};
constexpr Lengths kClassA{163, 204};
constexpr Lengths kVoyage{420, 462};
constexpr Lengths kClassB{168, 204};
constexpr Lengths kNamePart{160, 168};
constexpr Lengths kEquipmentPart{168, 204};

template <typename Integer>
Integer field(const SixBits& bits, std::size_t start, unsigned width) {
  return static_cast<Integer>(bits.number(start, width));
}

Dimensions dimensions_at(const SixBits& bits, std::size_t start) {
  return {.to_bow = field<std::uint16_t>(bits, start, 9),
          .to_stern = field<std::uint16_t>(bits, start + 9, 9),
          .to_port = field<std::uint8_t>(bits, start + 18, 6),
          .to_starboard = field<std::uint8_t>(bits, start + 24, 6)};
}

PositionReport class_a(const SixBits& bits) {
  PositionReport report;
  report.status = field<std::uint8_t>(bits, 38, 4);
  report.turn = static_cast<std::int8_t>(bits.signed_number(42, 8));
  report.speed = field<std::uint16_t>(bits, 50, 10);
  report.accurate = bits.flag(60);
  report.longitude = static_cast<std::int32_t>(bits.signed_number(61, 28));
  report.latitude = static_cast<std::int32_t>(bits.signed_number(89, 27));
  report.course = field<std::uint16_t>(bits, 116, 12);
  report.heading = field<std::uint16_t>(bits, 128, 9);
  report.second = field<std::uint8_t>(bits, 137, 6);
  report.manoeuvre = field<std::uint8_t>(bits, 143, 2);
  report.raim = bits.flag(148);
  // A message cut by up to five bits keeps what is left of its last field, at the low end.
  const std::size_t end = bits.size() < 168 ? bits.size() : 168;
  report.radio = field<std::uint32_t>(bits, 149, static_cast<unsigned>(end - 149));
  return report;
}

PositionReport class_b(const SixBits& bits) {
  PositionReport report;
  report.reserved = field<std::uint8_t>(bits, 38, 8);
  report.speed = field<std::uint16_t>(bits, 46, 10);
  report.accurate = bits.flag(56);
  report.longitude = static_cast<std::int32_t>(bits.signed_number(57, 28));
  report.latitude = static_cast<std::int32_t>(bits.signed_number(85, 27));
  report.course = field<std::uint16_t>(bits, 112, 12);
  report.heading = field<std::uint16_t>(bits, 124, 9);
  report.second = field<std::uint8_t>(bits, 133, 6);
  report.regional = field<std::uint8_t>(bits, 139, 2);
  report.carrier_sense = bits.flag(141);
  report.display = bits.flag(142);
  report.dsc = bits.flag(143);
  report.whole_band = bits.flag(144);
  report.message_22 = bits.flag(145);
  report.raim = bits.flag(147);
  report.radio = field<std::uint32_t>(bits, 148, 20);
  return report;
}

VoyageReport voyage(const SixBits& bits) {
  VoyageReport report;
  report.version = field<std::uint8_t>(bits, 38, 2);
  report.imo = field<std::uint32_t>(bits, 40, 30);
  report.call_sign = AisText(bits, 70, 7);
  report.name = AisText(bits, 112, 20);
  report.ship_type = field<std::uint8_t>(bits, 232, 8);
  report.dimensions = dimensions_at(bits, 240);
  report.position_device = field<std::uint8_t>(bits, 270, 4);
  report.eta_month = field<std::uint8_t>(bits, 274, 4);
  report.eta_day = field<std::uint8_t>(bits, 278, 5);
  report.eta_hour = field<std::uint8_t>(bits, 283, 5);
  report.eta_minute = field<std::uint8_t>(bits, 288, 6);
  report.draught = field<std::uint8_t>(bits, 294, 8);
  report.destination = AisText(bits, 302, 20);
  report.dte = field<std::uint8_t>(bits, 422, 1);
  return report;
}

EquipmentReport equipment(const SixBits& bits, std::uint32_t mmsi) {
  EquipmentReport report;
  report.ship_type = field<std::uint8_t>(bits, 40, 8);
  report.vendor = AisText(bits, 48, 7);
  report.model = field<std::uint8_t>(bits, 66, 4);
  report.serial = field<std::uint32_t>(bits, 70, 20);
  report.call_sign = AisText(bits, 90, 7);
  report.auxiliary = mmsi / 10'000'000 == 98;
  if (report.auxiliary) {
    report.mother_ship = field<std::uint32_t>(bits, 132, 30);
  } else {
    report.dimensions = dimensions_at(bits, 132);
  }
  return report;
}

}  // namespace

AisText::AisText(const SixBits& bits, std::size_t start, unsigned characters) {
  CHECK(characters <= characters_.size());
  for (unsigned i = 0; i < characters; ++i) {
    const auto six = static_cast<unsigned>(bits.number(start + std::size_t{6} * i, 6));
    if (six == 0) break;
    characters_[size_++] = static_cast<char>(six < 32 ? six + 64 : six);
  }
  while (size_ > 0 && characters_[size_ - 1U] == ' ') --size_;
}

std::optional<geo::Position> PositionReport::position() const {
  // 1/10,000 minute is 1/600,000 degree: 50/3 units of 1e-7 degree.
  constexpr std::int32_t kDegree = 600'000;
  if (latitude < -90 * kDegree || latitude > 90 * kDegree || longitude < -180 * kDegree ||
      longitude > 180 * kDegree) {
    return std::nullopt;
  }
  return geo::Position{
      .lat_e7 = static_cast<std::int32_t>(base::rounded_quotient(std::int64_t{latitude} * 50, 3)),
      .lon_e7 = static_cast<std::int32_t>(base::rounded_quotient(std::int64_t{longitude} * 50, 3))};
}

std::optional<base::Speed> PositionReport::speed_over_ground() const {
  if (speed >= 1022) return std::nullopt;
  return base::Speed{speed * base::kMmphPerKnot / 10};
}

std::optional<base::Angle> PositionReport::course_over_ground() const {
  if (course >= 3600) return std::nullopt;
  return base::Angle{course * 100};
}

std::optional<base::Angle> PositionReport::true_heading() const {
  if (heading >= 360) return std::nullopt;
  return base::Angle{heading * 1000};
}

std::optional<std::uint8_t> PositionReport::navigational_status() const {
  if (status >= 15) return std::nullopt;
  return status;
}

MessageFault read_message(const SixBits& bits, AisMessage& message) {
  if (bits.size() < 38) return MessageFault::bad_length;
  AisMessage read;
  read.type = field<std::uint8_t>(bits, 0, 6);
  read.repeat = field<std::uint8_t>(bits, 6, 2);
  read.mmsi = field<std::uint32_t>(bits, 8, 30);
  switch (read.type) {
    case 1:
    case 2:
    case 3:
      if (!kClassA.hold(bits.size())) return MessageFault::bad_length;
      read.body = class_a(bits);
      break;
    case 5:
      if (!kVoyage.hold(bits.size())) return MessageFault::bad_length;
      read.body = voyage(bits);
      break;
    case 18:
      if (!kClassB.hold(bits.size())) return MessageFault::bad_length;
      read.body = class_b(bits);
      break;
    case 24: {
      const auto part = bits.size() < 40 ? 0U : field<unsigned>(bits, 38, 2);
      if (part > 1) return MessageFault::not_used;
      if (!(part == 0 ? kNamePart : kEquipmentPart).hold(bits.size())) return MessageFault::bad_length;
      if (part == 0) {
        read.body = NameReport{.name = AisText(bits, 40, 20)};
      } else {
        read.body = equipment(bits, read.mmsi);
      }
      break;
    }
    default:
      return read.type >= 1 && read.type <= 27 ? MessageFault::not_used : MessageFault::unknown;
  }
  message = read;
  return MessageFault::none;
}

}  // namespace detente::feeds
