#include "base/time_text.h"

#include <cstdio>

#include "base/printable.h"

namespace detente::base {

namespace {

// Reads exactly `digits` digits at `at`; -1 where there is anything else.
int digits_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::int64_t days_from_civil(CivilDate date) {
  const std::int64_t y = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t month_from_march = date.month > 2 ? date.month - 3 : date.month + 9;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate civil_from_days(std::int64_t days) {
  const std::int64_t z = days + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t day_of_era = z - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {.year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
          .month = static_cast<int>(month),
          .day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
}

bool is_valid(CivilDate date) {
  if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 || date.day < 1) return false;
  return civil_from_days(days_from_civil(date)) == date;
}

std::string utc_text(Instant at) {
  std::int64_t days = at.ms / kMsPerDay;
  if (at.ms % kMsPerDay < 0) --days;
  const std::int64_t in_day = at.ms - days * kMsPerDay;
  const CivilDate date = civil_from_days(days);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month, date.day,
                static_cast<int>(in_day / kMsPerHour), static_cast<int>(in_day / kMsPerMinute % 60),
                static_cast<int>(in_day / kMsPerSecond % 60));
  std::string out = text;
  if (in_day % kMsPerSecond != 0) {
    std::snprintf(text, sizeof text, ".%03d", static_cast<int>(in_day % kMsPerSecond));
    out += text;
  }
  return out + "Z";
}

std::string utc_clock(Instant at) {
  return utc_text({at.ms - ((at.ms % kMsPerSecond) + kMsPerSecond) % kMsPerSecond}).substr(11);
}

Result<Instant> parse_utc(std::string_view text) {
  const Error wrong{Error::Kind::malformed,
                    "not a time: '" + printable(text, 40) + "'; wanted 2026-11-21T19:41:30Z"};
  const CivilDate date{digits_at(text, 0, 4), digits_at(text, 5, 2), digits_at(text, 8, 2)};
  const int hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2), second = digits_at(text, 17, 2);
  if (date.year < 1970 || !is_valid(date) || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
      second < 0 || second > 59)
    return wrong;
  if (text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') return wrong;
  int ms = 0;
  std::size_t end = 19;
  if (text.size() == 24 && text[19] == '.') {
    ms = digits_at(text, 20, 3);
    end = 23;
    if (ms <= 0) return wrong;  // zero has the short spelling
  }
  if (text.size() != end + 1 || text[end] != 'Z') return wrong;
  return Instant{days_from_civil(date) * kMsPerDay + hour * kMsPerHour + minute * kMsPerMinute +
                 second * kMsPerSecond + ms};
}

}  // namespace detente::base
