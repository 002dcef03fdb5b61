#pragma once

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "geo/motion.h"
#include "monitor/desk.h"
#include "tracks/picture.h"

namespace detente::monitor {

// Clauses on the closest approach of two vessels, from the course and speed that each reported last, as a
// bridge would compute it. At each fix of either the approach is computed anew and stands until the next fix
// of either, at most as long as the means of verification let a reported course be held.
class Courses {
 public:
  explicit Courses(const Rules& rules);

  // After `track.last` was taken into the picture. Whether course and speed were there to compute with.
  bool judge_fix(const Desk& desk, const tracks::Track& track);
  void expire(const Desk& desk, base::Instant now);  // ends what no fix renewed
  void finish(const Desk& desk, base::Instant now);
  std::uint64_t crowded_out() const {
    return crowded_out_;
  }  // pairs not judged: more than kNearMax were near

  static constexpr std::size_t kNearMax = 256;  // vessels judged against one at one fix: the nearest

 private:
  struct Article {
    std::size_t index;
    base::Duration within;  // the longer of the clause's and the caution's
    base::Distance widest;  // distance below which anything can count, without the errors of the moment
  };
  // An offset from the moment of computing: [from, to], empty where to < from.
  struct Window {
    base::Duration from{0};
    base::Duration to{-1};
  };
  // What was computed for one ordered pair under one article, still to be carried on to the next fix.
  struct Course {
    std::vector<Bound> bound;
    Window outer, caution, possible, nominal, sure;
    base::Distance margin;
    base::Distance error;
  };
  struct Key {
    std::size_t article = 0;
    tracks::TrackId vessel;
    tracks::TrackId other;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  // Everything computed for an unordered pair at one moment.
  struct Encounter {
    base::Instant since;
    base::Instant until;  // the older of the two fixes and how long a course may be held
    Points points;
    std::map<Key, Course> courses;
  };
  using Pair = std::pair<tracks::TrackId, tracks::TrackId>;  // ordered
  struct Hash {
    std::size_t operator()(tracks::TrackId id) const { return id.mmsi * 31U + id.part; }
  };

  void compute(const Desk& desk, const Pair& pair, base::Instant now);
  void carry_on(const Desk& desk, const Encounter& encounter, base::Instant until) const;
  void close(const Desk& desk, std::map<Pair, Encounter>::iterator encounter, base::Instant until);
  static Course course_of(const Rules& rules, std::size_t article, const geo::Approach& approach,
                          const geo::Motion& a, const geo::Motion& b, base::Distance error);

  struct Near {
    base::Distance nearest;
    tracks::TrackId id;
    friend auto operator<=>(const Near&, const Near&) = default;
  };

  std::vector<Article> articles_;
  base::Duration within_{};  // the longest of all articles
  base::Distance widest_{};  // the widest of all articles, with the largest errors
  std::uint64_t crowded_out_ = 0;
  std::map<Pair, Encounter> encounters_;
  // order never reaches output
  std::unordered_map<tracks::TrackId, std::vector<tracks::TrackId>, Hash> partners_;
};

}  // namespace detente::monitor
