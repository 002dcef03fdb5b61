#pragma once

#include "base/units.h"
#include "drill/ais_encoder.h"
#include "drill/random.h"
#include "drill/scenario.h"
#include "drill/voyage.h"

namespace detente::drill {

// The time between two position reports, by ITU-R M.1371-5, annex 1, tables 1 and 2.
// `turning`: its course changed within the last 30 s.
base::Duration reporting_interval(AisClass ais, base::Speed speed, int nav_status, bool turning);

inline constexpr base::Duration kStaticInterval{6 * base::kMsPerMinute};

// One vessel's AIS: what it sends and when. Times and noise come from the vessel's own streams.
class Transmitter {
 public:
  // REQUIRES: seed is the rehearsal's.
  Transmitter(const Scenario& scenario, const Vessel& vessel, std::uint64_t seed);

  base::Instant next() const;  // the earlier of the next position and static report
  void hurry(
      const Voyage& voyage);  // something changed: the next position report as soon as the new interval asks

  struct Sent {
    Payload payload;
    char channel = 'A';
    std::uint64_t number = 0;  // of this vessel's messages
    bool is_position = false;
    std::optional<base::Distance> outlier;  // how far off the position is, where it is one
  };
  // What it sends at next(), to be called until next() is later. REQUIRES: voyage stands at next().
  Sent send(const Voyage& voyage);

 private:
  Sent send_position(const Voyage& voyage);
  Sent send_static();

  const Scenario& scenario_;
  const Vessel& vessel_;
  Random times_;
  Random navigation_;
  base::Instant position_due_;
  base::Instant static_due_;
  bool second_part_ = false;  // of type 24
  std::uint64_t count_ = 0;
};

}  // namespace detente::drill
