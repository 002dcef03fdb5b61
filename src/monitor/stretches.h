#pragma once

#include <deque>
#include <memory>
#include <unordered_map>

#include "geo/leg.h"
#include "monitor/desk.h"
#include "tracks/picture.h"

namespace detente::monitor {

// The ways lately travelled, for clauses on the distance between two vessels. Two legs that overlap in time
// are judged once, when the later of them is completed, so that every pair is judged over all the time both
// are known.
class Stretches {
 public:
  explicit Stretches(const Rules& rules);

  // REQUIRES: track.before.
  void judge_leg(const Desk& desk, const tracks::Track& track);
  void forget_before(base::Instant when);  // legs that ended earlier can meet no later one

  static constexpr std::size_t kLegsMax = 1'024;  // held of one track: past that the oldest is let go

 private:
  struct Stretch {
    geo::Leg leg;
    base::Speed fastest;
    std::shared_ptr<const tracks::Point> from;
    std::shared_ptr<const tracks::Point> to;
  };
  void judge_pair(const Desk& desk, std::size_t article, tracks::TrackId a, const Stretch& way_a,
                  tracks::TrackId b, const Stretch& way_b) const;

  struct Article {
    std::size_t index;
    base::Distance widest;  // without the errors of the moment
  };
  std::vector<Article> articles_;
  struct Hash {
    std::size_t operator()(tracks::TrackId id) const { return id.mmsi * 31U + id.part; }
  };
  std::unordered_map<tracks::TrackId, std::deque<Stretch>, Hash> recent_;  // order never reaches output
};

}  // namespace detente::monitor
