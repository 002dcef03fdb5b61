#include "facts/flag.h"

#include <algorithm>
#include <cstdio>
#include <doctest/doctest.h>
#include <fstream>
#include <set>
#include <string>

namespace detente::facts {
namespace {

TEST_CASE("the leading digits tell what a number stands for") {
  struct Case {
    std::uint32_t mmsi;
    IdentityKind kind;
  };
  const Case cases[] = {
      {440'123'456, IdentityKind::vessel},
      {201'000'000, IdentityKind::vessel},
      {775'999'999, IdentityKind::vessel},
      {984'401'234, IdentityKind::vessel},
      {844'012'345, IdentityKind::vessel},
      {4'400'001, IdentityKind::shore_station},
      {44'000'001, IdentityKind::group},
      {111'440'123, IdentityKind::aircraft},
      {994'401'234, IdentityKind::aid},
      {970'123'456, IdentityKind::distress},
      {972'123'456, IdentityKind::distress},
      {974'123'456, IdentityKind::distress},
      {0, IdentityKind::none},
      {1, IdentityKind::none},
      {123'456'789, IdentityKind::none},
      {199'999'999, IdentityKind::none},
      {971'123'456, IdentityKind::none},
      {900'123'456, IdentityKind::none},
      {1'000'000'000, IdentityKind::none},
      {1'073'741'823, IdentityKind::none},
  };
  for (const Case& c : cases) {
    INFO(c.mmsi);
    CHECK(identity_kind(c.mmsi) == c.kind);
  }
  for (std::uint32_t digit = 1; digit <= 9; ++digit)
    CHECK(identity_kind(digit * 111'111'111) == IdentityKind::none);
}

TEST_CASE("the flag is the administration's to which the identification digits are allocated") {
  CHECK(flag_of(440'123'456) == "KOR");
  CHECK(flag_of(441'123'456) == "KOR");
  CHECK(flag_of(445'123'456) == "PRK");
  CHECK(flag_of(412'123'456) == "CHN");
  CHECK(flag_of(338'123'456) == "USA");
  CHECK(flag_of(4'400'001) == "KOR");
  CHECK(flag_of(44'000'001) == "KOR");
  CHECK(flag_of(111'440'123) == "KOR");
  CHECK(flag_of(994'401'234) == "KOR");
  CHECK(flag_of(984'401'234) == "KOR");
  CHECK(flag_of(844'012'345) == "KOR");
  CHECK(flag_of(200'123'456).empty());
  CHECK(flag_of(442'123'456).empty());
  CHECK(flag_of(799'123'456).empty());
  CHECK(flag_of(970'123'456).empty());
  CHECK(flag_of(0).empty());
}

// Held against the table as others publish it, where that is at hand.
TEST_CASE("as many identification digits are allocated as in ITU's table") {
  std::ifstream table(DETENTE_SOURCE_DIR "/../shared/data/ais/itu_MaritimeIdentificationDigits.csv");
  if (!table) {
    std::puts("SKIPPED: itu_MaritimeIdentificationDigits.csv is not here");
    return;
  }
  std::set<std::uint32_t> rows;  // territories share digits
  for (std::string line; std::getline(table, line);) {
    const auto digit = std::find_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
    const auto from = static_cast<std::size_t>(digit - line.begin());
    if (line.size() < from + 3) continue;
    const int digits = std::stoi(line.substr(from, 3));
    if (digits < 200 || digits > 799) continue;
    rows.insert(static_cast<std::uint32_t>(digits));
    INFO(line);
    CHECK(!flag_of(static_cast<std::uint32_t>(digits) * 1'000'000 + 1).empty());
  }
  std::size_t allocated = 0;
  for (std::uint32_t digits = 200; digits < 800; ++digits)
    if (!flag_of(digits * 1'000'000 + 1).empty()) ++allocated;
  CHECK(rows.size() == allocated);
}

}  // namespace
}  // namespace detente::facts
