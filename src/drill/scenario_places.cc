#include <algorithm>

#include "base/time_text.h"
#include "drill/scenario_book.h"

namespace detente::drill {

namespace {

constexpr base::Distance kMeasuredMax{20 * base::kMmPerNauticalMile};

std::size_t zone(Words& words, const Book& book) {
  const std::size_t index = known(words, book.outlines, "a zone");
  if (words.ok() && book.scenario.outlines[index].kind != Outline::Kind::zone)
    words.wrong("'" + book.scenario.outlines[index].name + "' is a line, which has no inside", "name a zone");
  return index;
}

base::Interval interval(Words& words, const Book& book) {
  words.want("from");
  const base::Instant from = words.moment(book.scenario.span.from);
  words.want("to");
  const base::Instant to = words.moment(book.scenario.span.from);
  if (words.ok() && to < from)
    words.wrong("it ends at " + base::utc_text(to) + ", before it begins at " + base::utc_text(from));
  return words.ok() ? base::Interval{from, to} : base::Interval{};
}

void read_reception(Words& words, Station& station) {
  switch (words.choice({"clock", "delay", "loss", "damaged", "repeated", "late"})) {
    case 0:
      station.clock = words.duration({-base::kMsPerHour}, {base::kMsPerHour});
      return;
    case 1:
      station.delay.least = words.duration({0}, {base::kMsPerMinute});
      words.want("to");
      station.delay.most = words.duration(station.delay.least, {base::kMsPerMinute});
      return;
    case 2:
      station.loss = {words.per_million()};
      return;
    case 3:
      station.damaged = {words.per_million()};
      return;
    case 4:
      station.repeated = {words.per_million()};
      return;
    default:  // late; or a problem, after which these do nothing
      station.late = {words.per_million()};
      words.want("by");
      words.want("up");
      words.want("to");
      station.late_most = words.duration({1}, {10 * base::kMsPerMinute});
  }
}

// [of different parties] [at least 3 kn]
void read_measured_pairs(Words& words, Measure& measure) {
  if (words.take_if("of")) {
    words.want("different");
    words.want("parties");
    measure.different_parties = true;
  }
  if (measure.kind == Measure::Kind::closest_approach && words.take_if("at")) {
    words.want("least");
    measure.at_least = words.speed({0}, kSpeedMax);
  }
}

}  // namespace

std::vector<geo::Position> waypoints(Words& words, const Book& book) {
  std::vector<geo::Position> points;
  do {
    points.push_back(known(words, book.points, "a point"));
  } while (words.take_if(",") && fits(words, points.size(), 100, "points of one route"));
  return points;
}

void read_point(Words& words, Book& book) {
  const std::string name = words.name("a name");
  const geo::Position at = words.position();
  if (fits(words, book.points.size(), kPointsMax, "points")) declare(words, book.points, name, at);
}

void read_outline(Words& words, Book& book, Outline::Kind kind) {
  const bool zone = kind == Outline::Kind::zone;
  Outline outline{.kind = kind, .name = words.name("a name"), .vertices = {}};
  words.want(zone ? "polygon" : "points");
  do {
    outline.vertices.push_back(words.position());
  } while (fits(words, outline.vertices.size() - 1, kVerticesMax, "vertices") && words.take_if(","));
  const std::size_t least = zone ? 3 : 2;
  if (words.ok() && outline.vertices.size() < least)
    words.wrong(std::to_string(outline.vertices.size()) + " vertices; wanted at least " +
                std::to_string(least));
  if (words.ok() && zone && outline.vertices.front() == outline.vertices.back())
    words.wrong("the ring repeats its first vertex", "leave the last one out");
  if (!fits(words, book.scenario.outlines.size(), kOutlinesMax, "zones and lines")) return;
  if (declare(words, book.outlines, outline.name, book.scenario.outlines.size()))
    book.scenario.outlines.push_back(std::move(outline));
}

void read_station(Words& words, Book& book) {
  const std::string name{words.any("a name")};
  if (words.ok() && (name.size() > 5 || name.empty() || name == "all" ||
                     std::any_of(name.begin(), name.end(),
                                 [](char c) { return (c < 'a' || c > 'z') && (c < '0' || c > '9'); })))
    words.wrong("a station of this name",
                "at most 5 of a-z and 0-9, not 'all': 15 characters are room for 'rehearsal-' and five");
  Station station{};
  station.name = "rehearsal-" + name;
  words.want("at");
  station.at = known(words, book.points, "a point");
  words.want("range");
  station.range = words.distance({1}, kNearby);
  while (!words.ended()) read_reception(words, station);
  if (!fits(words, book.scenario.stations.size(), kStationsMax, "stations")) return;
  if (declare(words, book.stations, name, book.scenario.stations.size()))
    book.scenario.stations.push_back(std::move(station));
}

void read_hole(Words& words, Book& book) {
  Hole hole{};
  words.want("of");
  if (!words.take_if("all")) hole.station = known(words, book.stations, "a station");
  if (words.choice({"inside", "around"}) == 0) {
    hole.outline = zone(words, book);
  } else {
    hole.centre = known(words, book.points, "a point");
    words.want("radius");
    hole.radius = words.distance({1}, kNearby);
  }
  hole.when = interval(words, book);
  if (fits(words, book.scenario.holes.size(), kHolesMax, "holes")) book.scenario.holes.push_back(hole);
}

void read_measure(Words& words, Book& book) {
  Measure measure{};
  switch (words.choice({"inside", "within", "pairs", "closest"})) {
    case 0:
      measure.kind = Measure::Kind::inside;
      measure.outline = zone(words, book);
      break;
    case 1:
      measure.kind = Measure::Kind::within_shape;
      measure.limit = words.distance({1}, kMeasuredMax);
      words.want("of");
      measure.outline = known(words, book.outlines, "a zone or line");
      break;
    case 2:
      measure.kind = Measure::Kind::within_vessel;
      words.want("within");
      measure.limit = words.distance({1}, kMeasuredMax);
      read_measured_pairs(words, measure);
      break;
    default:  // closest; or a problem, after which these do nothing
      measure.kind = Measure::Kind::closest_approach;
      words.want("approach");
      words.want("below");
      measure.limit = words.distance({1}, kMeasuredMax);
      words.want("within");
      measure.within = words.duration({1}, {base::kMsPerHour});
      read_measured_pairs(words, measure);
  }
  if (fits(words, book.scenario.measures.size(), kMeasuresMax, "measures"))
    book.scenario.measures.push_back(measure);
}

}  // namespace detente::drill
