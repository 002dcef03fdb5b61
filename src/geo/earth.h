#pragma once

#include <cmath>
#include <cstdint>

#include "geo/position.h"
#include "geo/trig.h"

namespace detente::geo {

// The one earth of this house: the ellipsoid WGS 84, NGA.STND.0036_1.0.0_WGS84 (2014-07-08), table 3.1.
inline constexpr double kEquatorialRadius = 6'378'137.0;                       // metres, a
inline constexpr double kFlattening = 1 / 298.257223563;                       // f
inline constexpr double kPolarRadius = kEquatorialRadius * (1 - kFlattening);  // metres, b
inline constexpr double kEccentricitySquared = kFlattening * (2 - kFlattening);
// No normal section of the ellipsoid is curved less than 1 / this (at the poles) or more than 1 / that (the
// meridian at the equator).
inline constexpr double kCurvatureRadiusMax = kEquatorialRadius / (1 - kFlattening);  // a^2 / b
inline constexpr double kCurvatureRadiusMin = kPolarRadius * (1 - kFlattening);       // b^2 / a

// A point in space, metres from the centre of the earth: x towards (0 N, 0 E), y towards (0 N, 90 E), z
// north. "Earth-centred, earth-fixed".
struct Ecef {
  double x;
  double y;
  double z;
};
constexpr Ecef operator+(const Ecef& a, const Ecef& b) {
  return {a.x + b.x, a.y + b.y, a.z + b.z};
}
constexpr Ecef operator-(const Ecef& a, const Ecef& b) {
  return {a.x - b.x, a.y - b.y, a.z - b.z};
}
constexpr Ecef operator*(double k, const Ecef& a) {
  return {k * a.x, k * a.y, k * a.z};
}
constexpr double dot(const Ecef& a, const Ecef& b) {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

// The point of the ellipsoid at that latitude and longitude; rounding stays below 10 nanometres.
Ecef ecef(const SineCosine& latitude, const SineCosine& longitude);
Ecef ecef(double latitude_radians, double longitude_radians);
Ecef ecef(Position position);

// The two radii of curvature at a latitude, from its sine: of the meridian, and of the section across it.
struct Radii {
  double meridian;  // M
  double across;    // N; a parallel has the radius N cos(latitude)
};
Radii radii(double sine_of_latitude);

// The length in metres of the geodesic between two points on (or, as on the chord of a line, just below) the
// ellipsoid. Derivation and error: earth.cc. Symmetric; 0 for equal points.
double geodesic_length(const Ecef& a, const Ecef& b);

// The nearest whole millimetre. REQUIRES: 0 <= metres < 9e15
inline std::int64_t whole_millimetres(double metres) {
  return std::llround(metres * 1000);
}

}  // namespace detente::geo
