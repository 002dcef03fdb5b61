#include <algorithm>

#include "base/time_text.h"
#include "drill/scenario_book.h"

namespace detente::drill {

namespace {

// A moment of the rehearsal itself.
base::Instant moment_within(Words& words, const Book& book) {
  const base::Interval span = book.scenario.span;
  const base::Instant at = words.moment(span.from);
  if (words.ok() && !span.holds(at))
    words.wrong(base::utc_text(at) + " is outside the rehearsal",
                "it lasts from " + base::utc_text(span.from) + " to " + base::utc_text(span.to));
  return words.ok() ? at : span.from;
}

base::Instant until(Words& words, const Book& book, base::Instant from) {
  words.want("until");
  const base::Instant to = moment_within(words, book);
  if (words.ok() && to <= from) words.wrong("it ends at " + base::utc_text(to) + ", not after it begins");
  return to;
}

std::string identity_of(const Vessel& vessel) {
  return "mmsi:" + std::to_string(vessel.mmsi);
}

// duplicate of NAME appears at POINT towards 090 deg at 8 kn until MOMENT
void read_duplicate(Words& words, Book& book, Incident& incident) {
  incident.kind = Incident::Kind::duplicate_appears;
  words.want("of");
  incident.vessel = known(words, book.vessels, "a vessel");
  words.want("appears");
  words.want("at");
  Routine routine;
  routine.kind = Routine::Kind::steady;
  routine.points = {known(words, book.points, "a point")};
  words.want("towards");
  routine.course = words.angle();
  words.want("at");
  const base::Speed speed = words.speed(kSlowest, kSpeedMax);
  routine.speeds = {speed, speed};
  incident.until = until(words, book, incident.at);
  if (!fits(words, book.scenario.vessels.size(), kVesselsMax, "vessels")) return;
  Vessel twin = book.scenario.vessels[incident.vessel];
  const int count = ++book.duplicates[twin.name];
  twin.name += "-duplicate-" + std::to_string(count);
  twin.listed = false;
  twin.routine = routine;
  twin.present = {incident.at, *incident.until};
  book.scenario.vessels.push_back(std::move(twin));
}

void read_verb(Words& words, Book& book, Incident& incident) {
  switch (words.choice({"departs", "turns", "drifts", "stops", "resumes"})) {
    case 0:
      incident.kind = Incident::Kind::departs;
      words.want("for");
      incident.points = waypoints(words, book);
      break;
    case 1:
      incident.kind = Incident::Kind::turns;
      words.want("to");
      incident.course = words.angle();
      break;
    case 2:
      incident.kind = Incident::Kind::drifts;
      words.want("towards");
      incident.course = words.angle();
      break;
    case 3:
      incident.kind = Incident::Kind::stops;
      if (!words.take_if("transmitting")) return;
      incident.kind = Incident::Kind::stops_transmitting;
      incident.until = until(words, book, incident.at);
      return;
    default:  // resumes; or a problem
      incident.kind = Incident::Kind::resumes;
      return;
  }
  words.want("at");
  incident.speed = words.speed(kSlowest, kSpeedMax);
}

}  // namespace

void read_incident(Words& words, Book& book) {
  Incident incident{};
  incident.at = moment_within(words, book);
  if (words.take_if("duplicate")) {
    read_duplicate(words, book, incident);
  } else {
    incident.vessel = known(words, book.vessels, "a vessel");
    read_verb(words, book, incident);
  }
  if (fits(words, book.scenario.incidents.size(), kIncidentsMax, "incidents"))
    book.scenario.incidents.push_back(std::move(incident));
}

// notice from KOR to PRK, CHN about NAME sent MOMENT received MOMENT
void read_notice(Words& words, Book& book) {
  facts::Notice notice;
  words.want("from");
  notice.from = words.party();
  words.want("to");
  do {
    notice.to.push_back(words.party());
    const auto repeated = std::count(notice.to.begin(), notice.to.end(), notice.to.back());
    if (words.ok() && (repeated > 1 || notice.to.back() == notice.from))
      words.wrong("'" + notice.to.back() + "' stands twice",
                  "name each party once, the sender only after 'from'");
  } while (words.take_if(","));
  std::sort(notice.to.begin(), notice.to.end());
  words.want("about");
  const std::size_t vessel = known(words, book.vessels, "a vessel");
  words.want("sent");
  notice.sent = words.moment(book.scenario.span.from);
  words.want("received");
  notice.received = words.moment(book.scenario.span.from);
  if (words.ok() && notice.received < notice.sent)
    words.wrong("received before it was sent", "let the second moment be no earlier than the first");
  if (!fits(words, book.scenario.notices.size(), kNoticesMax, "notices")) return;
  notice.about = identity_of(book.scenario.vessels[vessel]);
  book.scenario.notices.push_back(std::move(notice));
}

}  // namespace detente::drill
