#include "base/vessel_class.h"
#include "drill/scenario_book.h"
#include "facts/flag.h"

namespace detente::drill {

namespace {

constexpr base::Duration kDay{base::kMsPerDay};

Speeds speeds(Words& words) {
  words.want("at");
  Speeds speeds;
  speeds.least = words.speed(kSlowest, kSpeedMax);
  speeds.most = words.take_if("to") ? words.speed(speeds.least, kSpeedMax) : speeds.least;
  return speeds;
}

// from POINT leaving MOMENT [over 20 min] at 8 kn [returning MOMENT]
void read_home(Words& words, const Book& book, Routine& routine) {
  const base::Instant start = book.scenario.span.from;
  routine.home = known(words, book.points, "a point");
  words.want("leaving");
  routine.leaving = words.moment(start);
  if (words.take_if("over")) routine.over = words.duration({0}, {12 * base::kMsPerHour});
  words.want("at");
  routine.cruise = words.speed(kSlowest, kSpeedMax);
  if (!words.take_if("returning")) return;
  const base::Instant returning = words.moment(start);
  if (words.ok() && (returning <= routine.leaving + routine.over || returning >= routine.leaving + kDay))
    words.wrong("it returns before all have left, or not within a day of leaving",
                "let it return after the time over which they leave, on the same day");
  routine.returning = returning;
}

Routine read_routine(Words& words, const Book& book, bool fleet) {
  Routine routine;
  switch (words.choice({"anchored", "waiting", "route", "loop", "fishing"})) {
    case 0: {
      routine.kind = Routine::Kind::anchored;
      const bool spread = words.choice({"at", "around"}) == 1;
      routine.points = {known(words, book.points, "a point")};
      if (spread) {
        words.want("radius");
        routine.radius = words.distance({1}, kNearby);
      }
      break;
    }
    case 1:
      routine.kind = Routine::Kind::waiting;
      words.want("at");
      routine.points = {known(words, book.points, "a point")};
      break;
    case 2:
      routine.kind = Routine::Kind::route;
      routine.points = waypoints(words, book);
      routine.speeds = speeds(words);
      break;
    case 3:
      routine.kind = Routine::Kind::loop;
      routine.points = waypoints(words, book);
      routine.speeds = speeds(words);
      break;
    default:  // fishing; or a problem, after which these do nothing
      routine.kind = Routine::Kind::fishing;
      words.want("around");
      routine.points = {known(words, book.points, "a point")};
      words.want("radius");
      routine.radius = words.distance({1'000}, kNearby);
      routine.speeds = speeds(words);
      if (words.take_if("from")) read_home(words, book, routine);
  }
  const bool way = routine.kind == Routine::Kind::route || routine.kind == Routine::Kind::loop;
  if (words.ok() && way && routine.points.size() < 2) words.wrong("one point is no way; wanted two or more");
  routine.scattered = way && fleet;
  return routine;
}

// MID, then 99, then four digits: see spec/rehearsal.md.
bool is_rehearsal_identity(std::uint32_t mmsi) {
  return mmsi / 10'000 % 100 == 99 && mmsi >= 200'000'000 && mmsi < 800'000'000 &&
         !facts::flag_of(mmsi).empty();
}

void add(Words& words, Book& book, const Vessel& vessel) {
  if (!fits(words, book.scenario.vessels.size(), kVesselsMax, "vessels")) return;
  if (!is_rehearsal_identity(vessel.mmsi))
    return words.wrong("mmsi " + std::to_string(vessel.mmsi) + " is none that a rehearsal may use",
                       "write the three digits of a flag, then 99, then four digits: 440990001");
  const auto [holder, fresh] = book.identities.emplace(vessel.mmsi, vessel.name);
  if (!fresh)
    return words.wrong("mmsi " + std::to_string(vessel.mmsi) + " is already that of " + holder->second,
                       "give each vessel its own; 'at ... duplicate of' makes a second sender");
  if (declare(words, book.vessels, vessel.name, book.scenario.vessels.size()))
    book.scenario.vessels.push_back(vessel);
}

// party KOR class naval mmsi [from] 440990001 ais A [unlisted] ROUTINE
Vessel read_particulars(Words& words, const Book& book, bool fleet) {
  Vessel vessel{};
  words.want("party");
  vessel.party = words.party();
  words.want("class");
  const std::string_view named = words.any("a class of vessel");
  const std::optional<base::VesselClass> vessel_class = base::vessel_class_named(named);
  if (words.ok() && !vessel_class)
    words.wrong("'" + std::string(named.substr(0, 40)) + "' is no class of vessel",
                "for instance fishing, naval, law_enforcement, cargo, passenger");
  vessel.vessel_class = vessel_class.value_or(base::VesselClass::other);
  words.want("mmsi");
  if (fleet) words.want("from");
  vessel.mmsi = static_cast<std::uint32_t>(words.integer("an MMSI", 200'000'000, 799'999'999));
  words.want("ais");
  vessel.ais = words.choice({"A", "B"}) == 0 ? AisClass::a : AisClass::b;
  vessel.listed = !words.take_if("unlisted");
  vessel.routine = read_routine(words, book, fleet);
  vessel.present = book.scenario.span;
  return vessel;
}

}  // namespace

void read_vessel(Words& words, Book& book) {
  const std::string name = words.name("a name");
  Vessel vessel = read_particulars(words, book, false);
  vessel.name = name;
  words.want_end();
  if (words.ok()) add(words, book, vessel);
}

void read_fleet(Words& words, Book& book) {
  const std::string name = words.name("a name");
  if (words.ok() && name.size() > 14)
    words.wrong("a fleet's name of " + std::to_string(name.size()) + " characters",
                "at most 14, so that '-' and a number fit behind it");
  words.want("of");
  const std::int64_t count = words.integer("a number of vessels", 1, static_cast<std::int64_t>(kVesselsMax));
  Vessel vessel = read_particulars(words, book, true);
  words.want_end();
  const std::uint32_t first = vessel.mmsi;
  for (std::int64_t i = 0; i < count && words.ok(); ++i) {
    vessel.name = name + "-" + std::to_string(i + 1);
    vessel.mmsi = first + static_cast<std::uint32_t>(i);
    add(words, book, vessel);
  }
}

}  // namespace detente::drill
