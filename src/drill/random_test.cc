#include "drill/random.h"

#include <cmath>
#include <doctest/doctest.h>
#include <vector>

namespace detente::drill {

TEST_CASE("SplitMix64 gives the published numbers") {
  Random random(1234567);  // the vector that Rosetta Code's entries for splitmix64 agree on
  const std::vector<std::uint64_t> published{6457827717110365317U, 3203168211198807973U, 9817491932198370423U,
                                             4593380528125082431U, 16408922859458223821U};
  for (const std::uint64_t number : published) CHECK(random.next() == number);
}

TEST_CASE("streams differ by seed, purpose and number, and are the same when asked for again") {
  CHECK(Random(1, Purpose::routine, 2).next() == Random(1, Purpose::routine, 2).next());
  CHECK(Random(1, Purpose::routine, 2).next() != Random(2, Purpose::routine, 2).next());
  CHECK(Random(1, Purpose::routine, 2).next() != Random(1, Purpose::transmitter, 2).next());
  CHECK(Random(1, Purpose::routine, 2).next() != Random(1, Purpose::routine, 3).next());
  CHECK(Random(1, Purpose::reception, 2, 3).next() != Random(1, Purpose::reception, 3, 2).next());
}

TEST_CASE("between reaches both its ends and nothing else, evenly") {
  Random random(7);
  std::vector<int> seen(6, 0);
  for (int i = 0; i < 60'000; ++i) {
    const std::int64_t drawn = random.between(-2, 3);
    REQUIRE(drawn >= -2);
    REQUIRE(drawn <= 3);
    ++seen[static_cast<std::size_t>(drawn + 2)];
  }
  for (const int count : seen) CHECK(std::abs(count - 10'000) < 500);  // 5 standard deviations are 456
  CHECK(random.between(5, 5) == 5);
}

TEST_CASE("a chance of nothing never comes, of a million always") {
  Random random(7);
  for (int i = 0; i < 1'000; ++i) {
    CHECK_FALSE(random.chance(0));
    CHECK(random.chance(1'000'000));
  }
}

TEST_CASE("the bell has the deviation asked for and no mean") {
  Random random(7);
  double sum = 0, squares = 0;
  constexpr int kDraws = 100'000;
  for (int i = 0; i < kDraws; ++i) {
    const auto drawn = static_cast<double>(random.bell(5'000));
    REQUIRE(std::abs(drawn) <= 30'000);
    sum += drawn;
    squares += drawn * drawn;
  }
  CHECK(std::abs(sum / kDraws) < 80);  // 5 standard deviations of the mean
  CHECK(std::abs(std::sqrt(squares / kDraws) - 5'000) < 60);
  CHECK(random.bell(0) == 0);
}

}  // namespace detente::drill
