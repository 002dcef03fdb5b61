#pragma once

#include <vector>

#include "geo/earth.h"
#include "geo/edges.h"
#include "geo/order_tree.h"

namespace detente::geo {

// Edges cut into short chords in space, for the distance from a point.
//
// An edge is straight in (longitude, latitude); in space it bends with the surface and, where it changes
// longitude, within the surface towards the pole (along a parallel by tan(lat) / R). Chords are at most
// kLengthMax long, which keeps the first bend below 5 mm, and short enough to keep the second below kBendMax:
// no point of the edge is farther than 11.2 mm from the chords.
// Shapes that would need more than kPiecesMax chords get longer ones; deviation() says what that costs.
class Pieces {
 public:
  static constexpr double kLengthMax = 500;           // metres
  static constexpr double kBendMax = 0.010;           // metres
  static constexpr std::size_t kPiecesMax = 262'144;  // and at least one for every edge

  explicit Pieces(const std::vector<Edge>& edges);  // REQUIRES: not empty, one after the other

  // The length in metres of the geodesic to the nearest point of the chords.
  double nearest(const Ecef& from) const;

  double deviation() const { return deviation_; }  // metres; 0.0112 unless the shape is very long
  std::size_t size() const { return points_.size() - 1; }

 private:
  struct Box {
    Ecef low;
    Ecef high;
    void add(const Box& other);
  };
  std::vector<Ecef> points_;  // piece i runs from point i to point i + 1
  double deviation_;
  OrderTree<Box> tree_;
};

}  // namespace detente::geo
