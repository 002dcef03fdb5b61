#include "monitor/rules.h"

#include <algorithm>

#include "facts/flag.h"

namespace detente::monitor {

std::shared_ptr<const Rules> Rules::make(agreements::Agreement agreement,
                                         agreements::Verification verification, facts::Roster roster,
                                         bool as_if_in_force, bool what_if_verification) {
  auto rules = std::make_shared<Rules>();
  for (const agreements::Shape& shape : agreement.shapes)
    rules->shapes.push_back(shape.kind == agreements::Shape::Kind::line ? geo::Shape::line(shape.vertices)
                                                                        : geo::Shape::zone(shape.vertices));
  for (const agreements::Party& party : agreement.parties) rules->parties.push_back(party.code);
  rules->agreement = std::move(agreement);
  rules->verification = std::move(verification);
  rules->roster = std::move(roster);
  rules->as_if_in_force = as_if_in_force;
  rules->what_if_verification = what_if_verification;
  return rules;
}

tracks::Plausibility Rules::plausibility() const {
  return {.fastest = verification.fastest,
          .error = std::max(verification.error_accurate, verification.error_otherwise),
          .time_error = verification.time_error,
          .interpolate_at_most = verification.interpolate_at_most};
}

std::vector<std::string> Rules::assumed() const {
  std::vector<std::string> assumed;
  if (as_if_in_force) assumed.emplace_back("in force");
  if (what_if_verification) assumed.emplace_back("means of verification");
  return assumed;
}

Standing standing_of(const Rules& rules, const tracks::Vessel& vessel, std::uint32_t mmsi,
                     base::Instant when) {
  Standing standing;
  const auto party_named = [&](std::string_view code) -> std::optional<std::size_t> {
    const auto found = std::lower_bound(rules.parties.begin(), rules.parties.end(), code);
    if (found == rules.parties.end() || *found != code) return std::nullopt;
    return static_cast<std::size_t>(found - rules.parties.begin());
  };
  if (vessel.particulars.ship_type)
    standing.transmitted = base::vessel_class_of_ship_type(*vessel.particulars.ship_type);
  const facts::Roster::Subject subject{
      .mmsi = mmsi,
      .imo = vessel.particulars.imo,
      .call_sign = vessel.particulars.call_sign ? std::string_view(*vessel.particulars.call_sign) : ""};
  const auto rows = rules.roster.find(subject, when);
  standing.by_roster = !rows.empty();
  for (const facts::Roster::Entry& row : rows)
    standing.entries.push_back({.party = party_named(row.party), .vessel_class = row.vessel_class});
  if (standing.by_roster) return standing;
  standing.entries.push_back({.party = party_named(facts::flag_of(mmsi)), .vessel_class = std::nullopt});
  return standing;
}

Answer class_answer(const agreements::VesselFilter& filter, base::VesselClass vessel_class) {
  if (filter.classes.empty()) return Answer::yes;
  if (vessel_class == base::VesselClass::unknown) return Answer::unknown;
  return std::find(filter.classes.begin(), filter.classes.end(), vessel_class) != filter.classes.end()
             ? Answer::yes
             : Answer::no;
}

Answer speed_answer(const agreements::VesselFilter& filter, const std::optional<base::Speed>& reported) {
  if (!filter.speed_at_least && !filter.speed_less_than) return Answer::yes;
  if (!reported) return Answer::unknown;
  if (filter.speed_at_least && *reported < *filter.speed_at_least) return Answer::no;
  if (filter.speed_less_than && *reported >= *filter.speed_less_than) return Answer::no;
  return Answer::yes;
}

base::Distance distance_at(base::Speed speed, base::Duration time) {
  // Two fixes a millisecond apart can imply any speed, so the product is taken wide and held below 2^60.
  __extension__ using Wide = __int128;
  constexpr Wide kMost = Wide{1} << 60;
  const Wide way = (Wide{speed.mmph} * time.ms + base::kMsPerHour - 1) / base::kMsPerHour;
  return {static_cast<std::int64_t>(std::min(way, kMost))};
}

base::Distance position_error(const agreements::Verification& verification, const facts::Fix& fix,
                              base::Speed speed) {
  return (fix.accurate ? verification.error_accurate : verification.error_otherwise) +
         distance_at(speed, verification.time_error);
}

}  // namespace detente::monitor
