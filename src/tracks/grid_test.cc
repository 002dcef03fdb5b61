#include "tracks/grid.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <map>
#include <set>

#include "geo/distance.h"
#include "geo/draw_for_tests.h"

namespace detente::tracks {
namespace {

geo::Draw drawn_for(const char* law, std::uint64_t usual_seed) {
  const char* asked = std::getenv("DETENTE_SEED");
  const std::uint64_t seed = asked != nullptr ? std::strtoull(asked, nullptr, 10) : usual_seed;
  std::printf("%s: seed %llu\n", law, static_cast<unsigned long long>(seed));
  return geo::Draw(seed);
}

Grid::Entry entry_at(std::uint32_t mmsi, geo::Position where) {
  Grid::Entry entry{};
  entry.id = {.mmsi = mmsi, .part = 1};
  entry.position = where;
  return entry;
}

std::multiset<std::uint32_t> found(const Grid& grid, geo::Position where, base::Distance reach) {
  std::multiset<std::uint32_t> ids;
  grid.near(where, reach, [&ids](const Grid::Entry& entry) { ids.insert(entry.id.mmsi); });
  return ids;
}

// All over the world, with many close together, at the antimeridian and around both poles.
geo::Position somewhere(geo::Draw& draw) {
  if (draw.one_in(4)) {
    const auto off = static_cast<std::int32_t>(draw.whole(0, 60'000'000));
    return {draw.one_in(2) ? geo::kLatitudeMax - off : off - geo::kLatitudeMax,
            static_cast<std::int32_t>(draw.whole(-geo::kLongitudeMax, geo::kLongitudeMax))};
  }
  if (draw.one_in(2)) return draw.near({378'000'000, 1'799'000'000}, 15'000'000);
  return draw.position();
}

TEST_CASE("whoever lies within the reach is found, once, wherever on earth") {
  geo::Draw draw = drawn_for("grid near", 3);
  std::map<std::uint32_t, geo::Position> all;
  Grid grid;
  for (std::uint32_t id = 1; id <= 1'500; ++id) {
    all[id] = somewhere(draw);
    grid.put(entry_at(id, all[id]), nullptr);
  }
  // Moved, so that what is found is where things stand now.
  for (auto& [id, position] : all)
    if (draw.one_in(2)) {
      const geo::Position before = position;
      position = draw.one_in(3) ? somewhere(draw) : draw.near(before, 20'000);
      grid.put(entry_at(id, position), &before);
    }
  for (std::uint32_t id = 1; id <= 1'500; id += 7) {
    grid.remove({.mmsi = id, .part = 1}, all[id]);
    all.erase(id);
  }
  std::size_t met = 0;
  for (int i = 0; i < 400; ++i) {
    const geo::Position where = somewhere(draw);
    const base::Distance reach{draw.one_in(3) ? draw.whole(0, 5'000'000) : draw.whole(0, 200'000'000)};
    const auto ids = found(grid, where, reach);
    REQUIRE(std::set<std::uint32_t>(ids.begin(), ids.end()).size() == ids.size());
    for (const auto& [id, position] : all) {
      if (geo::distance(where, position) > reach) continue;
      ++met;
      INFO("from " << where.lat_e7 << " " << where.lon_e7 << " to " << position.lat_e7 << " "
                   << position.lon_e7 << " reach " << reach.mm);
      REQUIRE(ids.contains(id));
    }
    for (const std::uint32_t id : ids) REQUIRE(all.contains(id));
  }
  CHECK(met > 1'000);
}

TEST_CASE("the two names of the antimeridian are one place") {
  Grid grid;
  grid.put(entry_at(1, {0, geo::kLongitudeMax}), nullptr);
  grid.put(entry_at(2, {0, -geo::kLongitudeMax}), nullptr);
  for (const std::int32_t lon :
       {geo::kLongitudeMax, -geo::kLongitudeMax, geo::kLongitudeMax - 1'000, 1'000 - geo::kLongitudeMax})
    CHECK(found(grid, {0, lon}, {100'000}).size() == 2);
}

TEST_CASE("around a pole every meridian is near") {
  Grid grid;
  for (std::uint32_t id = 0; id < 8; ++id)
    grid.put(
        entry_at(id + 1, {geo::kLatitudeMax - 100'000,
                          static_cast<std::int32_t>(std::int64_t{id} * 450'000'000 - geo::kLongitudeMax)}),
        nullptr);
  grid.put(entry_at(9, {geo::kLatitudeMax, 0}), nullptr);
  CHECK(found(grid, {geo::kLatitudeMax, 777'000'000}, {2'000'000}).size() == 9);
  CHECK(found(grid, {geo::kLatitudeMax - 100'000, 1}, {3'000'000}).size() == 9);
  CHECK(found(grid, {-geo::kLatitudeMax, 0}, {3'000'000}).empty());
}

TEST_CASE("a reach around the world finds all") {
  Grid grid;
  grid.put(entry_at(1, {100, 100}), nullptr);
  grid.put(entry_at(2, {-800'000'000, 1'790'000'000}), nullptr);
  CHECK(found(grid, {450'000'000, -900'000'000}, {20'100'000'000}).size() == 2);
}

TEST_CASE("what was removed is found no more, and others stay") {
  Grid grid;
  grid.put(entry_at(1, {0, 0}), nullptr);
  grid.put(entry_at(2, {0, 0}), nullptr);
  grid.put(entry_at(3, {0, 0}), nullptr);
  grid.remove({.mmsi = 1, .part = 1}, {0, 0});
  CHECK(found(grid, {0, 0}, {0}) == std::multiset<std::uint32_t>{2, 3});
}

}  // namespace
}  // namespace detente::tracks
