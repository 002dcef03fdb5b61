#include "drill/ais_encoder.h"

#include "base/check.h"

namespace detente::drill {

namespace {

using base::rounded_quotient;

// Collects bits, most significant first, and cuts them into six-bit characters.
class Bits {
 public:
  void add(std::int64_t value, int width) {
    for (int i = width - 1; i >= 0; --i) {
      pending_ = (pending_ << 1) | static_cast<unsigned>((value >> i) & 1);
      if (++count_ == 6) flush();
    }
  }

  void add_text(std::string_view text, std::size_t characters) {
    for (std::size_t i = 0; i < characters; ++i) add(i < text.size() ? six_bits(text[i]) : 0, 6);
  }

  Payload payload() {
    const int fill = count_ == 0 ? 0 : 6 - count_;
    if (fill > 0) add(0, fill);
    return {std::move(characters_), fill};
  }

 private:
  // M.1371-5, annex 8, table 47.
  static int six_bits(char c) {
    if (c >= 'a' && c <= 'z') return c - 'a' + 1;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 1;
    return (c >= '0' && c <= '9') || c == '-' ? c : ' ';
  }

  // IEC 61162-1, table of six-bit characters: 0 to 39 from '0', 40 to 63 from '`'.
  void flush() {
    characters_ += static_cast<char>(pending_ < 40 ? pending_ + 48 : pending_ + 56);
    pending_ = 0;
    count_ = 0;
  }

  std::string characters_;
  unsigned pending_ = 0;
  int count_ = 0;
};

constexpr int kSpeedUnavailable = 1023;

std::int64_t tenths_of_knot(base::Speed speed) {
  const std::int64_t tenths = rounded_quotient(speed.mmph, base::kMmphPerKnot / 10);
  CHECK(tenths >= 0 && tenths < kSpeedUnavailable);
  return tenths;
}

// Speed, accuracy, position, course, heading, second: the same stretch of types 1 and 18.
void add_fix(Bits& bits, const PositionReport& report) {
  bits.add(tenths_of_knot(report.speed), 10);
  bits.add(report.accurate ? 1 : 0, 1);
  // 1/10,000 min is 1/600,000 deg: 1e-7 deg times 600,000.
  bits.add(rounded_quotient(INT64_C(3) * report.position.lon_e7, 50), 28);
  bits.add(rounded_quotient(INT64_C(3) * report.position.lat_e7, 50), 27);
  bits.add(report.course ? rounded_quotient(report.course->mdeg, 100) % 3'600 : 3'600, 12);
  bits.add(report.course ? rounded_quotient(report.course->mdeg, 1'000) % 360 : 511, 9);
  bits.add(report.second, 6);
}

void add_head(Bits& bits, int type, std::uint32_t mmsi) {
  CHECK(mmsi < 1'000'000'000);
  bits.add(type, 6);
  bits.add(0, 2);  // repeat indicator
  bits.add(mmsi, 30);
}

void add_size(Bits& bits) {  // of a vessel of 24 m by 6 m, antenna 18 m behind the bow
  bits.add(18, 9);
  bits.add(6, 9);
  bits.add(3, 6);
  bits.add(3, 6);
}

}  // namespace

std::string with_checksum(char before, std::string_view body) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  unsigned sum = 0;
  for (const char c : body) sum ^= static_cast<unsigned char>(c);
  std::string out(1, before);
  out += body;
  out += '*';
  out += kDigits[sum >> 4];
  out += kDigits[sum & 15U];
  return out;
}

Payload position_report_a(const PositionReport& report) {
  Bits bits;
  add_head(bits, 1, report.mmsi);
  bits.add(report.nav_status, 4);
  bits.add(-128, 8);  // rate of turn not available
  add_fix(bits, report);
  bits.add(0, 2 + 3 + 1 + 19);  // manoeuvre, spare, RAIM, communication state
  return bits.payload();
}

Payload position_report_b(const PositionReport& report) {
  Bits bits;
  add_head(bits, 18, report.mmsi);
  bits.add(0, 8);
  add_fix(bits, report);
  bits.add(0, 2);
  bits.add(0b1011100, 7);  // carrier sense, no display, DSC, whole band, message 22, autonomous, no RAIM
  bits.add(0xE'0006, 20);  // the fixed communication state of a carrier-sense unit (annex 7)
  return bits.payload();
}

Payload static_report_a(const StaticReport& report) {
  Bits bits;
  add_head(bits, 5, report.mmsi);
  bits.add(2, 2);   // M.1371-5
  bits.add(0, 30);  // no IMO number
  bits.add_text(report.call_sign, 7);
  bits.add_text(report.name, 20);
  bits.add(report.ship_type, 8);
  add_size(bits);
  bits.add(1, 4);      // GPS
  bits.add(0, 4 + 5);  // no estimated arrival: month and day 0, hour 24, minute 60
  bits.add(24, 5);
  bits.add(60, 6);
  bits.add(0, 8);  // draught not available
  bits.add_text(report.destination, 20);
  bits.add(0, 2);
  return bits.payload();
}

Payload static_report_b_part_a(const StaticReport& report) {
  Bits bits;
  add_head(bits, 24, report.mmsi);
  bits.add(0, 2);
  bits.add_text(report.name, 20);
  bits.add(0, 8);
  return bits.payload();
}

Payload static_report_b_part_b(const StaticReport& report) {
  Bits bits;
  add_head(bits, 24, report.mmsi);
  bits.add(1, 2);
  bits.add(report.ship_type, 8);
  bits.add_text("REH", 3);  // the maker
  bits.add(0, 4 + 20);      // its model and number
  bits.add_text(report.call_sign, 7);
  add_size(bits);
  bits.add(1, 4);  // GPS
  bits.add(0, 2);
  return bits.payload();
}

std::vector<std::string> sentences_of(const Payload& payload, int sequence, char channel) {
  constexpr std::size_t kWhole = 60, kPart = 56;  // within the 82 characters of a sentence
  const std::string_view all = payload.characters;
  const std::size_t parts = all.size() <= kWhole ? 1 : (all.size() + kPart - 1) / kPart;
  CHECK(sequence >= 0 && sequence <= 9 && parts <= 9);
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < parts; ++i) {
    const bool last = i + 1 == parts;
    std::string body = "AIVDM," + std::to_string(parts) + "," + std::to_string(i + 1) + ",";
    if (parts > 1) body += std::to_string(sequence);
    body += ',';
    body += channel;
    body += ',';
    body += parts == 1 ? all : all.substr(i * kPart, kPart);
    body += "," + std::to_string(last ? payload.fill : 0);
    sentences.push_back(with_checksum('!', body));
  }
  return sentences;
}

std::string tag_block(std::string_view station, std::int64_t time) {
  return with_checksum('\\', "s:" + std::string(station) + ",c:" + std::to_string(time)) + '\\';
}

}  // namespace detente::drill
