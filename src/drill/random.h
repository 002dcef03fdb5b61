#pragma once

#include <cstdint>

namespace detente::drill {

// What a stream of numbers is for: vessels and stations draw from their own, so that one more vessel leaves
// the others as they were. DO NOT RENUMBER: rehearsals of old seeds would change.
enum class Purpose : std::uint64_t {
  routine = 1,      // a = vessel
  transmitter = 2,  // a = vessel
  navigation = 3,   // a = vessel
  reception = 4,    // a = station, b = message
};

// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants
// as in S. Vigna's public-domain splitmix64.c (2015). The same seed gives the same numbers everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  Random(std::uint64_t seed, Purpose purpose, std::uint64_t a, std::uint64_t b = 0);

  std::uint64_t next();
  // Uniform from `low` to `high`, both included. REQUIRES: low <= high, high - low < 2^63.
  std::int64_t between(std::int64_t low, std::int64_t high);
  // True `per_million` times in a million. 0 and 1,000,000 draw too, so that a stream stays in step.
  bool chance(std::int64_t per_million);
  // Close to normal with mean 0 (the sum of twelve uniform ones; never beyond six times `sigma`).
  // REQUIRES: 0 <= sigma <= 100,000,000.
  std::int64_t bell(std::int64_t sigma);

 private:
  std::uint64_t state_;
};

}  // namespace detente::drill
