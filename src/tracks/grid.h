#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/units.h"
#include "geo/position.h"
#include "geo/screen.h"

namespace detente::tracks {

// One of the things that use a number: 1 the first that was seen, 2 another that used the same number
// elsewhere. Parts are numbered in canonical order, so every node gives the same ones.
struct TrackId {
  std::uint32_t mmsi = 0;
  std::uint32_t part = 1;
  friend constexpr auto operator<=>(TrackId, TrackId) = default;
};

// Where every track was last, by cells of a quarter of a degree: finds who could be near without asking all.
class Grid {
 public:
  struct Entry {
    TrackId id;
    geo::Position position;
    base::Instant at;
    std::optional<geo::PlaneMotion> motion;  // absent where speed or course was not reported
  };

  // Puts the track at its new place. `before` is where it stood, if it is in the grid.
  void put(const Entry& entry, const geo::Position* before);
  void remove(TrackId id, geo::Position where);

  // Calls `visit(entry)` for every track whose last place may lie within `reach` of `where`: all that do,
  // some that do not. The order is that of cells, then of arrival; nothing that is printed may depend on it.
  template <typename Visit>
  void near(geo::Position where, base::Distance reach, Visit visit) const {
    const Range range = cells_within(where, reach);
    for (std::int32_t row = range.south; row <= range.north; ++row)
      for (std::int32_t step = 0; step < range.columns; ++step) {
        const auto cell = cells_.find(key(row, (range.west + step) % kColumns));
        if (cell == cells_.end()) continue;
        for (const Entry& entry : cell->second) visit(entry);
      }
  }

 private:
  static constexpr std::int32_t kCellE7 = 2'500'000;
  static constexpr std::int32_t kColumns = 1'440;
  struct Range {
    std::int32_t south, north;   // rows, both included
    std::int32_t west, columns;  // first column, how many eastward
  };
  static Range cells_within(geo::Position where, base::Distance reach);
  static std::uint32_t key(std::int32_t row, std::int32_t column) {
    return static_cast<std::uint32_t>(row * kColumns + column);
  }
  static std::uint32_t key_of(geo::Position where);

  std::unordered_map<std::uint32_t, std::vector<Entry>> cells_;  // order never reaches output
};

}  // namespace detente::tracks
