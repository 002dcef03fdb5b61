#pragma once

#include <cstddef>
#include <vector>

namespace detente::geo {

// A tree of bounding boxes over things in the order in which they lie along a line. Neighbours on the line
// are neighbours on the earth, so the order itself is a good tree: it is built in one pass, is the same on
// every machine and holds for n things fewer than n / 3 boxes.
// A Box has `void add(const Box&)`, after which it holds what both held.
template <typename Box>
class OrderTree {
 public:
  static constexpr std::size_t kLeaf = 8;  // things under one box of the lowest level

  // `box_of(i)` is the box of thing i.
  template <typename BoxOf>
  OrderTree(std::size_t things, BoxOf box_of) : things_(things) {
    std::vector<Box> level;
    for (std::size_t i = 0; i < things; ++i) {
      if (i % kLeaf == 0) {
        level.push_back(box_of(i));
      } else {
        level.back().add(box_of(i));
      }
    }
    while (level.size() > 1) {
      std::vector<Box> upper;
      for (std::size_t i = 0; i < level.size(); ++i) {
        if (i % 2 == 0) {
          upper.push_back(level[i]);
        } else {
          upper.back().add(level[i]);
        }
      }
      levels_.push_back(std::move(level));
      level = std::move(upper);
    }
    levels_.push_back(std::move(level));
  }

  const Box& whole() const { return levels_.back().front(); }

  // Calls `thing(i)` for the things under every box for which `wanted(box)`, in order, until one call returns
  // false. False when it was cut short.
  template <typename Wanted, typename Thing>
  bool visit(Wanted wanted, Thing thing) const {
    return visit_below(levels_.size() - 1, 0, wanted, thing);
  }

  // Calls `thing(i)` for the things under every box whose `cost(box)` is below what `bound()` says when its
  // turn comes; the cheaper of two boxes first, the earlier where they are equal.
  template <typename Cost, typename Bound, typename Thing>
  void search(Cost cost, Bound bound, Thing thing) const {
    search_below(levels_.size() - 1, 0, cost(whole()), cost, bound, thing);
  }

 private:
  template <typename Wanted, typename Thing>
  bool visit_below(std::size_t level, std::size_t index, Wanted& wanted, Thing& thing) const {
    if (!wanted(levels_[level][index])) return true;
    if (level == 0) {
      for (std::size_t i = index * kLeaf; i < things_ && i < (index + 1) * kLeaf; ++i)
        if (!thing(i)) return false;
      return true;
    }
    const std::size_t left = 2 * index;
    if (!visit_below(level - 1, left, wanted, thing)) return false;
    return left + 1 >= levels_[level - 1].size() || visit_below(level - 1, left + 1, wanted, thing);
  }

  template <typename Cost, typename Bound, typename Thing>
  void search_below(std::size_t level, std::size_t index, double own, Cost& cost, Bound& bound,
                    Thing& thing) const {
    if (own >= bound()) return;
    if (level == 0) {
      for (std::size_t i = index * kLeaf; i < things_ && i < (index + 1) * kLeaf; ++i) thing(i);
      return;
    }
    const std::vector<Box>& lower = levels_[level - 1];
    const std::size_t left = 2 * index;
    const std::size_t right = left + 1;
    const double left_cost = cost(lower[left]);
    if (right >= lower.size()) return search_below(level - 1, left, left_cost, cost, bound, thing);
    const double right_cost = cost(lower[right]);
    if (left_cost <= right_cost) {
      search_below(level - 1, left, left_cost, cost, bound, thing);
      search_below(level - 1, right, right_cost, cost, bound, thing);
    } else {
      search_below(level - 1, right, right_cost, cost, bound, thing);
      search_below(level - 1, left, left_cost, cost, bound, thing);
    }
  }

  std::size_t things_;
  std::vector<std::vector<Box>> levels_;  // the lowest first; one box in the last
};

}  // namespace detente::geo
