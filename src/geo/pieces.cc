#include "geo/pieces.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace detente::geo {
namespace {

double square(double x) {
  return x * x;
}

// How many chords an edge needs, as a real number. On the way t = 0 to 1 along the edge, with `a` radians of
// latitude and `b` of longitude, a point is accelerated within the surface by
//   R |b| sin(lat) sqrt((b cos(lat))^2 + (2a)^2),
// and n chords leave the edge by an eighth of that over n^2. Where sine or cosine stand, the latitude of the
// edge that makes them largest bounds them.
double chords_needed(const Edge& edge) {
  const double from = std::abs(static_cast<double>(edge.lat)) * kRadiansPerE7;
  const double to = std::abs(static_cast<double>(edge.lat + edge.north)) * kRadiansPerE7;
  const bool crosses_equator = (edge.lat < 0) != (edge.lat + edge.north < 0);
  const SineCosine highest = sine_cosine(std::max(from, to));
  const SineCosine lowest = sine_cosine(crosses_equator ? 0 : std::min(from, to));
  const double a = static_cast<double>(edge.north) * kRadiansPerE7;
  const double b = std::abs(static_cast<double>(edge.east)) * kRadiansPerE7;
  const double north = radii(highest.sine).meridian * a;
  const double east = radii(lowest.sine).across * lowest.cosine * b;
  const double length = std::sqrt(north * north + east * east);
  const double bend =
      kCurvatureRadiusMax * b * highest.sine * std::sqrt(square(b * lowest.cosine) + square(2 * a));
  return std::max(length / Pieces::kLengthMax, std::sqrt(bend / (8 * Pieces::kBendMax)));
}

std::vector<Ecef> cut(const std::vector<Edge>& edges, double coarser) {
  std::vector<Ecef> points;
  const auto add = [&points](double lat_e7, double lon_e7) {
    points.push_back(ecef(lat_e7 * kRadiansPerE7, lon_e7 * kRadiansPerE7));
  };
  for (const Edge& edge : edges) {
    const double count = std::max(1.0, std::ceil(chords_needed(edge) / coarser));
    const auto lat = static_cast<double>(edge.lat);
    // Within one turn, so that the sine sees a small argument however often a line goes round the earth.
    const auto lon = static_cast<double>(edge.lon % (2 * std::int64_t{kLongitudeMax}));
    for (double i = 0; i < count; ++i)
      add(lat + static_cast<double>(edge.north) * i / count,
          lon + static_cast<double>(edge.east) * i / count);
  }
  const Edge& last = edges.back();
  add(static_cast<double>(last.lat + last.north),
      static_cast<double>((last.lon + last.east) % (2 * std::int64_t{kLongitudeMax})));
  return points;
}

// By what the chords must be longer so that they are not more than kPiecesMax: 1 for all but very long lines.
double coarsening(const std::vector<Edge>& edges) {
  double needed = 0;
  for (const Edge& edge : edges) needed += chords_needed(edge);
  // Every edge may need one chord more than its share, by rounding up.
  const double allowed =
      std::max(static_cast<double>(Pieces::kPiecesMax) - static_cast<double>(edges.size()), 1.0);
  return std::max(1.0, needed / allowed);
}

double gap(double at, double low, double high) {
  return std::max({low - at, at - high, 0.0});
}

// The point of the piece nearest to `from`, in space.
Ecef nearest_on(const Ecef& start, const Ecef& end, const Ecef& from) {
  const Ecef along = end - start;
  const double length_squared = dot(along, along);
  if (!(length_squared > 0)) return start;
  const double share = std::clamp(dot(from - start, along) / length_squared, 0.0, 1.0);
  return start + share * along;
}

}  // namespace

void Pieces::Box::add(const Box& other) {
  low = {std::min(low.x, other.low.x), std::min(low.y, other.low.y), std::min(low.z, other.low.z)};
  high = {std::max(high.x, other.high.x), std::max(high.y, other.high.y), std::max(high.z, other.high.z)};
}

Pieces::Pieces(const std::vector<Edge>& edges)
    : points_(cut(edges, coarsening(edges))),
      deviation_(0.0112 * square(coarsening(edges))),
      tree_(points_.size() - 1, [this](std::size_t i) {
        Box box{points_[i], points_[i]};
        box.add({points_[i + 1], points_[i + 1]});
        return box;
      }) {}

// The nearest chord in space is not always the nearest along the surface: at 200 km the geodesic is 8.2 m
// longer than its chord, but 5 cm more or less with the azimuth. So candidates are compared by their
// geodesics, and a box is passed over only when even with the flattest curvature of the ellipsoid its
// geodesic would be no shorter than the best: chord >= 2 R sin(s / 2R), of which
// s (1 - x^2/24 + x^4/1920) with x = s / R is an upper bound for every x.
double Pieces::nearest(const Ecef& from) const {
  double best = std::numeric_limits<double>::max();
  double chord_squared_max = std::numeric_limits<double>::max();
  tree_.search(
      [&from](const Box& box) {
        return square(gap(from.x, box.low.x, box.high.x)) + square(gap(from.y, box.low.y, box.high.y)) +
               square(gap(from.z, box.low.z, box.high.z));
      },
      [&chord_squared_max] { return chord_squared_max; },
      [&](std::size_t i) {
        const Ecef there = nearest_on(points_[i], points_[i + 1], from);
        const Ecef chord = there - from;
        if (dot(chord, chord) >= chord_squared_max) return;
        const double length = geodesic_length(from, there);
        if (length >= best) return;
        best = length;
        const double x_squared = square(length / kCurvatureRadiusMax);
        chord_squared_max = square(length * (1 - x_squared / 24 + square(x_squared) / 1920));
      });
  return best;
}

}  // namespace detente::geo
