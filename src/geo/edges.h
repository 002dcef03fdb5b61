#pragma once

#include <cstdint>
#include <vector>

#include "geo/order_tree.h"
#include "geo/position.h"

namespace detente::geo {

// One edge, straight in (longitude, latitude), the shorter way round. Longitudes run on from the first vertex
// without wrapping, so that a line that crosses the antimeridian stays in one piece.
struct Edge {
  std::int64_t lon;    // of its first end, unwrapped, 1e-7 degree
  std::int64_t lat;    // of its first end
  std::int64_t east;   // to its second end: -1,799,999,999 to 1,800,000,000
  std::int64_t north;  // to its second end
};

enum class Ends : std::uint8_t { open, closed };  // a line; a ring, whose last vertex joins the first
std::vector<Edge> edges_through(const std::vector<Position>& vertices, Ends ends);

enum class Side : std::uint8_t { outside, on_an_edge, inside };

// Where a point lies to a set of edges: decided by integers, hence exactly. Inside means that an odd
// number of edges lies due north of the point (even-odd rule); so a ring may be wider than 180 degrees.
// A ring that goes round a pole holds what lies south of it. The poles themselves are judged at the
// longitude with which they are spelled.
class EdgeIndex {
 public:
  explicit EdgeIndex(std::vector<Edge> edges);  // REQUIRES: not empty
  Side side_of(Position at) const;
  const std::vector<Edge>& edges() const { return edges_; }

  // Everything lies within; `west` is unwrapped and `width` may exceed a turn.
  struct Box {
    std::int64_t south, north, west, width;
    void add(const Box& other);
    // From that meridian to the nearer side of the box; 0 for those of the box itself.
    std::int64_t lon_gap(std::int64_t lon_e7) const;
  };
  const Box& box() const { return tree_.whole(); }

 private:
  std::vector<Edge> edges_;
  OrderTree<Box> tree_;
};

}  // namespace detente::geo
