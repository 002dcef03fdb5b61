#include "tracks/picture.h"

#include <algorithm>
#include <cstdio>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "facts/flag.h"
#include "geo/distance.h"

namespace detente::tracks {

namespace {

void join(facts::Particulars& known, const facts::Particulars& said) {
  if (said.name) known.name = said.name;
  if (said.call_sign) known.call_sign = said.call_sign;
  if (said.imo) known.imo = said.imo;
  if (said.ship_type) known.ship_type = said.ship_type;
}

// mm per millisecond and hour: a speed times a time, rounded up. At most 2^62 for a year at 1,000 kn.
base::Distance way(base::Speed speed, base::Duration time) {
  return {speed.mmph / 1'000 * (time.ms / 1'000 + 1) / 3'600 * 1'000 + 1'000};
}

Grid::Entry entry_of(TrackId id, const Point& point) {
  Grid::Entry entry{.id = id, .position = point.fix.position, .at = point.at, .motion = std::nullopt};
  if (const auto motion = motion_of(point.fix)) entry.motion = geo::plane_motion(*motion);
  return entry;
}

}  // namespace

std::string subject_text(TrackId id) {
  char text[32];
  std::snprintf(text, sizeof text, id.part == 1 ? "mmsi:%09u" : "mmsi:%09u#%u", id.mmsi, id.part);
  return text;
}

std::optional<geo::Motion> motion_of(const facts::Fix& fix) {
  if (!fix.speed || (!fix.course && *fix.speed >= kSteering)) return std::nullopt;
  return geo::Motion{
      .position = fix.position, .speed = *fix.speed, .course = fix.course.value_or(base::Angle{})};
}

geo::Leg leg_of(const Track& track) {
  CHECK(track.before != nullptr);
  return {.from = track.before->fix.position,
          .to = track.last->fix.position,
          .start = track.before->at,
          .end = track.last->at};
}

// The track that could have reached the new place in the time, the nearest of them; nullptr where none could.
Track* Picture::continued_by(Vessel& vessel, const facts::Sighting& sighting) const {
  Track* nearest = nullptr;
  base::Distance nearest_distance;
  for (Track& track : vessel.tracks) {
    const base::Distance distance = geo::distance(track.last->fix.position, sighting.fix->position);
    const base::Duration time =
        sighting.at - track.last->at + plausibility_.time_error + plausibility_.time_error;
    const base::Distance reach = way(plausibility_.fastest, time) + plausibility_.error + plausibility_.error;
    if (distance > reach) continue;
    if (nearest != nullptr && distance >= nearest_distance) continue;
    nearest = &track;
    nearest_distance = distance;
  }
  return nearest;
}

Track& Picture::begin_track(Vessel& vessel, std::uint32_t mmsi, Point point) {
  if (vessel.tracks.size() == kPartsMax) {
    const auto silent =
        std::min_element(vessel.tracks.begin(), vessel.tracks.end(), [](const Track& a, const Track& b) {
          return std::tie(a.last->at, a.id) < std::tie(b.last->at, b.id);
        });
    grid_.remove(silent->id, silent->last->fix.position);
    vessel.tracks.erase(silent);
    ++let_go_;
  }
  const TrackId id{.mmsi = mmsi, .part = ++vessel.parts};
  grid_.put(entry_of(id, point), nullptr);
  auto last = std::make_shared<const Point>(std::move(point));
  return vessel.tracks.emplace_back(Track{.id = id, .last = std::move(last), .before = nullptr, .fixes = 1});
}

void Picture::make_room() {
  if (vessels_.size() < kVesselsMax) return;
  std::vector<std::pair<base::Instant, std::uint32_t>> heard;
  heard.reserve(vessels_.size());
  for (const auto& [mmsi, vessel] : vessels_) heard.emplace_back(vessel.heard, mmsi);
  const auto eighth = heard.begin() + static_cast<std::ptrdiff_t>(heard.size() / 8);
  std::nth_element(heard.begin(), eighth, heard.end());
  for (auto silent = heard.begin(); silent != eighth; ++silent) {
    const auto vessel = vessels_.find(silent->second);
    for (const Track& track : vessel->second.tracks) grid_.remove(track.id, track.last->fix.position);
    vessels_.erase(vessel);
    ++let_go_;
  }
}

Change Picture::eat(const facts::Sighting& sighting) {
  switch (facts::identity_kind(sighting.mmsi)) {
    case facts::IdentityKind::vessel:
      break;
    case facts::IdentityKind::none:
      return {.kind = Change::Kind::default_number, .track = {}};
    default:
      return {.kind = Change::Kind::not_a_vessel, .track = {}};
  }
  if (!vessels_.contains(sighting.mmsi)) make_room();
  Vessel& vessel = vessels_[sighting.mmsi];
  vessel.heard = sighting.at;
  if (sighting.particulars) join(vessel.particulars, *sighting.particulars);
  if (!sighting.fix) return {.kind = Change::Kind::particulars, .track = {}};

  Point point{
      .at = sighting.at, .fix = *sighting.fix, .source = sighting.source, .payload = sighting.payload};
  Track* track = continued_by(vessel, sighting);
  if (track == nullptr) {
    const bool apart = !vessel.tracks.empty();
    Track& begun = begin_track(vessel, sighting.mmsi, std::move(point));
    return {.kind = Change::Kind::began, .track = begun.id, .apart = apart};
  }
  const base::Duration since = point.at - track->last->at;
  if (since.ms <= 0 || (since <= kRepeatWithin && point.fix == track->last->fix))
    return {.kind = Change::Kind::repeated, .track = track->id};
  grid_.put(entry_of(track->id, point), &track->last->fix.position);
  const bool gap = since > plausibility_.interpolate_at_most;
  track->before = gap ? nullptr : std::move(track->last);
  track->last = std::make_shared<const Point>(std::move(point));
  ++track->fixes;
  return {.kind = gap ? Change::Kind::after_gap : Change::Kind::continued, .track = track->id};
}

const Vessel* Picture::vessel(std::uint32_t mmsi) const {
  const auto found = vessels_.find(mmsi);
  return found == vessels_.end() ? nullptr : &found->second;
}

const Track* Picture::track(TrackId id) const {
  const Vessel* found = vessel(id.mmsi);
  if (found == nullptr) return nullptr;
  for (const Track& track : found->tracks)
    if (track.id == id) return &track;
  return nullptr;
}

bool Picture::contested(std::uint32_t mmsi, base::Instant when) const {
  const Vessel* found = vessel(mmsi);
  if (found == nullptr) return false;
  return std::count_if(found->tracks.begin(), found->tracks.end(), [when](const Track& track) {
           return track.fixes >= 2 && when - track.last->at <= kContestedWithin;
         }) >= 2;
}

}  // namespace detente::tracks
