#include <algorithm>
#include <map>

#include "geo/distance.h"
#include "monitor/twin_for_tests.h"

// Section 2 of spec/indications.md.
namespace detente::monitor::twin {
namespace {

bool is_nobody(std::uint32_t mmsi) {
  return mmsi == 0 || mmsi == 123456789 || (mmsi <= 999'999'999 && mmsi % 111'111'111 == 0);
}

bool makes_tracks(std::uint32_t mmsi) {
  if (is_nobody(mmsi) || mmsi > 999'999'999) return false;
  const std::uint32_t lead = mmsi / 1'000'000;
  if (lead >= 200 && lead <= 899) return true;
  const std::uint32_t mid = mmsi / 10'000 % 1000;
  return mmsi / 10'000'000 == 98 && mid >= 200 && mid <= 799;
}

// Whether what was last seen at `last` can be what is seen now, and how far apart the two are.
std::optional<std::int64_t> reached(const agreements::Verification& means, const facts::Sighting& last,
                                    const facts::Sighting& now) {
  const std::int64_t apart = geo::distance(last.fix->position, now.fix->position).mm;
  const std::int64_t ms = now.at.ms - last.at.ms + 2 * means.time_error.ms;
  const std::int64_t seconds = ms / 1000 + 1;
  const std::int64_t metres = means.fastest.mmph / 1000 * seconds / 3600 + 1;
  const std::int64_t way = metres * 1000;
  const std::int64_t error = std::max(means.error_accurate.mm, means.error_otherwise.mm);
  if (apart > way + 2 * error) return std::nullopt;
  return apart;
}

}  // namespace

std::vector<Track> tracks_of(const Rules& rules, const std::vector<facts::Event>& events) {
  std::vector<Track> all;
  std::map<std::uint32_t, std::uint32_t> parts;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto* sighting = std::get_if<facts::Sighting>(&events[i]);
    if (sighting == nullptr || !sighting->fix || !makes_tracks(sighting->mmsi)) continue;

    Track* nearest = nullptr;
    std::int64_t nearest_mm = 0;
    std::vector<std::size_t> living;
    for (std::size_t k = 0; k < all.size(); ++k) {
      Track& track = all[k];
      if (track.id.mmsi != sighting->mmsi || track.displaced) continue;
      living.push_back(k);
      const auto apart = reached(rules.verification, *track.points.back().sighting, *sighting);
      if (apart && (nearest == nullptr || *apart < nearest_mm)) {
        nearest = &track;
        nearest_mm = *apart;
      }
    }
    if (nearest == nullptr) {
      if (living.size() == tracks::kPartsMax) {
        std::size_t silent = living.front();
        for (const std::size_t k : living)
          if (all[k].points.back().sighting->at < all[silent].points.back().sighting->at) silent = k;
        all[silent].displaced = i;
      }
      all.push_back({.id = {sighting->mmsi, ++parts[sighting->mmsi]},
                     .points = {{sighting, i, false}},
                     .repeats = {},
                     .displaced = std::nullopt});
      continue;
    }
    const facts::Sighting& last = *nearest->points.back().sighting;
    const bool same_again = *last.fix == *sighting->fix && (sighting->at - last.at) <= tracks::kRepeatWithin;
    if (sighting->at <= last.at || same_again) {
      nearest->repeats.push_back(i);
      continue;
    }
    const bool joined = sighting->at - last.at <= rules.verification.interpolate_at_most;
    nearest->points.push_back({sighting, i, joined});
  }
  return all;
}

}  // namespace detente::monitor::twin
