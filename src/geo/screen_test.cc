#include "geo/screen.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <random>

#include "geo/distance.h"

namespace detente::geo {

TEST_CASE("the screen never excludes two that come nearer, looked at every ten seconds") {
  const char* given = std::getenv("DETENTE_SEED");
  const auto seed = given == nullptr ? 20261121UL : std::strtoul(given, nullptr, 10);
  MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  const auto between = [&](std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
  };
  int excluded = 0;
  for (int round = 0; round < 3'000; ++round) {
    Motion a{{static_cast<std::int32_t>(between(-690'000'000, 690'000'000)),
              static_cast<std::int32_t>(between(-1'800'000'000, 1'800'000'000))},
             {between(0, 60 * base::kMmphPerKnot)},
             {static_cast<std::int32_t>(between(0, 359'999))}};
    Motion b = a;
    b.position.lat_e7 += static_cast<std::int32_t>(between(-6'000'000, 6'000'000));
    const std::int64_t lon = b.position.lon_e7 + between(-9'000'000, 9'000'000);
    b.position.lon_e7 = static_cast<std::int32_t>(lon > 1'800'000'000    ? lon - 3'600'000'000
                                                  : lon < -1'800'000'000 ? lon + 3'600'000'000
                                                                         : lon);
    b.speed = {between(0, 60 * base::kMmphPerKnot)};
    b.course = {static_cast<std::int32_t>(between(0, 359'999))};
    const base::Duration head_start{between(0, 180'000)}, horizon{between(0, 1'980'000)};
    const base::Distance bound = nearest_at_least(plane_motion(a), plane_motion(b), head_start, horizon);
    excluded += bound.mm > 2'000'000 ? 1 : 0;
    for (base::Duration t{0}; t <= horizon; t.ms += 10'000) {
      const base::Distance real = distance(advanced(a, t), advanced(b, t + head_start));
      REQUIRE_MESSAGE(bound <= real, "round " << round << ", t " << t.ms);
    }
  }
  CHECK(excluded > 1'000);  // it is good for something
}

}  // namespace detente::geo
