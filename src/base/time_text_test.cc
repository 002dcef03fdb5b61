#include "base/time_text.h"

#include <array>
#include <doctest/doctest.h>

namespace detente::base {
namespace {

TEST_CASE("a moment is spelled one way, with milliseconds only when there are some") {
  CHECK(utc_text({0}) == "1970-01-01T00:00:00Z");
  CHECK(utc_text({1'127'088'000'000}) == "2005-09-19T00:00:00Z");
  CHECK(utc_text({951'782'399'999}) == "2000-02-28T23:59:59.999Z");
  CHECK(utc_text({951'782'400'000}) == "2000-02-29T00:00:00Z");
  CHECK(utc_text({1'001}) == "1970-01-01T00:00:01.001Z");
  CHECK(utc_text({-1}) == "1969-12-31T23:59:59.999Z");
  CHECK(utc_text({253'402'300'799'999}) == "9999-12-31T23:59:59.999Z");
}

TEST_CASE("a clock shows whole seconds, floored") {
  CHECK(utc_clock({0}) == "00:00:00Z");
  CHECK(utc_clock({70'890'999}) == "19:41:30Z");
  CHECK(utc_clock({-1}) == "23:59:59Z");
}

TEST_CASE("what is printed is read back") {
  // Steps that share no factor with a day, so that every field is met at its ends.
  for (std::int64_t ms = 0; ms < 253'402'300'800'000; ms += 86'400'000'000LL / 7 * 3 + 12'345'679) {
    const auto read = parse_utc(utc_text({ms}));
    REQUIRE(read);
    REQUIRE(read->ms == ms);
  }
  CHECK(parse_utc("9999-12-31T23:59:59.999Z")->ms == 253'402'300'799'999);
}

TEST_CASE("any other spelling of a moment is refused") {
  for (const char* text : {"",
                           "Z",
                           "2026-11-21",
                           "2026-11-21T19:41Z",
                           "2026-11-21T19:41:30",
                           "2026-11-21 19:41:30Z",
                           "2026-11-21t19:41:30Z",
                           "2026-11-21T19:41:30z",
                           "2026-11-21T19:41:30+09:00",
                           "2026-11-21T19:41:30.Z",
                           "2026-11-21T19:41:30.5Z",
                           "2026-11-21T19:41:30.000Z",
                           "2026-11-21T19:41:30.2500Z",
                           "2026-11-21T19:41:30,250Z",
                           "2026-11-21T24:00:00Z",
                           "2026-11-21T19:60:00Z",
                           "2026-11-21T23:59:60Z",
                           "2026-02-29T00:00:00Z",
                           "1900-02-29T00:00:00Z",
                           "2026-04-31T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "1969-12-31T23:59:59Z",
                           "-026-11-21T19:41:30Z",
                           "2026-11-21T19:41:30Z ",
                           " 2026-11-21T19:41:30Z",
                           "2026-11-21T19:41:30ZZ",
                           "2026-1-21T19:41:30Z",
                           "+2026-11-21T19:41:3Z",
                           "2026-11-21T19-41-30Z",
                           "2026/11/21T19:41:30Z",
                           "12026-11-21T19:41:30Z"}) {
    INFO(text);
    CHECK_FALSE(parse_utc(text));
  }
  CHECK(parse_utc("noon").error().message == "not a time: 'noon'; wanted 2026-11-21T19:41:30Z");
  CHECK(parse_utc(std::string(1'000'000, '1')).error().message.size() < 100);
}

TEST_CASE("a moment cut anywhere is refused") {
  const std::string whole = "2026-11-21T19:41:30.250Z";
  REQUIRE(parse_utc(whole));
  for (std::size_t cut = 0; cut < whole.size(); ++cut) CHECK_FALSE(parse_utc(whole.substr(0, cut)));
}

// The slow twin: walk the calendar one day at a time, with the rules of 1582.
TEST_CASE("days and dates agree with a calendar walked day by day, years 1 to 9999") {
  CivilDate date{.year = 1, .month = 1, .day = 1};
  int wrong = 0;
  for (std::int64_t days = days_from_civil(date); date.year <= 9999; ++days) {
    if (days_from_civil(date) != days || civil_from_days(days) != date || !is_valid(date)) ++wrong;
    const bool leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int in_month = date.month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(date.month - 1)];
    if (++date.day > in_month) date = {.year = date.year, .month = date.month + 1, .day = 1};
    if (date.month > 12) date = {.year = date.year + 1, .month = 1, .day = 1};
  }
  CHECK(wrong == 0);
  CHECK(days_from_civil({.year = 1970, .month = 1, .day = 1}) == 0);
  CHECK(days_from_civil({.year = 1, .month = 1, .day = 1}) == -719'162);
}

TEST_CASE("dates that no calendar has are not valid") {
  CHECK_FALSE(is_valid({.year = 0, .month = 1, .day = 1}));
  CHECK_FALSE(is_valid({.year = 10'000, .month = 1, .day = 1}));
  CHECK_FALSE(is_valid({.year = 2026, .month = 2, .day = 29}));
  CHECK_FALSE(is_valid({.year = 2100, .month = 2, .day = 29}));
  CHECK_FALSE(is_valid({.year = 2026, .month = 0, .day = 1}));
  CHECK_FALSE(is_valid({.year = 2026, .month = 13, .day = 1}));
  CHECK_FALSE(is_valid({.year = 2026, .month = 1, .day = 32}));
  CHECK(is_valid({.year = 2000, .month = 2, .day = 29}));
}

}  // namespace
}  // namespace detente::base
