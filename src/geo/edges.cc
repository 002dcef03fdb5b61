#include "geo/edges.h"

#include <algorithm>

#include "base/check.h"

namespace detente::geo {
namespace {

constexpr std::int64_t kTurn = 2 * std::int64_t{kLongitudeMax};

// How far east of `from` a meridian lies: 0 to 3,599,999,999.
std::int64_t east_of(std::int64_t from, std::int64_t lon_e7) {
  const std::int64_t rest = (lon_e7 - from) % kTurn;
  return rest < 0 ? rest + kTurn : rest;
}

EdgeIndex::Box box_of(const Edge& edge) {
  return {.south = edge.lat + std::min<std::int64_t>(edge.north, 0),
          .north = edge.lat + std::max<std::int64_t>(edge.north, 0),
          .west = edge.lon + std::min<std::int64_t>(edge.east, 0),
          .width = edge.east < 0 ? -edge.east : edge.east};
}

enum class Hit : std::uint8_t { none, on, north_of_point };

// What a ray due north from the point meets. The half-open rule (an edge owns its western end, not its
// eastern) counts a vertex once. Every factor is at most 1.8e9, so both products and their difference stay
// below 6.5e18 < 2^63.
Hit hit(const Edge& edge, Position at) {
  const bool eastward = edge.east >= 0;
  const std::int64_t west_lon = eastward ? edge.lon : edge.lon + edge.east;
  const std::int64_t west_lat = eastward ? edge.lat : edge.lat + edge.north;
  const std::int64_t run = eastward ? edge.east : -edge.east;
  const std::int64_t rise = eastward ? edge.north : -edge.north;
  const std::int64_t east = east_of(west_lon, at.lon_e7);
  if (east > run) return Hit::none;
  const std::int64_t north = at.lat_e7 - west_lat;
  if (run == 0) {  // along a meridian
    return north >= std::min<std::int64_t>(rise, 0) && north <= std::max<std::int64_t>(rise, 0) ? Hit::on
                                                                                                : Hit::none;
  }
  const std::int64_t above = rise * east - north * run;  // > 0 where the edge lies north of the point
  if (above == 0) return Hit::on;
  return above > 0 && east < run ? Hit::north_of_point : Hit::none;
}

}  // namespace

std::vector<Edge> edges_through(const std::vector<Position>& vertices, Ends ends) {
  std::vector<Edge> edges;
  const std::size_t count = ends == Ends::closed ? vertices.size() : vertices.size() - 1;
  edges.reserve(count);
  std::int64_t lon = vertices.front().lon_e7;
  for (std::size_t i = 0; i < count; ++i) {
    const Position from = vertices[i];
    const Position to = vertices[(i + 1) % vertices.size()];
    const std::int64_t east = eastward_e7(from.lon_e7, to.lon_e7);
    edges.push_back(
        {.lon = lon, .lat = from.lat_e7, .east = east, .north = std::int64_t{to.lat_e7} - from.lat_e7});
    lon += east;
  }
  return edges;
}

void EdgeIndex::Box::add(const Box& other) {
  const std::int64_t east = std::max(west + width, other.west + other.width);
  south = std::min(south, other.south);
  north = std::max(north, other.north);
  west = std::min(west, other.west);
  width = east - west;
}

std::int64_t EdgeIndex::Box::lon_gap(std::int64_t lon_e7) const {
  const std::int64_t east = east_of(west, lon_e7);
  return east <= width ? 0 : std::min(east - width, kTurn - east);
}

EdgeIndex::EdgeIndex(std::vector<Edge> edges)
    : edges_(std::move(edges)), tree_(edges_.size(), [this](std::size_t i) { return box_of(edges_[i]); }) {}

Side EdgeIndex::side_of(Position at) const {
  bool on = false;
  bool odd = false;
  tree_.visit([at](const Box& box) { return at.lat_e7 <= box.north && box.lon_gap(at.lon_e7) == 0; },
              [&](std::size_t i) {
                const Hit met = hit(edges_[i], at);
                on = met == Hit::on;
                odd ^= met == Hit::north_of_point;
                return !on;
              });
  if (on) return Side::on_an_edge;
  return odd ? Side::inside : Side::outside;
}

}  // namespace detente::geo
