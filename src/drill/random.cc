#include "drill/random.h"

#include "base/check.h"
#include "base/units.h"

namespace detente::drill {

namespace {

constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, Purpose purpose, std::uint64_t a, std::uint64_t b)
    : state_(
          mixed(mixed(mixed(seed + kGamma) ^ (static_cast<std::uint64_t>(purpose) + kGamma)) ^ (a + kGamma)) ^
          mixed(b + kGamma)) {}

std::uint64_t Random::next() {
  state_ += kGamma;
  return mixed(state_);
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  CHECK(low <= high);
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
  const std::uint64_t uneven = (0 - span) % span;  // 2^64 mod span: so many numbers would favour the low end
  std::uint64_t drawn = next();
  while (drawn < uneven) drawn = next();
  return low + static_cast<std::int64_t>(drawn % span);
}

bool Random::chance(std::int64_t per_million) {
  return between(0, 999'999) < per_million;
}

std::int64_t Random::bell(std::int64_t sigma) {
  CHECK(sigma >= 0 && sigma <= 100'000'000);
  constexpr std::int64_t kOne = INT64_C(1) << 32;
  std::int64_t sum = -6 * kOne;
  for (int i = 0; i < 12; ++i) sum += static_cast<std::int64_t>(next() >> 32);
  return base::rounded_quotient(sum * sigma, kOne);
}

}  // namespace detente::drill
