#pragma once

namespace detente::geo {

// The only transcendental functions on the way to an assessment: SLEEF's scalar functions of the
// reproducible `cinz` family, within 1 unit in the last place and the same bits on every machine
// (docs/decisions/0005-arithmetic.md). Nothing in this room calls sin, atan2, pow or hypot of the C library;
// + - * / and sqrt are exact to the last bit by IEEE 754.

struct SineCosine {
  double sine;
  double cosine;
};
SineCosine sine_cosine(double radians);
double arc_sine(double sine);                          // radians; REQUIRES: -1 <= sine <= 1
double arc_tangent(double opposite, double adjacent);  // radians, -pi to pi, as atan2

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kRadiansPerE7 = kPi / 1'800'000'000;  // of 1e-7 degree
inline constexpr double kRadiansPerMdeg = kPi / 180'000;      // of 1e-3 degree

}  // namespace detente::geo
