#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feeds/ais_message.h"
#include "feeds/sentence.h"

// The slow and obvious way to write and read AIS messages, against which tests and fuzzing hold the quick
// one: a message is a string of '0' and '1', a field a piece of it. Nothing but tests and fuzz targets
// includes this.
namespace detente::feeds::twin {

// Writes a message field by field.
class BitString {
 public:
  BitString& add(std::int64_t value, unsigned width) {
    for (unsigned i = width; i-- > 0;)
      bits += (i < 64 ? ((static_cast<std::uint64_t>(value) >> i) & 1) != 0 : value < 0) ? '1' : '0';
    return *this;
  }
  BitString& text(std::string_view words, unsigned characters) {
    for (unsigned i = 0; i < characters; ++i) add(i < words.size() ? words[i] & 63 : 0, 6);
    return *this;
  }
  std::string bits;
};

inline std::string armour(std::string bits, unsigned& fill) {
  fill = static_cast<unsigned>((6 - bits.size() % 6) % 6);
  bits.append(fill, '0');
  std::string payload;
  for (std::size_t at = 0; at < bits.size(); at += 6) {
    const int six = std::stoi(bits.substr(at, 6), nullptr, 2);
    payload += static_cast<char>(six < 40 ? six + '0' : six - 40 + '`');
  }
  return payload;
}

inline std::string with_checksum(const std::string& body, char start = '!') {
  unsigned sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return start + body + '*' + kDigits[sum >> 4] + kDigits[sum & 15];
}

// A message as sentences of at most `characters` payload characters each.
inline std::vector<std::string> sentences(const std::string& bits, int sequence = 3,
                                          std::size_t characters = 60, const std::string& channel = "A") {
  unsigned fill = 0;
  const std::string payload = armour(bits, fill);
  const std::size_t count = payload.empty() ? 1 : (payload.size() + characters - 1) / characters;
  std::vector<std::string> result;
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back(with_checksum("AIVDM," + std::to_string(count) + "," + std::to_string(i + 1) + "," +
                                   (count > 1 ? std::to_string(sequence) : "") + "," + channel + "," +
                                   payload.substr(i * characters, characters) + "," +
                                   std::to_string(i + 1 == count ? fill : 0)));
  }
  return result;
}

// The bits of a payload, or nothing where a character is not armour.
inline std::optional<std::string> bits_of(std::string_view payload, unsigned fill) {
  std::string bits;
  for (const char c : payload) {
    int six = c - 48;
    if (six > 40) six -= 8;
    if (c < 48 || c > 119 || (c > 87 && c < 96)) return std::nullopt;
    for (int i = 5; i >= 0; --i) bits += ((six >> i) & 1) != 0 ? '1' : '0';
  }
  if (!payload.empty()) bits.resize(bits.size() - fill);
  return bits;
}

// The bits of a message from its sentences, joined by '\n'.
inline std::optional<std::string> bits_of_sentences(std::string_view text) {
  std::string bits;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    Sentence sentence;
    if (read_sentence(text.substr(0, end), sentence) != SentenceFault::none) return std::nullopt;
    const auto more = bits_of(sentence.payload, sentence.fill);
    if (!more) return std::nullopt;
    bits += *more;
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return bits;
}

struct Field {
  std::string name;
  std::int64_t number = 0;
  std::string words;
  friend bool operator==(const Field&, const Field&) = default;
};
using Fields = std::vector<Field>;

inline std::int64_t number_in(const std::string& bits, std::size_t start, std::size_t width,
                              bool is_signed = false) {
  std::string piece = start < bits.size() ? bits.substr(start, width) : "";
  piece.resize(width, '0');
  std::int64_t value = std::stoll("0" + piece, nullptr, 2);
  if (is_signed && piece[0] == '1') value -= std::int64_t{1} << width;
  return value;
}

inline std::string words_in(const std::string& bits, std::size_t start, std::size_t characters) {
  constexpr std::string_view kTable = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !\"#$%&'()*+,-./0123456789:;<=>?";
  std::string words;
  for (std::size_t i = 0; i < characters; ++i) {
    words += kTable[static_cast<std::size_t>(number_in(bits, start + i * 6, 6))];
  }
  words = words.substr(0, words.find('@'));
  while (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

// What the tables of M.1371-5 say the bits are; nothing where the message is not one that we read.
inline std::optional<Fields> fields_in(const std::string& bits) {
  if (bits.size() < 38) return std::nullopt;
  Fields fields;
  const auto number = [&](const char* name, std::size_t start, std::size_t width) {
    fields.push_back({name, number_in(bits, start, width), ""});
  };
  const auto signed_number = [&](const char* name, std::size_t start, std::size_t width) {
    fields.push_back({name, number_in(bits, start, width, true), ""});
  };
  const auto words = [&](const char* name, std::size_t start, std::size_t characters) {
    fields.push_back({name, 0, words_in(bits, start, characters)});
  };
  const std::size_t size = bits.size();
  const std::int64_t type = number_in(bits, 0, 6);
  number("type", 0, 6);
  number("repeat", 6, 2);
  number("mmsi", 8, 30);
  if (type >= 1 && type <= 3 && size >= 163 && size <= 204) {
    number("status", 38, 4);
    signed_number("turn", 42, 8);
    number("speed", 50, 10);
    number("accurate", 60, 1);
    signed_number("longitude", 61, 28);
    signed_number("latitude", 89, 27);
    number("course", 116, 12);
    number("heading", 128, 9);
    number("second", 137, 6);
    number("manoeuvre", 143, 2);
    number("raim", 148, 1);
    number("radio", 149, std::min<std::size_t>(size, 168) - 149);
  } else if (type == 5 && size >= 420 && size <= 462) {
    number("version", 38, 2);
    number("imo", 40, 30);
    words("call_sign", 70, 7);
    words("name", 112, 20);
    number("ship_type", 232, 8);
    number("to_bow", 240, 9);
    number("to_stern", 249, 9);
    number("to_port", 258, 6);
    number("to_starboard", 264, 6);
    number("position_device", 270, 4);
    number("eta_month", 274, 4);
    number("eta_day", 278, 5);
    number("eta_hour", 283, 5);
    number("eta_minute", 288, 6);
    number("draught", 294, 8);
    words("destination", 302, 20);
    number("dte", 422, 1);
  } else if (type == 18 && size >= 168 && size <= 204) {
    number("reserved", 38, 8);
    number("speed", 46, 10);
    number("accurate", 56, 1);
    signed_number("longitude", 57, 28);
    signed_number("latitude", 85, 27);
    number("course", 112, 12);
    number("heading", 124, 9);
    number("second", 133, 6);
    number("regional", 139, 2);
    number("carrier_sense", 141, 1);
    number("display", 142, 1);
    number("dsc", 143, 1);
    number("whole_band", 144, 1);
    number("message_22", 145, 1);
    number("raim", 147, 1);
    number("radio", 148, 20);
  } else if (type == 24 && size >= 160 && size <= 168 && number_in(bits, 38, 2) == 0) {
    words("name", 40, 20);
  } else if (type == 24 && size >= 168 && size <= 204 && number_in(bits, 38, 2) == 1) {
    number("ship_type", 40, 8);
    words("vendor", 48, 7);
    number("model", 66, 4);
    number("serial", 70, 20);
    words("call_sign", 90, 7);
    if (number_in(bits, 8, 30) / 10'000'000 == 98) {
      number("mother_ship", 132, 30);
    } else {
      number("to_bow", 132, 9);
      number("to_stern", 141, 9);
      number("to_port", 150, 6);
      number("to_starboard", 156, 6);
    }
  } else {
    return std::nullopt;
  }
  return fields;
}

// The same list, from the message that was read.
inline Fields fields_of(const AisMessage& message) {
  Fields fields;
  const auto number = [&](const char* name, std::int64_t value) { fields.push_back({name, value, ""}); };
  const auto words = [&](const char* name, const AisText& text) {
    fields.push_back({name, 0, std::string(text.text())});
  };
  const auto dimensions = [&](const Dimensions& sides) {
    number("to_bow", sides.to_bow);
    number("to_stern", sides.to_stern);
    number("to_port", sides.to_port);
    number("to_starboard", sides.to_starboard);
  };
  number("type", message.type);
  number("repeat", message.repeat);
  number("mmsi", message.mmsi);
  if (const auto* p = std::get_if<PositionReport>(&message.body)) {
    const bool class_a = message.type != 18;
    if (class_a) {
      number("status", p->status);
      number("turn", p->turn);
    } else {
      number("reserved", p->reserved);
    }
    number("speed", p->speed);
    number("accurate", p->accurate);
    number("longitude", p->longitude);
    number("latitude", p->latitude);
    number("course", p->course);
    number("heading", p->heading);
    number("second", p->second);
    if (class_a) {
      number("manoeuvre", p->manoeuvre);
    } else {
      number("regional", p->regional);
      number("carrier_sense", p->carrier_sense);
      number("display", p->display);
      number("dsc", p->dsc);
      number("whole_band", p->whole_band);
      number("message_22", p->message_22);
    }
    number("raim", p->raim);
    number("radio", p->radio);
  } else if (const auto* v = std::get_if<VoyageReport>(&message.body)) {
    number("version", v->version);
    number("imo", v->imo);
    words("call_sign", v->call_sign);
    words("name", v->name);
    number("ship_type", v->ship_type);
    dimensions(v->dimensions);
    number("position_device", v->position_device);
    number("eta_month", v->eta_month);
    number("eta_day", v->eta_day);
    number("eta_hour", v->eta_hour);
    number("eta_minute", v->eta_minute);
    number("draught", v->draught);
    words("destination", v->destination);
    number("dte", v->dte);
  } else if (const auto* n = std::get_if<NameReport>(&message.body)) {
    words("name", n->name);
  } else if (const auto* e = std::get_if<EquipmentReport>(&message.body)) {
    number("ship_type", e->ship_type);
    words("vendor", e->vendor);
    number("model", e->model);
    number("serial", e->serial);
    words("call_sign", e->call_sign);
    if (e->auxiliary) {
      number("mother_ship", e->mother_ship);
    } else {
      dimensions(e->dimensions);
    }
  }
  return fields;
}

}  // namespace detente::feeds::twin
