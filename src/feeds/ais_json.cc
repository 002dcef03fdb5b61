#include "feeds/ais_json.h"

#include <array>
#include <charconv>

#include "base/time_text.h"

namespace detente::feeds {
namespace {

void append_number(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  out.append(digits.data(), end);
}

// `value` units of 10^-places.
void append_decimal(std::string& out, std::int64_t value, int places) {
  if (value < 0) out += '-';
  auto rest = static_cast<std::uint64_t>(value < 0 ? -value : value);
  std::uint64_t one = 1;
  for (int i = 0; i < places; ++i) one *= 10;
  append_number(out, rest / one);
  if (places == 0) return;
  out += '.';
  rest %= one;
  for (one /= 10; one > 0; one /= 10) out += static_cast<char>('0' + rest / one % 10);
}

void append_two_digits(std::string& out, unsigned value) {
  out += static_cast<char>('0' + value / 10 % 10);
  out += static_cast<char>('0' + value % 10);
}

void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {  // only a device's name can hold these
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

// `key` is written as it stands: ,"name":
void append_member(std::string& out, std::string_view key, std::uint64_t value) {
  out += key;
  append_number(out, value);
}
void append_flag(std::string& out, std::string_view key, bool value) {
  out += key;
  out += value ? "true" : "false";
}
void append_words(std::string& out, std::string_view key, std::string_view value) {
  out += key;
  append_text(out, value);
}

// ROT_AIS = 4.733 sqrt(degrees a minute), with the sign of the turn (M.1371-5, table 48), here to a whole
// degree.
void append_turn(std::string& out, int turn) {
  out += R"(,"turn":)";
  if (turn == -128) {
    out += R"("nan")";
  } else if (turn == -127 || turn == 127) {
    out += turn > 0 ? R"("fastright")" : R"("fastleft")";
  } else {
    const std::int64_t degrees = base::rounded_quotient(std::int64_t{turn} * turn * 1'000'000, 22'401'289);
    append_decimal(out, turn < 0 ? -degrees : degrees, 0);
  }
}

// 1/10,000 minute is 5/3 of a millionth of a degree; never half way between two.
void append_degrees(std::string& out, std::int32_t value) {
  append_decimal(out, base::rounded_quotient(std::int64_t{value} * 5, 3), 6);
}

void append_place(std::string& out, const PositionReport& report) {
  append_flag(out, R"(,"accuracy":)", report.accurate);
  out += R"(,"lon":)";
  append_degrees(out, report.longitude);
  out += R"(,"lat":)";
  append_degrees(out, report.latitude);
  out += R"(,"course":)";
  append_decimal(out, report.course, 1);
  append_member(out, R"(,"heading":)", report.heading);
  append_member(out, R"(,"second":)", report.second);
}

void append_class_a(std::string& out, const PositionReport& report) {
  append_member(out, R"(,"status":)", report.status);
  append_words(out, R"(,"status_text":)", status_text(report.status));
  append_turn(out, report.turn);
  out += R"(,"speed":)";
  if (report.speed == 1023) {
    out += R"("nan")";
  } else if (report.speed == 1022) {
    out += R"("fast")";
  } else {
    append_decimal(out, report.speed, 1);
  }
  append_place(out, report);
  append_member(out, R"(,"maneuver":)", report.manoeuvre);
  append_flag(out, R"(,"raim":)", report.raim);
  append_member(out, R"(,"radio":)", report.radio);
}

void append_class_b(std::string& out, const PositionReport& report) {
  append_member(out, R"(,"reserved":)", report.reserved);
  out += R"(,"speed":)";
  append_decimal(out, report.speed, 1);
  append_place(out, report);
  append_member(out, R"(,"regional":)", report.regional);
  append_flag(out, R"(,"cs":)", report.carrier_sense);
  append_flag(out, R"(,"display":)", report.display);
  append_flag(out, R"(,"dsc":)", report.dsc);
  append_flag(out, R"(,"band":)", report.whole_band);
  append_flag(out, R"(,"msg22":)", report.message_22);
  append_flag(out, R"(,"raim":)", report.raim);
  append_member(out, R"(,"radio":)", report.radio);
}

void append_ship_type(std::string& out, std::uint8_t ship_type) {
  append_member(out, R"(,"shiptype":)", ship_type);
  append_words(out, R"(,"shiptype_text":)", ship_type_text(ship_type));
}

void append_dimensions(std::string& out, const Dimensions& dimensions) {
  append_member(out, R"(,"to_bow":)", dimensions.to_bow);
  append_member(out, R"(,"to_stern":)", dimensions.to_stern);
  append_member(out, R"(,"to_port":)", dimensions.to_port);
  append_member(out, R"(,"to_starboard":)", dimensions.to_starboard);
}

void append_body(std::string& out, const VoyageReport& report) {
  append_member(out, R"(,"imo":)", report.imo);
  append_member(out, R"(,"ais_version":)", report.version);
  append_words(out, R"(,"callsign":)", report.call_sign.text());
  append_words(out, R"(,"shipname":)", report.name.text());
  append_ship_type(out, report.ship_type);
  append_dimensions(out, report.dimensions);
  append_member(out, R"(,"epfd":)", report.position_device);
  append_words(out, R"(,"epfd_text":)", position_device_text(report.position_device));
  out += R"(,"eta":")";
  append_two_digits(out, report.eta_month);
  out += '-';
  append_two_digits(out, report.eta_day);
  out += 'T';
  append_two_digits(out, report.eta_hour);
  out += ':';
  append_two_digits(out, report.eta_minute);
  out += R"(Z","draught":)";
  append_decimal(out, report.draught, 1);
  append_words(out, R"(,"destination":)", report.destination.text());
  append_member(out, R"(,"dte":)", report.dte);
}

void append_body(std::string& out, const NameReport& report) {
  out += R"(,"part":"A")";
  append_words(out, R"(,"shipname":)", report.name.text());
}

void append_body(std::string& out, const EquipmentReport& report) {
  out += R"(,"part":"B")";
  append_ship_type(out, report.ship_type);
  append_words(out, R"(,"vendorid":)", report.vendor.text());
  append_member(out, R"(,"model":)", report.model);
  append_member(out, R"(,"serial":)", report.serial);
  append_words(out, R"(,"callsign":)", report.call_sign.text());
  if (report.auxiliary) {
    append_member(out, R"(,"mothership_mmsi":)", report.mother_ship);
  } else {
    append_dimensions(out, report.dimensions);
  }
}

}  // namespace

void append_json(const Reading& reading, std::string_view device, std::string& out) {
  const AisMessage& message = reading.message;
  append_words(out, R"({"class":"AIS","device":)", device);
  append_member(out, R"(,"type":)", message.type);
  append_member(out, R"(,"repeat":)", message.repeat);
  append_member(out, R"(,"mmsi":)", message.mmsi);
  out += R"(,"scaled":true)";
  if (const auto* position = std::get_if<PositionReport>(&message.body)) {
    message.type == 18 ? append_class_b(out, *position) : append_class_a(out, *position);
  } else if (const auto* voyage = std::get_if<VoyageReport>(&message.body)) {
    append_body(out, *voyage);
  } else if (const auto* name = std::get_if<NameReport>(&message.body)) {
    append_body(out, *name);
  } else {
    append_body(out, std::get<EquipmentReport>(message.body));
  }
  if (reading.at) append_words(out, R"(,"time":)", base::utc_text(*reading.at));
  if (!reading.station.empty()) append_words(out, R"(,"station":)", reading.station);
  out += '}';
}

}  // namespace detente::feeds
