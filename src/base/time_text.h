#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/units.h"

namespace detente::base {

struct CivilDate {
  int year = 1970;  // 1 to 9999, proleptic Gregorian
  int month = 1;    // 1 to 12
  int day = 1;      // 1 to 31
  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

// Days since 1970-01-01; the algorithm is Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
std::int64_t days_from_civil(CivilDate date);
CivilDate civil_from_days(std::int64_t days);
bool is_valid(CivilDate date);

std::string utc_text(Instant at);   // 2026-11-21T19:41:30.250Z; milliseconds only when not zero
std::string utc_clock(Instant at);  // 19:41:30Z
Result<Instant> parse_utc(std::string_view text);  // the spellings of utc_text, years 1970 to 9999

}  // namespace detente::base
