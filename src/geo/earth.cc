#include "geo/earth.h"

#include <cmath>

namespace detente::geo {
namespace {

// How the length of a geodesic follows from its chord.
//
// Let A = diag(1/a^2, 1/a^2, 1/b^2), so that the ellipsoid is x.Ax = 1, d = Q - P the chord of length c and
// m = P + Q. Because P.AP = Q.AQ, d.Am = 0: the chord is parallel to the tangent plane at the point x0 where
// the ray along m leaves the ellipsoid. The normal section at x0 along d therefore has exactly the curvature
// (Euler's, but without azimuth or latitude, hence without trouble at the poles)
//   k = (d.Ad / d.d) / |A x0|,   x0 = m / sqrt(m.Am).
// The geodesic from P to Q runs by x0's neighbourhood symmetrically, and to the fifth order in c
//   s = (2/k) asin(c k / 2) + O(e^2 c^5 / R^4).
// The remainder is the change of curvature along the way. Its coefficient is e^2 times a few hundredths:
// 0.01 mm at 200 km, below 10 cm at 1,000 km (measured in distance_property_test.cc).
double by_osculating_circle(const Ecef& d, const Ecef& m, double chord) {
  constexpr double q = 1 / ((1 - kFlattening) * (1 - kFlattening));  // a^2 / b^2
  const double d_a_d = d.x * d.x + d.y * d.y + q * d.z * d.z;        // times a^2, as are those below
  const double m_a_m = m.x * m.x + m.y * m.y + q * m.z * m.z;
  const double a_m_squared = m.x * m.x + m.y * m.y + q * q * m.z * m.z;
  const double curvature = d_a_d / (chord * chord) * std::sqrt(m_a_m / a_m_squared) / kEquatorialRadius;
  return 2 / curvature * arc_sine(chord * curvature / 2);
}

// Lambert's formula (first order in the flattening) on the sphere of parametric latitudes, for what is far:
//   s = a (sigma - f/2 (X + Y)),
//   X = (sigma - sin sigma) sin^2 P cos^2 Q / cos^2(sigma/2),
//   Y = (sigma + sin sigma) cos^2 P sin^2 Q / sin^2(sigma/2),
// P and Q half the sum and half the difference of the parametric latitudes. (x/a, y/a, z/b) is the unit
// vector of parametric latitude, so every term is algebra of the coordinates except sigma itself. X and Y are
// bounded by sigma +- sin sigma, so that antipodes are as harmless as neighbours.
double by_lambert(const Ecef& p, const Ecef& q) {
  const Ecef u{p.x / kEquatorialRadius, p.y / kEquatorialRadius, p.z / kPolarRadius};
  const Ecef v{q.x / kEquatorialRadius, q.y / kEquatorialRadius, q.z / kPolarRadius};
  const Ecef difference = u - v;
  const Ecef sum = u + v;
  const double sine_half = std::sqrt(dot(difference, difference)) / 2;
  const double cosine_half = std::sqrt(dot(sum, sum)) / 2;
  const double sigma = 2 * arc_tangent(sine_half, cosine_half);
  const double sine = 2 * sine_half * cosine_half;
  const auto quotient = [](double part, double whole) {
    return whole > 0 ? part * part / (whole * whole) : 0;
  };
  const double x = (sigma - sine) * quotient(sum.z / 2, cosine_half);
  const double y = (sigma + sine) * quotient(difference.z / 2, sine_half);
  return kEquatorialRadius * (sigma - kFlattening / 2 * (x + y));
}

}  // namespace

Ecef ecef(const SineCosine& latitude, const SineCosine& longitude) {
  const double across = radii(latitude.sine).across;
  return {across * latitude.cosine * longitude.cosine, across * latitude.cosine * longitude.sine,
          across * (1 - kEccentricitySquared) * latitude.sine};
}

Ecef ecef(double latitude_radians, double longitude_radians) {
  return ecef(sine_cosine(latitude_radians), sine_cosine(longitude_radians));
}

Ecef ecef(Position position) {
  return ecef(position.lat_e7 * kRadiansPerE7, position.lon_e7 * kRadiansPerE7);
}

Radii radii(double sine_of_latitude) {
  const double w_squared = 1 - kEccentricitySquared * sine_of_latitude * sine_of_latitude;
  const double across = kEquatorialRadius / std::sqrt(w_squared);
  return {.meridian = across * (1 - kEccentricitySquared) / w_squared, .across = across};
}

double geodesic_length(const Ecef& a, const Ecef& b) {
  // Between these two chords one formula passes into the other, so that length stays a continuous function.
  constexpr double near = 1'000'000;
  constexpr double far = 2'000'000;
  const Ecef d = b - a;
  const double chord = std::sqrt(dot(d, d));
  if (!(chord > 0)) return 0;
  if (chord <= near) return by_osculating_circle(d, a + b, chord);
  if (chord >= far) return by_lambert(a, b);
  const double by_circle = by_osculating_circle(d, a + b, chord);
  return by_circle + (chord - near) / (far - near) * (by_lambert(a, b) - by_circle);
}

}  // namespace detente::geo
