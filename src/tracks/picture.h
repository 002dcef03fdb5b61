#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/units.h"
#include "facts/sighting.h"
#include "geo/leg.h"
#include "geo/motion.h"
#include "geo/position.h"
#include "tracks/grid.h"

namespace detente::tracks {

std::string subject_text(TrackId id);  // "mmsi:219000001", "mmsi:219000001#2"

// A fix that was taken into a track, with what an indication needs to cite it.
struct Point {
  base::Instant at;
  facts::Fix fix;
  std::string source;
  std::string payload;
};

struct Track {
  TrackId id;
  std::shared_ptr<const Point> last;
  std::shared_ptr<const Point>
      before;  // the one before `last`, where `last` continues it without a gap; or none
  std::uint32_t fixes = 1;
};

// All that is known under one number.
struct Vessel {
  facts::Particulars particulars;  // the newest of each
  base::Instant heard;
  std::vector<Track> tracks;  // at most kPartsMax
  std::uint32_t parts = 0;    // numbers given out so far
};

// What counts as plausible; the numbers are the means of verification's.
struct Plausibility {
  base::Speed fastest;
  base::Distance error;  // of any one fix
  base::Duration time_error;
  base::Duration interpolate_at_most;
};

// What a sighting did to the picture.
struct Change {
  enum class Kind {
    particulars,    // the vessel's description
    began,          // the first fix of a track: no leg yet
    continued,      // a leg from `before` to `last`
    after_gap,      // too long since the last fix: the way between is unknown
    repeated,       // the same message heard again, or a fix of the same moment: nothing changed
    not_a_vessel,   // a shore station, an aid, an aircraft: no track
    default_number  // a number that is no identity (0, 123456789 ...): no track
  };
  Kind kind;
  std::optional<TrackId> track;
  bool apart = false;  // the fix could not have been reached from the vessel's other track: kept apart
};

// Who is where, by canonical order. A value: copying it copies the whole picture.
// At most kVesselsMax numbers are held; past that the eighth that was silent longest is let go and counted.
class Picture {
 public:
  explicit Picture(const Plausibility& plausibility) : plausibility_(plausibility) {}

  Change eat(const facts::Sighting& sighting);

  const Vessel* vessel(std::uint32_t mmsi) const;
  const Track* track(TrackId id) const;
  // Whether two or more tracks of the number, each of at least two fixes, were seen within the hour before
  // `when`.
  bool contested(std::uint32_t mmsi, base::Instant when) const;
  const Grid& grid() const { return grid_; }
  std::size_t size() const { return vessels_.size(); }
  std::uint64_t let_go() const { return let_go_; }

 private:
  Track* continued_by(Vessel& vessel, const facts::Sighting& sighting) const;
  Track& begin_track(Vessel& vessel, std::uint32_t mmsi, Point point);
  void make_room();

  Plausibility plausibility_;
  std::unordered_map<std::uint32_t, Vessel> vessels_;  // order never reaches output
  Grid grid_;
  std::uint64_t let_go_ = 0;
};

// How the vessel moves, as it reported itself: without a speed not known, without a course only below
// kSteering.
std::optional<geo::Motion> motion_of(const facts::Fix& fix);
inline constexpr base::Speed kSteering{
    926'000};  // 0.5 kn: below it a course is not to be had (RTEC's movingMin)

// The leg that `track.last` completed. REQUIRES: track.before.
geo::Leg leg_of(const Track& track);

inline constexpr std::size_t kVesselsMax = 200'000;
inline constexpr std::size_t kPartsMax = 4;  // tracks of one number; a fifth replaces the one silent longest
inline constexpr base::Duration kRepeatWithin{10'000};
inline constexpr base::Duration kContestedWithin{base::kMsPerHour};

}  // namespace detente::tracks
