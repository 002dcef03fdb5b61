// doctest takes the word CHECK from base/check.h, so it comes after it.
// clang-format off
#include "monitor/twin_scenario_for_tests.h"

#include <cstdlib>
#include <doctest/doctest.h>
// clang-format on

namespace detente::monitor::twin {
namespace {

std::uint64_t number_in(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

TEST_CASE("the engine says what a slow reading of the specification says") {
  const std::uint64_t seed = number_in("DETENTE_SEED", 20261121);
  const std::uint64_t runs = number_in("DETENTE_TWIN_RUNS", 300);
  std::uint64_t indications = 0;
  std::uint64_t tolerated = 0;
  std::uint64_t too_close = 0;
  std::uint64_t failed = 0;
  for (std::uint64_t run = 0; run < runs; ++run) {
    geo::Draw draw(seed + run);
    const Scenario scenario = drawn_scenario(draw);
    const auto said = engine_says(scenario);
    const Comparison comparison = compare(scenario, said);
    indications += comparison.indications;
    tolerated += comparison.agreed == Agreed::within_tolerance ? 1 : 0;
    too_close += comparison.agreed == Agreed::too_close ? 1 : 0;
    if (comparison.agreed == Agreed::no && ++failed <= 3)
      FAIL_CHECK("DETENTE_SEED=" << seed + run << " DETENTE_TWIN_RUNS=1\n"
                                 << comparison.difference << text_of(scenario));

    const auto in_three = engine_says(scenario, 3);
    CHECK(in_three.size() == said.size());
    for (std::size_t i = 0; i < std::min(said.size(), in_three.size()); ++i)
      CHECK(facts::line_of(in_three[i]).text == facts::line_of(said[i]).text);
  }
  std::printf(
      "twin: seed %llu, %llu scenarios, %llu indications; %llu within the tolerance of runs.h, %llu too "
      "close "
      "to compare, %llu differ\n",
      static_cast<unsigned long long>(seed), static_cast<unsigned long long>(runs),
      static_cast<unsigned long long>(indications), static_cast<unsigned long long>(tolerated),
      static_cast<unsigned long long>(too_close), static_cast<unsigned long long>(failed));
  CHECK(failed == 0);
  CHECK(too_close * 50 <= runs);
}

}  // namespace
}  // namespace detente::monitor::twin
