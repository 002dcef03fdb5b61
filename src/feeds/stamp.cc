#include "feeds/stamp.h"

#include <algorithm>
#include <charconv>

#include "base/time_text.h"
#include "feeds/sentence.h"

namespace detente::feeds {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// A decimal number of 1 to `digits` digits and nothing else.
std::optional<std::int64_t> number_of(std::string_view text, std::size_t digits) {
  if (text.empty() || text.size() > digits || !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<base::Instant> bounded(std::int64_t ms) {
  if (ms < 0 || ms > kStampMax.ms) return std::nullopt;
  return base::Instant{ms};
}

// Takes the first comma-separated field off `text`; false once there is none left.
bool next_field(std::optional<std::string_view>& text, std::string_view& field) {
  if (!text) return false;
  const std::size_t comma = text->find(',');
  field = text->substr(0, comma);
  text = comma == std::string_view::npos ? std::nullopt : std::optional(text->substr(comma + 1));
  return true;
}

}  // namespace

Station::Station(std::string_view name) {
  for (const char c : name.substr(0, kStationMax)) {
    const bool kept = is_word(c) || c == '.' || c == '_' || c == '-';
    characters_[size_++] = kept ? c : '-';
  }
}

std::optional<base::Instant> epoch_of(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point != std::string_view::npos) {
    const std::string_view fraction = text.substr(point + 1);
    const auto seconds = number_of(text.substr(0, point), 11);
    if (!seconds || !number_of(fraction, 9)) return std::nullopt;
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    return bounded(*seconds * base::kMsPerSecond + ms);
  }
  const auto value = number_of(text, 19);
  if (!value) return std::nullopt;
  if (text.size() <= 11) return bounded(*value * base::kMsPerSecond);
  if (text.size() <= 14) return bounded(*value);
  return bounded(*value / (text.size() <= 17 ? 1'000 : 1'000'000));
}

Stamp coast_guard_stamp(std::string_view suffix) {
  Stamp stamp;
  std::optional<std::string_view> rest = suffix;
  std::string_view field;
  while (next_field(rest, field)) {
    if (field.size() >= 2 && (field[0] == 'r' || field[0] == 'b') && is_word(field[1])) {
      stamp.station = Station(field);
      stamp.at.reset();  // a number before the station is not its time
    } else if (!stamp.at && field.size() >= 9) {
      stamp.at = epoch_of(field);
    }
  }
  return stamp;
}

std::optional<GatehouseStamp> gatehouse_stamp(std::string_view line) {
  constexpr std::string_view kStart = "$PGHP,1,";
  if (!line.starts_with(kStart) || line.size() < kStart.size() + 3 || line[line.size() - 3] != '*')
    return std::nullopt;
  const std::string_view body = line.substr(1, line.size() - 4);
  if (exclusive_or(body) != hexadecimal_byte(line[line.size() - 2], line[line.size() - 1]))
    return std::nullopt;

  std::optional<std::string_view> rest = body.substr(kStart.size() - 1);
  std::array<std::string_view, 12> field;
  for (std::string_view& each : field) {
    if (!next_field(rest, each)) return std::nullopt;
  }
  if (rest) return std::nullopt;

  std::array<std::int64_t, 7> clock{};  // year, month, day, hour, minute, second, millisecond
  for (std::size_t i = 0; i < clock.size(); ++i) {
    const auto value = number_of(field[i], i == 0 ? 4 : 3);
    if (!value) return std::nullopt;
    clock[i] = *value;
  }
  const base::CivilDate date{.year = static_cast<int>(clock[0]),
                             .month = static_cast<int>(clock[1]),
                             .day = static_cast<int>(clock[2])};
  // The second 60 is a leap second, which Instant does not count: it is the first of the next minute.
  if (!base::is_valid(date) || clock[3] > 23 || clock[4] > 59 || clock[5] > 60 || clock[6] > 999)
    return std::nullopt;
  GatehouseStamp result;
  result.stamp.at = bounded(base::days_from_civil(date) * base::kMsPerDay + clock[3] * base::kMsPerHour +
                            clock[4] * base::kMsPerMinute + clock[5] * base::kMsPerSecond + clock[6]);
  if (!result.stamp.at) return std::nullopt;
  result.stamp.station = Station(field[9]);
  const std::string_view checksum = field[11];
  if (checksum.size() == 2) {
    result.checksum = hexadecimal_byte(checksum[0], checksum[1]);
  }
  if (checksum.size() != 2 ? !checksum.empty() : result.checksum < 0) return std::nullopt;
  return result;
}

}  // namespace detente::feeds
