#pragma once

#include <compare>
#include <cstdint>

// Quantities as they are compared, hashed and printed: integers in the units of decision 1.
// Arithmetic that would pass 2^63 is a caller's mistake; every door bounds what it lets in.
namespace detente::base {

// A length of time in milliseconds; may be negative.
struct Duration {
  std::int64_t ms = 0;
  friend constexpr auto operator<=>(Duration, Duration) = default;
  friend constexpr Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend constexpr Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
};

// A moment: milliseconds of UTC since 1970-01-01T00:00:00Z, leap seconds not counted.
struct Instant {
  std::int64_t ms = 0;
  friend constexpr auto operator<=>(Instant, Instant) = default;
  friend constexpr Instant operator+(Instant a, Duration d) { return {a.ms + d.ms}; }
  friend constexpr Instant operator-(Instant a, Duration d) { return {a.ms - d.ms}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }
};

// A length in millimetres; negative where a sign has a meaning (inside a zone).
struct Distance {
  std::int64_t mm = 0;
  friend constexpr auto operator<=>(Distance, Distance) = default;
  friend constexpr Distance operator+(Distance a, Distance b) { return {a.mm + b.mm}; }
  friend constexpr Distance operator-(Distance a, Distance b) { return {a.mm - b.mm}; }
  friend constexpr Distance operator-(Distance a) { return {-a.mm}; }
};

// A speed in millimetres an hour: 1 knot is exactly 1,852,000.
struct Speed {
  std::int64_t mmph = 0;
  friend constexpr auto operator<=>(Speed, Speed) = default;
};

// An angle in thousandths of a degree; courses and headings are 0 to 359,999, clockwise from true north.
struct Angle {
  std::int32_t mdeg = 0;
  friend constexpr auto operator<=>(Angle, Angle) = default;
};

inline constexpr std::int64_t kMmPerNauticalMile = 1'852'000;  // SI brochure, 9th edition, table 8
inline constexpr std::int64_t kMmphPerKnot = 1'852'000;
inline constexpr std::int64_t kMsPerSecond = 1'000;
inline constexpr std::int64_t kMsPerMinute = 60'000;
inline constexpr std::int64_t kMsPerHour = 3'600'000;
inline constexpr std::int64_t kMsPerDay = 86'400'000;

// Rounds half away from zero. REQUIRES: denominator > 0.
constexpr std::int64_t rounded_quotient(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t half = denominator / 2;
  return numerator >= 0 ? (numerator + half) / denominator : -((-numerator + half) / denominator);
}

}  // namespace detente::base
