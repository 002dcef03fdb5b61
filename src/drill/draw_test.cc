#include <cstdio>
#include <cstdlib>

#include "drill/draw_for_tests.h"

namespace detente::drill {

Random draw_for_test(const char* law, std::uint64_t usual_seed) {
  const char* asked = std::getenv("DETENTE_SEED");
  const std::uint64_t seed = asked != nullptr ? std::strtoull(asked, nullptr, 10) : usual_seed;
  std::printf("%s: seed %llu\n", law, static_cast<unsigned long long>(seed));
  return Random(seed);
}

}  // namespace detente::drill
