#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "geo/position.h"

// Whether vertices make a line or a zone that can be judged. Integers throughout; edges go the shorter way
// round in longitude, so shapes may cross the antimeridian. O(n log n) for n vertices.
namespace detente::agreements {

struct ShapeFault {
  enum class Kind {
    too_few,         // fewer than 2 vertices of a line, 3 of a zone
    duplicate,       // `vertex` stands where `other` stands
    half_round,      // the edge from `vertex` spans 180 degrees of longitude: there is no shorter way
    round_the_pole,  // the ring goes once round the earth: it encloses a pole, or laps itself
    spike,           // the two edges at `vertex` lie on one another
    crossing,        // the edges from `vertex` and from `other` meet
  };
  Kind kind;
  std::size_t vertex = 0;  // counted from 0
  std::size_t other = 0;
  friend bool operator==(const ShapeFault&, const ShapeFault&) = default;
};

std::optional<ShapeFault> fault_of_line(const std::vector<geo::Position>& vertices);
std::optional<ShapeFault> fault_of_zone(const std::vector<geo::Position>& ring);

// The edge that is more than five times as long as the median edge, if there are at least five edges; the
// longest. A slip of a digit in a list of positions shows like this.
struct LongEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  double times_median = 0;  // for people; no assessment rests on it
};
std::optional<LongEdge> edge_out_of_line(const std::vector<geo::Position>& vertices, bool closed);

}  // namespace detente::agreements
