#include "drill/recorded_line.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/check.h"
#include "base/time_text.h"
#include "drill/ais_encoder.h"
#include "drill/course.h"
#include "feeds/stamp.h"
#include "feeds/tag_block.h"
#include "geo/distance.h"

namespace detente::drill {

namespace {

constexpr std::int64_t kPerDegree = 10'000'000;

std::int64_t parallel_mm(std::int32_t latitude) {
  return std::max<std::int64_t>(1, geo::distance({latitude, 0}, {latitude, kPerDegree / 10}).mm);
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// An epoch of 9 to 11 digits is seconds, of 12 to 14 milliseconds (feeds/stamp.h).
std::optional<std::string> later_epoch(std::string_view digits, base::Duration shift) {
  if (!all_digits(digits) || digits.size() < 9 || digits.size() > 14) return std::nullopt;
  const bool seconds = digits.size() <= 11;
  const std::int64_t ms = number_of(digits) * (seconds ? base::kMsPerSecond : 1) + shift.ms;
  if (ms < 0 || ms > feeds::kStampMax.ms) return std::nullopt;
  return std::to_string(seconds ? ms / base::kMsPerSecond : ms);
}

}  // namespace

Translation::Translation(geo::Position from, geo::Position to)
    : from_(from),
      to_(to),
      from_parallel_mm_(parallel_mm(from.lat_e7)),
      to_parallel_mm_(parallel_mm(to.lat_e7)) {}

std::optional<geo::Position> Translation::moved(geo::Position position) const {
  const std::int64_t latitude = static_cast<std::int64_t>(position.lat_e7) - from_.lat_e7 + to_.lat_e7;
  if (latitude < -geo::kLatitudeMax || latitude > geo::kLatitudeMax) return std::nullopt;
  const std::int64_t east =
      base::rounded_quotient(longitude_from(from_, position) * from_parallel_mm_, to_parallel_mm_);
  constexpr std::int64_t kTurn = 360 * kPerDegree;
  const std::int64_t turned = ((to_.lon_e7 + east + kTurn / 2) % kTurn + kTurn) % kTurn - kTurn / 2;
  return geo::Position{static_cast<std::int32_t>(latitude), static_cast<std::int32_t>(turned)};
}

std::optional<PayloadEditor> PayloadEditor::open(std::string_view payload) {
  PayloadEditor editor;
  for (const char c : payload) {
    if (c >= '0' && c <= 'W')
      editor.bits_ += static_cast<char>(c - '0');
    else if (c >= '`' && c <= 'w')
      editor.bits_ += static_cast<char>(c - '`' + 40);
    else
      return std::nullopt;
  }
  if (editor.bits_.size() * 6 < 38) return std::nullopt;
  return editor;
}

std::int64_t PayloadEditor::number(std::size_t start, int width) const {
  std::int64_t value = 0;
  for (std::size_t i = start; i < start + static_cast<std::size_t>(width); ++i)
    value = value * 2 + ((bits_[i / 6] >> (5 - i % 6)) & 1);
  const std::int64_t sign = INT64_C(1) << (width - 1);
  return value >= sign ? value - 2 * sign : value;
}

void PayloadEditor::set_number(std::size_t start, int width, std::int64_t value) {
  for (int i = 0; i < width; ++i) {
    const std::size_t at = start + static_cast<std::size_t>(i);
    const auto mask = static_cast<char>(1 << (5 - at % 6));
    const bool set = ((value >> (width - 1 - i)) & 1) != 0;
    bits_[at / 6] = static_cast<char>(set ? bits_[at / 6] | mask : bits_[at / 6] & ~mask);
  }
}

int PayloadEditor::type() const {
  return bits_.front();
}

std::uint32_t PayloadEditor::mmsi() const {
  return static_cast<std::uint32_t>(number(8, 30) & ((INT64_C(1) << 30) - 1));
}

void PayloadEditor::set_mmsi(std::uint32_t mmsi) {
  CHECK(mmsi < (1U << 30));
  set_number(8, 30, mmsi);
}

std::optional<PayloadEditor::Place> PayloadEditor::place() const {
  constexpr std::int32_t kFine = 10'000, kCoarse = 10;
  std::optional<Place> place;
  switch (type()) {
    case 1:
    case 2:
    case 3:
    case 9:
      place = Place{61, 89, 28, 27, kFine};
      break;
    case 4:
    case 11:
      place = Place{79, 107, 28, 27, kFine};
      break;
    case 18:
    case 19:
      place = Place{57, 85, 28, 27, kFine};
      break;
    case 21:
      place = Place{164, 192, 28, 27, kFine};
      break;
    case 17:
      place = Place{40, 58, 18, 17, kCoarse};
      break;
    case 27:
      place = Place{44, 62, 18, 17, kCoarse};
      break;
    default:
      return std::nullopt;
  }
  const std::size_t end = place->latitude + static_cast<std::size_t>(place->latitude_width);
  if (end > bits_.size() * 6) return std::nullopt;
  return place;
}

std::optional<geo::Position> PayloadEditor::position() const {
  const std::optional<Place> at = place();
  if (!at) return std::nullopt;
  const std::int64_t unit = 60 * at->per_minute;
  const std::int64_t longitude = number(at->longitude, at->longitude_width);
  const std::int64_t latitude = number(at->latitude, at->latitude_width);
  if (longitude < -180 * unit || longitude > 180 * unit || latitude < -90 * unit || latitude > 90 * unit)
    return std::nullopt;
  return geo::Position{static_cast<std::int32_t>(base::rounded_quotient(latitude * kPerDegree, unit)),
                       static_cast<std::int32_t>(base::rounded_quotient(longitude * kPerDegree, unit))};
}

void PayloadEditor::set_position(geo::Position position) {
  const std::optional<Place> at = place();
  CHECK(at.has_value());
  const std::int64_t unit = 60 * at->per_minute;
  set_number(at->longitude, at->longitude_width, base::rounded_quotient(position.lon_e7 * unit, kPerDegree));
  set_number(at->latitude, at->latitude_width, base::rounded_quotient(position.lat_e7 * unit, kPerDegree));
}

std::string PayloadEditor::payload() const {
  std::string out;
  for (const char bits : bits_) out += static_cast<char>(bits < 40 ? bits + '0' : bits - 40 + '`');
  return out;
}

std::string with_later_tag(std::string_view line, base::Duration shift) {
  const std::optional<feeds::TagBlock> block = feeds::read_tag_block(line);
  if (!block || !block->stamp.at) return std::string(line);
  const std::string_view body = line.substr(1, block->length - 5);
  std::string edited;
  for (std::size_t from = 0; from <= body.size();) {
    const std::size_t end = std::min(body.find(',', from), body.size());
    const std::string_view parameter = body.substr(from, end - from);
    if (from > 0) edited += ',';
    std::optional<std::string> later;
    if (parameter.starts_with("c:")) later = later_epoch(parameter.substr(2), shift);
    edited += later ? "c:" + *later : std::string(parameter);
    from = end + 1;
  }
  return with_checksum('\\', edited) + '\\' + std::string(line.substr(block->length));
}

std::string with_later_gatehouse(std::string_view line, base::Duration shift, std::optional<int> checksum) {
  const std::optional<feeds::GatehouseStamp> stamp = feeds::gatehouse_stamp(line);
  if (!stamp) return std::string(line);
  const base::Instant at = *stamp->stamp.at + shift;
  if (at.ms < 0 || at > feeds::kStampMax) return std::string(line);
  const std::int64_t days = at.ms / base::kMsPerDay, in_day = at.ms % base::kMsPerDay;
  const base::CivilDate date = base::civil_from_days(days);
  std::string body = "PGHP,1," + std::to_string(date.year) + "," + std::to_string(date.month) + "," +
                     std::to_string(date.day) + "," + std::to_string(in_day / base::kMsPerHour) + "," +
                     std::to_string(in_day / base::kMsPerMinute % 60) + "," +
                     std::to_string(in_day / base::kMsPerSecond % 60) + "," +
                     std::to_string(in_day % base::kMsPerSecond);
  // After `$PGHP,1` come seven fields of time, then four that stay, then the checksum.
  std::string_view rest = line;
  for (int i = 0; i < 9; ++i) rest.remove_prefix(rest.find(',') + 1);
  rest = rest.substr(0, rest.size() - 3);
  const std::string_view kept = rest.substr(0, rest.rfind(',') + 1);
  body += ",";
  body += kept;
  if (stamp->checksum >= 0) {
    std::array<char, 4> digits{};
    std::snprintf(digits.data(), digits.size(), "%02X",
                  static_cast<unsigned>(checksum.value_or(stamp->checksum)));
    body += digits.data();
  }
  return with_checksum('$', body);
}

std::string with_later_suffix(std::string_view suffix, base::Duration shift) {
  const std::size_t comma = suffix.rfind(',');
  if (comma == std::string_view::npos) return std::string(suffix);
  const std::string_view field = suffix.substr(comma + 1);
  const std::optional<std::string> later = field.size() <= 11 ? later_epoch(field, shift) : std::nullopt;
  return std::string(suffix.substr(0, comma + 1)) + (later ? *later : std::string(field));
}

}  // namespace detente::drill
