#include "base/units.h"

#include <doctest/doctest.h>

#include "base/interval.h"

namespace detente::base {
namespace {

TEST_CASE("instants and durations add up") {
  const Instant dawn{1'000};
  CHECK(dawn + Duration{500} == Instant{1'500});
  CHECK(dawn - Duration{1'500} == Instant{-500});
  CHECK(Instant{1'500} - dawn == Duration{500});
  CHECK(dawn - Instant{1'500} == Duration{-500});
  CHECK(Duration{1} + Duration{2} == Duration{3});
  CHECK(Duration{1} - Duration{2} == Duration{-1});
  CHECK(dawn < Instant{1'001});
}

TEST_CASE("distances keep their sign") {
  CHECK(Distance{5} - Distance{7} == Distance{-2});
  CHECK(-Distance{5} + Distance{5} == Distance{0});
  CHECK(Distance{-1} < Distance{0});
}

TEST_CASE("a knot is one nautical mile an hour") {
  CHECK(kMmphPerKnot == kMmPerNauticalMile);
  CHECK(kMsPerHour == 60 * kMsPerMinute);
  CHECK(kMsPerDay == 24 * kMsPerHour);
}

TEST_CASE("a quotient is rounded to the nearest, halves away from zero") {
  CHECK(rounded_quotient(0, 10) == 0);
  CHECK(rounded_quotient(4, 10) == 0);
  CHECK(rounded_quotient(5, 10) == 1);
  CHECK(rounded_quotient(-4, 10) == 0);
  CHECK(rounded_quotient(-5, 10) == -1);
  CHECK(rounded_quotient(7, 1) == 7);
  for (std::int64_t denominator = 1; denominator <= 12; ++denominator)
    for (std::int64_t numerator = -200; numerator <= 200; ++numerator) {
      const std::int64_t quotient = rounded_quotient(numerator, denominator);
      const std::int64_t twice_off = 2 * (numerator - quotient * denominator);
      CHECK(twice_off <= denominator);
      CHECK(twice_off >= -denominator);
      if (twice_off == denominator || twice_off == -denominator) CHECK((twice_off > 0) == (numerator < 0));
    }
}

TEST_CASE("an interval holds both its ends") {
  const Interval watch{.from = {100}, .to = {200}};
  CHECK(watch.holds({100}));
  CHECK(watch.holds({200}));
  CHECK_FALSE(watch.holds({99}));
  CHECK_FALSE(watch.holds({201}));
  CHECK(watch.length() == Duration{100});
  CHECK(Interval{{5}, {5}}.holds({5}));
}

}  // namespace
}  // namespace detente::base
