#include "tracks/grid.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"

namespace detente::tracks {

namespace {

constexpr std::int32_t row_of(std::int32_t lat_e7, std::int32_t cell) {
  return (lat_e7 + geo::kLatitudeMax) / cell;
}

// A lower bound of cos(latitude) by the Taylor polynomial 1 - x^2/2 + x^4/24 - x^6/720 (always below the
// cosine).
double cosine_at_least(double degrees) {
  const double x = degrees * 0.017453292519943295;
  const double xx = x * x;
  return 1.0 - xx / 2.0 + xx * xx / 24.0 - xx * xx * xx / 720.0;
}

}  // namespace

std::uint32_t Grid::key_of(geo::Position where) {
  const std::int32_t column = static_cast<std::int32_t>(
      ((static_cast<std::int64_t>(where.lon_e7) + geo::kLongitudeMax) / kCellE7) % kColumns);
  return key(row_of(where.lat_e7, kCellE7), column);
}

Grid::Range Grid::cells_within(geo::Position where, base::Distance reach) {
  CHECK(reach.mm >= 0);
  // A degree of latitude is at least 110.574 km, one of longitude at least 111.3 km times the cosine (WGS
  // 84).
  const double degrees = static_cast<double>(reach.mm) / 110.574e6 + 1e-6;
  const double lat = static_cast<double>(where.lat_e7) * 1e-7, lon = static_cast<double>(where.lon_e7) * 1e-7;
  const double far_lat = std::max(std::abs(lat - degrees), std::abs(lat + degrees));
  const double cosine = far_lat < 85.0 ? cosine_at_least(far_lat) : 0.0;
  constexpr double kCell = kCellE7 * 1e-7;
  const auto row = [](double latitude) {
    return static_cast<std::int32_t>(std::floor((std::clamp(latitude, -90.0, 90.0) + 90.0) / kCell));
  };
  Range range{.south = row(lat - degrees), .north = row(lat + degrees), .west = 0, .columns = kColumns};
  if (cosine > 0.0 && degrees / cosine < 170.0) {
    const double wide = degrees / cosine;
    const auto west = static_cast<std::int32_t>(std::floor((lon - wide + 180.0) / kCell));
    const auto east = static_cast<std::int32_t>(std::floor((lon + wide + 180.0) / kCell));
    range.columns = std::min(east - west + 1, kColumns);
    range.west = (west % kColumns + kColumns) % kColumns;
  }
  return range;
}

void Grid::put(const Entry& entry, const geo::Position* before) {
  if (before != nullptr && key_of(*before) == key_of(entry.position)) {
    for (Entry& there : cells_[key_of(entry.position)])
      if (there.id == entry.id) {
        there = entry;
        return;
      }
    CHECK(false && "a track stands where it was put");
  }
  if (before != nullptr) remove(entry.id, *before);
  cells_[key_of(entry.position)].push_back(entry);
}

void Grid::remove(TrackId id, geo::Position where) {
  const auto cell = cells_.find(key_of(where));
  CHECK(cell != cells_.end());
  std::vector<Entry>& entries = cell->second;
  const auto entry =
      std::find_if(entries.begin(), entries.end(), [id](const Entry& e) { return e.id == id; });
  CHECK(entry != entries.end());
  *entry = entries.back();
  entries.pop_back();
  if (entries.empty()) cells_.erase(cell);
}

}  // namespace detente::tracks
