#include "agreements/coordinate.h"
#include "agreements/diagnoses.h"
#include "agreements/plain_words.h"
#include "agreements/quantity.h"
#include "agreements/texts_for_tests.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

TEST_CASE("a coordinate has the same value in degrees, minutes and seconds") {
  const auto value = [](const char* raw) {
    const CoordinateReading reading = read_coordinate(raw);
    return reading.value_e7 ? std::to_string(*reading.value_e7) : reading.wrong;
  };
  CHECK(value("37.5N") == "375000000");
  CHECK(value("37°30'N") == "375000000");
  CHECK(value("37°30'00\"N") == "375000000");
  CHECK(value("37°29.99999'S") == "-374999998");  // 37.49999983 degrees
  CHECK(value("124°41'30\"E") == "1246916667");
  CHECK(value("124°41'30.001\"W") == "-1246916669");
  CHECK(value("180E") == "1800000000");
  CHECK(value("0.0000001N") == "1");
  CHECK(value("90.0000001N") == "is beyond 90 degrees of latitude");
  CHECK(value("180.0000001E") == "is beyond 180 degrees of longitude");
  CHECK(value("37.12345678N") == "is no number of degrees with at most 7 decimals");
  CHECK(value("37.N") == "is no number of degrees with at most 7 decimals");
  CHECK(value("37.5.5N") == "is no number of degrees with at most 7 decimals");
  CHECK(value("37.5°30'N") == "needs whole degrees before its degree sign");
  CHECK(value("37°30N") == "needs minutes such as 40' or 40.5' (at most 5 decimals) behind its degrees");
  CHECK(value("37°60'N") == "has 60 minutes or more");
  CHECK(value("37°30'60\"N") == "has 60 seconds or more");
  CHECK(value("37°30.5'10\"N") == "needs seconds such as 00\" behind whole minutes");
  CHECK(value("37.5") == "does not end with N, S, E or W");
  CHECK(value("-37.5N") == "has a sign; write N or S, E or W behind it");
}

TEST_CASE("the canonical spelling of a position is read as the same position") {
  for (const std::int32_t lat : {0, 1, -1, 375'000'000, -899'999'999, 900'000'000})
    for (const std::int32_t lon : {0, 7, -7, 1'246'916'667, 1'800'000'000, -1'799'999'999}) {
      const std::string text = position_text({lat, lon});
      const std::size_t blank = text.find(' ');
      CHECK(read_coordinate(text.substr(0, blank)).value_e7 == lat);
      CHECK(read_coordinate(text.substr(blank + 1)).value_e7 == lon);
    }
}

TEST_CASE("quantities are exact") {
  const auto value = [](const char* number, const char* unit) {
    return value_of(*read_decimal(number).decimal, *unit_named(unit));
  };
  CHECK(value("0.001", "m") == 1);
  CHECK(value("0.001", "nmi") == 1'852);
  CHECK(value("999999999.999", "nmi") == 1'851'999'999'998'148);
  CHECK(value("0.5", "nmi") == 926'000);
  CHECK(value("1", "kn") == 1'852'000);
  CHECK(value("1.852", "km/h") == 1'852'000);
  CHECK(value("0.001", "min") == 60);
  CHECK(value("2.50", "d") == 216'000'000);
  CHECK(read_decimal("2.500").decimal->spelling == "2.5");
  CHECK(read_decimal("2.000").decimal->spelling == "2");
  CHECK(read_decimal("0").decimal->spelling == "0");
  for (const char* wrong :
       {"", ".", "1.", ".5", "00", "01", "1.0001", "-1", "+1", "1e3", "1234567890", "1.2.3"}) {
    INFO(wrong);
    CHECK_FALSE(read_decimal(wrong).decimal.has_value());
  }
}

TEST_CASE("values are said as people say them") {
  CHECK(plain(base::Distance{926'000}, Tongue::english) == "0.5 nautical miles (926 m)");
  CHECK(plain(base::Distance{1'852'000}, Tongue::english) == "1 nautical mile (1,852 m)");
  CHECK(plain(base::Distance{463'000}, Tongue::korean) == "0.25해리(463m)");
  CHECK(plain(base::Distance{50'000}, Tongue::english) == "50 m");
  CHECK(plain(base::Distance{1'500'000}, Tongue::english) == "1.5 km");
  CHECK(plain(base::Distance{1'234}, Tongue::english) == "1.234 m");
  CHECK(plain(base::Duration{48 * base::kMsPerHour}, Tongue::english) == "48 hours");
  CHECK(plain(base::Duration{30 * base::kMsPerDay}, Tongue::korean) == "30일");
  CHECK(plain(base::Duration{90 * base::kMsPerMinute}, Tongue::english) == "90 minutes");
  CHECK(plain(base::Duration{1'500}, Tongue::english) == "1.5 seconds");
  CHECK(plain(base::Duration{0}, Tongue::english) == "0 seconds");
  CHECK(plain(base::Speed{3 * base::kMmphPerKnot}, Tongue::english) == "3 knots");
  CHECK(plain(base::Speed{20'000'000}, Tongue::english) == "20 km/h");
  CHECK(plain_moment(base::Instant{1793480400000}, 540, Tongue::english) == "1 November 2026, 06:00");
  CHECK(plain_moment(base::Instant{1793480400000}, -210, Tongue::korean) == "2026년 10월 31일 17시 30분");
  CHECK(offset_text(-210) == "-03:30");
}

TEST_CASE("the nearest name is one that a slip of the hand explains") {
  CHECK(nearest("Bufer", {"Median", "Buffer"}) == "Buffer");
  CHECK(nearest("BUFFER", {"Median", "Buffer"}) == "Buffer");
  CHECK(nearest("Bfufer", {"Median", "Buffer"}) == "Buffer");
  CHECK(nearest("Elsewhere", {"Median", "Buffer"}).empty());
  CHECK(nearest("v", {"w"}).empty());
  CHECK(nearest("zoen", {"line", "zone"}) == "zone");
}

TEST_CASE("what a message quotes is bounded and readable") {
  CHECK(quoted("a\tb") ==
        "\"a\xEF\xBF\xBD"
        "b\"");
  CHECK(quoted(std::string(50, 'x')) == "\"" + std::string(40, 'x') + "...\"");
}
