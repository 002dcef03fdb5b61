#include "agreements/ring_checks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <set>
#include <tuple>

#include "base/units.h"

namespace detente::agreements {

namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kHalfRound = geo::kLongitudeMax;
constexpr std::int64_t kRound = 2 * kHalfRound;

// On the unrolled plane: x is longitude counted on past 180 degrees, y is latitude.
struct Point {
  std::int64_t x = 0;
  std::int64_t y = 0;
  friend auto operator<=>(const Point&, const Point&) = default;
};

std::int64_t shorter_way(std::int64_t from, std::int64_t to) {
  std::int64_t delta = to - from;
  if (delta > kHalfRound) delta -= kRound;
  if (delta < -kHalfRound) delta += kRound;
  return delta;
}

// Above 0: c lies left of the way from a to b. Coordinates stay below 2^49 (100,000 vertices, half a round
// each).
int turn(const Point& a, const Point& b, const Point& c) {
  const Wide cross = Wide{b.x - a.x} * Wide{c.y - a.y} - Wide{b.y - a.y} * Wide{c.x - a.x};
  return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

// Whether the direction turns back by half a round at b.
bool turns_back(const Point& a, const Point& b, const Point& c) {
  const Wide dot = Wide{b.x - a.x} * Wide{c.x - b.x} + Wide{b.y - a.y} * Wide{c.y - b.y};
  return turn(a, b, c) == 0 && dot < 0;
}

struct Edge {
  Point left;  // the lesser end in (x, y)
  Point right;
  std::size_t from = 0;  // the vertex it starts at
};

bool lies_between(const Point& a, const Point& b, const Point& p) {
  return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y &&
         p.y <= std::max(a.y, b.y);
}

bool meet(const Edge& a, const Edge& b) {
  const int a_left = turn(b.left, b.right, a.left), a_right = turn(b.left, b.right, a.right);
  const int b_left = turn(a.left, a.right, b.left), b_right = turn(a.left, a.right, b.right);
  if (a_left * a_right < 0 && b_left * b_right < 0) return true;
  return (a_left == 0 && lies_between(b.left, b.right, a.left)) ||
         (a_right == 0 && lies_between(b.left, b.right, a.right)) ||
         (b_left == 0 && lies_between(a.left, a.right, b.left)) ||
         (b_right == 0 && lies_between(a.left, a.right, b.right));
}

// Which of two edges that the sweep crosses now lies lower. Edges begin, end and are compared in order of
// (x, y), as if the sweep line leaned a little: so upright edges are no special case.
struct Lower {
  bool operator()(const Edge* a, const Edge* b) const {
    if (a == b) return false;
    int side = 0;  // of a over b
    if (a->left < b->left) {
      side = -turn(a->left, a->right, b->left);
      if (side == 0) side = -turn(a->left, a->right, b->right);
    } else {
      side = turn(b->left, b->right, a->left);
      if (side == 0) side = turn(b->left, b->right, a->right);
    }
    if (side != 0) return side < 0;
    return a->from < b->from;
  }
};

// The plane sweep of Shamos and Hoey ("Geometric intersection problems", 1976): two edges that meet become
// neighbours before the sweep reaches the place, and the first such pair ends it. REQUIRES: no duplicate
// vertices, no spikes; then neighbours of the ring meet in their common vertex alone.
std::optional<ShapeFault> crossing_of(const std::vector<Edge>& edges) {
  struct Stop {
    Point at;
    bool begins;
    const Edge* edge;
  };
  std::vector<Stop> stops;
  stops.reserve(2 * edges.size());
  for (const Edge& edge : edges) {
    stops.push_back({edge.left, true, &edge});
    stops.push_back({edge.right, false, &edge});
  }
  std::sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) {
    return std::tie(a.at, a.begins, a.edge->from) < std::tie(b.at, b.begins, b.edge->from);
  });
  const auto crossing = [&](const Edge* a, const Edge* b) -> std::optional<ShapeFault> {
    const std::size_t apart = a->from > b->from ? a->from - b->from : b->from - a->from;
    if (apart == 1 || apart == edges.size() - 1 || !meet(*a, *b)) return std::nullopt;
    return ShapeFault{ShapeFault::Kind::crossing, std::min(a->from, b->from), std::max(a->from, b->from)};
  };
  std::set<const Edge*, Lower> crossed;
  std::vector<std::set<const Edge*, Lower>::iterator> place(edges.size(), crossed.end());
  for (const Stop& stop : stops) {
    if (stop.begins) {
      const auto here = crossed.insert(stop.edge).first;
      place[stop.edge->from] = here;
      if (here != crossed.begin())
        if (auto fault = crossing(*std::prev(here), *here)) return fault;
      if (std::next(here) != crossed.end())
        if (auto fault = crossing(*here, *std::next(here))) return fault;
    } else {
      const auto here = place[stop.edge->from];
      if (here != crossed.begin() && std::next(here) != crossed.end())
        if (auto fault = crossing(*std::prev(here), *std::next(here))) return fault;
      crossed.erase(here);
    }
  }
  return std::nullopt;
}

std::optional<ShapeFault> half_round_edge(const std::vector<geo::Position>& vertices, std::size_t edges) {
  for (std::size_t i = 0; i < edges; ++i) {
    const std::int64_t delta = std::int64_t{vertices[(i + 1) % vertices.size()].lon_e7} - vertices[i].lon_e7;
    if (delta == kHalfRound || delta == -kHalfRound)
      return ShapeFault{ShapeFault::Kind::half_round, i, (i + 1) % vertices.size()};
  }
  return std::nullopt;
}

// Latitude and longitude, with both spellings of the antimeridian alike.
std::optional<ShapeFault> duplicate_in(const std::vector<geo::Position>& vertices) {
  std::vector<std::tuple<std::int32_t, std::int32_t, std::size_t>> sorted;
  sorted.reserve(vertices.size());
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    const std::int32_t lon =
        vertices[i].lon_e7 == -geo::kLongitudeMax ? geo::kLongitudeMax : vertices[i].lon_e7;
    sorted.emplace_back(vertices[i].lat_e7, lon, i);
  }
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const auto& [lat, lon, other] = sorted[i - 1];
    if (lat == std::get<0>(sorted[i]) && lon == std::get<1>(sorted[i]))
      return ShapeFault{ShapeFault::Kind::duplicate, std::get<2>(sorted[i]), other};
  }
  return std::nullopt;
}

}  // namespace

std::optional<ShapeFault> fault_of_line(const std::vector<geo::Position>& vertices) {
  if (vertices.size() < 2) return ShapeFault{ShapeFault::Kind::too_few};
  for (std::size_t i = 1; i < vertices.size(); ++i)
    if (vertices[i] == vertices[i - 1]) return ShapeFault{ShapeFault::Kind::duplicate, i, i - 1};
  return half_round_edge(vertices, vertices.size() - 1);
}

std::optional<ShapeFault> fault_of_zone(const std::vector<geo::Position>& ring) {
  const std::size_t n = ring.size();
  if (n < 3) return ShapeFault{ShapeFault::Kind::too_few};
  if (auto fault = duplicate_in(ring)) return fault;
  if (auto fault = half_round_edge(ring, n)) return fault;
  std::vector<Point> points(n + 1);
  points[0] = {ring[0].lon_e7, ring[0].lat_e7};
  for (std::size_t i = 0; i < n; ++i) {
    const geo::Position& to = ring[(i + 1) % n];
    points[i + 1] = {points[i].x + shorter_way(ring[i].lon_e7, to.lon_e7), to.lat_e7};
  }
  const auto [west, east] = std::minmax_element(points.begin(), points.end());
  if (points[n] != points[0] || east->x - west->x >= kRound)
    return ShapeFault{ShapeFault::Kind::round_the_pole};
  for (std::size_t i = 0; i < n; ++i)
    if (turns_back(points[i], points[i + 1], i + 2 <= n ? points[i + 2] : points[1]))
      return ShapeFault{ShapeFault::Kind::spike, (i + 1) % n, (i + 1) % n};
  std::vector<Edge> edges(n);
  for (std::size_t i = 0; i < n; ++i)
    edges[i] = {
        .left = std::min(points[i], points[i + 1]), .right = std::max(points[i], points[i + 1]), .from = i};
  return crossing_of(edges);
}

std::optional<LongEdge> edge_out_of_line(const std::vector<geo::Position>& vertices, bool closed) {
  const std::size_t n = vertices.size();
  const std::size_t edges = closed ? n : n - 1;
  if (n < 3 || edges < 5) return std::nullopt;
  std::vector<double> lengths;
  for (std::size_t i = 0; i < edges; ++i) {
    const geo::Position& a = vertices[i];
    const geo::Position& b = vertices[(i + 1) % n];
    const double mean_latitude = (a.lat_e7 / 2.0 + b.lat_e7 / 2.0) * 1e-7 * std::numbers::pi / 180;
    const double east = static_cast<double>(shorter_way(a.lon_e7, b.lon_e7)) * std::cos(mean_latitude);
    const double north = static_cast<double>(std::int64_t{b.lat_e7} - a.lat_e7);
    lengths.push_back(std::sqrt(east * east + north * north));
  }
  const std::size_t longest =
      static_cast<std::size_t>(std::max_element(lengths.begin(), lengths.end()) - lengths.begin());
  const double length = lengths[longest];
  std::nth_element(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(edges / 2), lengths.end());
  const double median = lengths[edges / 2];
  if (length <= 5 * median) return std::nullopt;
  return LongEdge{.from = longest, .to = (longest + 1) % n, .times_median = length / median};
}

}  // namespace detente::agreements
