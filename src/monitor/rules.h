#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agreements/agreement.h"
#include "agreements/verification.h"
#include "facts/roster.h"
#include "geo/shape.h"
#include "tracks/picture.h"

namespace detente::monitor {

// One agreement ready to be held against the picture. Immutable; shared by all engines that judge it.
struct Rules {
  agreements::Agreement agreement;
  agreements::Verification verification;
  facts::Roster roster;
  std::vector<geo::Shape> shapes;     // as Agreement::shapes
  std::vector<std::string> parties;   // codes, sorted
  bool as_if_in_force = false;        // judge outside the period of the text, and say so
  bool what_if_verification = false;  // the means of verification are not the agreed ones; say so

  static std::shared_ptr<const Rules> make(agreements::Agreement agreement,
                                           agreements::Verification verification, facts::Roster roster,
                                           bool as_if_in_force, bool what_if_verification);
  tracks::Plausibility plausibility() const;
  std::vector<std::string> assumed() const;
};

// Yes, no, or nobody said.
enum class Answer { no, unknown, yes };

// Whose a vessel is and what kind, so far as it is known.
struct Standing {
  struct Entry {
    std::optional<std::size_t> party;               // index into Rules::parties; none: no party of the text
    std::optional<base::VesselClass> vessel_class;  // as the roster says
  };
  std::vector<Entry> entries;  // at least one; more than one: the roster is contested and each is judged
  bool by_roster = false;
  base::VesselClass transmitted = base::VesselClass::unknown;

  base::VesselClass class_of(const Entry& entry) const { return entry.vessel_class.value_or(transmitted); }
};
Standing standing_of(const Rules& rules, const tracks::Vessel& vessel, std::uint32_t mmsi,
                     base::Instant when);

Answer class_answer(const agreements::VesselFilter& filter, base::VesselClass vessel_class);
Answer speed_answer(const agreements::VesselFilter& filter, const std::optional<base::Speed>& reported);

// The error of a fix's position: as the means of verification say, plus what the time error is worth at
// `speed`.
base::Distance position_error(const agreements::Verification& verification, const facts::Fix& fix,
                              base::Speed speed);
base::Distance distance_at(base::Speed speed, base::Duration time);  // rounded up; REQUIRES both not negative

}  // namespace detente::monitor
