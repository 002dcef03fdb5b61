#pragma once

#include <cstdint>
#include <vector>

#include "base/units.h"
#include "drill/random.h"
#include "drill/scenario.h"
#include "geo/leg.h"
#include "geo/motion.h"

namespace detente::drill {

// The number under which a vessel's streams of random numbers go: FNV-1a of its name.
std::uint64_t key_of(const Vessel& vessel);

// How one vessel moves: its routine, until the script says otherwise. A chain of legs, each at most 30 min
// long and straight in (longitude, latitude); true positions, free of noise. The vessel outlives it.
class Voyage {
 public:
  // REQUIRES: seed is the rehearsal's. Begins at `vessel.present.from`.
  Voyage(const Vessel& vessel, std::uint64_t seed);

  void advance_to(base::Instant at);      // REQUIRES: not before the moment reached last
  void follow(const Incident& incident);  // at the moment reached last; what concerns no movement is ignored

  base::Instant now() const { return now_; }        // the moment reached last
  geo::Motion motion() const;                       // course: the last one while it rests
  int nav_status() const { return nav_status_; }    // M.1371-5, table 48
  base::Instant turned() const { return turned_; }  // when its course last changed by more than 5 deg

 private:
  enum class Mode { rest, way, loop, ground, homeward, steady };

  void begin();
  void take_up();  // the routine, from where it is
  void choose();   // what to do at `now_`, where the last leg or rest has ended
  void choose_goal();
  void sail();  // a leg towards the goal
  void rest(base::Instant until, int nav_status);
  void set_course(base::Angle course);
  geo::Position on_ground();
  base::Speed drawn_speed();
  geo::Position near(geo::Position centre, base::Distance radius);

  const Vessel& vessel_;
  Random random_;
  Mode mode_ = Mode::rest;
  bool resting_ = true;
  geo::Position at_;  // at the beginning of the leg, or the resting place
  geo::Position goal_;
  geo::Leg leg_;  // while not resting
  base::Instant now_;
  base::Instant ends_;  // of the leg or rest
  base::Speed speed_;
  base::Angle course_;
  base::Instant turned_;
  int nav_status_ = 0;
  std::vector<geo::Position> way_;  // of the script
  bool scripted_ = false;           // the way is the script's
  std::size_t next_ = 0;            // the routine's point that it heads for
  std::size_t way_next_ = 0;        // the script's
  geo::Position berth_;             // fishing with home
  base::Instant leaving_, returning_;
};

}  // namespace detente::drill
