#include "drill/truth.h"

#include <algorithm>
#include <cstdlib>

#include "drill/course.h"
#include "geo/distance.h"

namespace detente::drill {

namespace {

using base::Distance;
using base::Instant;
using base::Json;

std::string_view name_of(Measure::Kind kind) {
  switch (kind) {
    case Measure::Kind::inside:
      return "inside";
    case Measure::Kind::within_shape:
      return "within_shape";
    case Measure::Kind::within_vessel:
      return "within_vessel";
    case Measure::Kind::closest_approach:
      return "closest_approach";
  }
  return "";
}

// How far apart two may be now for a measure to have anything to say of them, generously.
Distance reach_of(const Measure& measure, base::Speed fastest) {
  if (measure.kind == Measure::Kind::within_vessel) return measure.limit;
  // Both at that speed, in metres a second and milliseconds so that nothing overflows.
  const std::int64_t metres_per_hour = fastest.mmph / 1'000 + 1;
  const std::int64_t sailed = 2 * metres_per_hour * (measure.within.ms / 1'000 + 1) / 3'600 * 1'000;
  return measure.limit + Distance{sailed + 1'000'000};
}

}  // namespace

Json::Object truth_about(const Scenario& scenario, std::string_view truth,
                         const std::vector<std::size_t>& vessels) {
  Json::Array subjects, names, parties, classes;
  for (const std::size_t index : vessels) {
    const Vessel& vessel = scenario.vessels[index];
    subjects.emplace_back("mmsi:" + std::to_string(vessel.mmsi));
    names.emplace_back(vessel.name);
    parties.emplace_back(vessel.party);
    classes.emplace_back(base::name_of(vessel.vessel_class));
  }
  return {{"v", 1},
          {"truth", truth},
          {"subjects", std::move(subjects)},
          {"names", std::move(names)},
          {"parties", std::move(parties)},
          {"classes", std::move(classes)}};
}

std::string truth_text(Json::Object line) {
  return Json(std::move(line)).text() + "\n";
}

Truth::Truth(const Scenario& scenario) : scenario_(scenario) {
  for (const Outline& outline : scenario.outlines)
    shapes_.push_back(outline.kind == Outline::Kind::zone ? geo::Shape::zone(outline.vertices)
                                                          : geo::Shape::line(outline.vertices));
}

void Truth::seen(const Key& key, Instant at, Distance distance) {
  const auto [entry, fresh] = open_.try_emplace(key, Stay{at, at, distance, at});
  Stay& stay = entry->second;
  stay.to = at;
  if (fresh || distance >= stay.closest) return;
  stay.closest = distance;
  stay.closest_at = at;
}

void Truth::look_at_outline(std::size_t index, Instant at, const std::vector<Afloat>& afloat) {
  const Measure& measure = scenario_.measures[index];
  const geo::Shape& shape = shapes_[measure.outline];
  for (const Afloat& one : afloat) {
    const geo::Position where = one.motion.position;
    // A lower bound beyond the limit excludes what is not inside; the rest is measured.
    const bool inside = shape.holds(where);
    if (!inside && (measure.kind == Measure::Kind::inside || shape.at_least(where) > measure.limit)) continue;
    const Distance distance = shape.distance(where);
    if (inside || distance <= measure.limit) seen({index, one.vessel, one.vessel}, at, distance);
  }
}

void Truth::look_at_pair(std::size_t index, Instant at, const Afloat& a, const Afloat& b) {
  const Measure& measure = scenario_.measures[index];
  const Key key{index, std::min(a.vessel, b.vessel), std::max(a.vessel, b.vessel)};
  if (measure.different_parties && scenario_.vessels[a.vessel].party == scenario_.vessels[b.vessel].party)
    return;
  if (measure.kind == Measure::Kind::within_vessel) {
    const Distance distance = geo::distance(a.motion.position, b.motion.position);
    if (distance <= measure.limit) seen(key, at, distance);
    return;
  }
  if (a.motion.speed < measure.at_least || b.motion.speed < measure.at_least) return;
  const geo::Approach approach = geo::closest_approach(a.motion, b.motion);
  if (approach.distance < measure.limit && approach.until <= measure.within) seen(key, at, approach.distance);
}

void Truth::look_at_pairs(std::size_t index, Instant at, const std::vector<Afloat>& afloat) {
  base::Speed fastest{};
  std::int32_t northernmost = 0;
  for (const Afloat& one : afloat) {
    fastest = std::max(fastest, one.motion.speed);
    northernmost = std::max(northernmost, std::abs(one.motion.position.lat_e7));
  }
  const Distance reach = reach_of(scenario_.measures[index], fastest);
  // 1e-7 degree of latitude is never less than 11 mm. Of longitude it is least at the highest latitude; half
  // of that leaves room for the chord over higher latitudes still.
  const std::int64_t lon_mm_per_million = geo::distance({northernmost, 0}, {northernmost, 1'000'000}).mm / 2;
  std::vector<const Afloat*> by_latitude;
  by_latitude.reserve(afloat.size());
  for (const Afloat& one : afloat) by_latitude.push_back(&one);
  std::sort(by_latitude.begin(), by_latitude.end(), [](const Afloat* a, const Afloat* b) {
    const std::int32_t la = a->motion.position.lat_e7, lb = b->motion.position.lat_e7;
    return la != lb ? la < lb : a->vessel < b->vessel;
  });
  for (std::size_t i = 0; i < by_latitude.size(); ++i) {
    const geo::Position from = by_latitude[i]->motion.position;
    for (std::size_t j = i + 1; j < by_latitude.size(); ++j) {
      const geo::Position to = by_latitude[j]->motion.position;
      if ((static_cast<std::int64_t>(to.lat_e7) - from.lat_e7) * 11 > reach.mm) break;
      if (std::abs(longitude_from(from, to)) / 1'000'000 * lon_mm_per_million > reach.mm) continue;
      look_at_pair(index, at, *by_latitude[i], *by_latitude[j]);
    }
  }
}

base::Outcome Truth::look(Instant at, const std::vector<Afloat>& afloat, const LineSink& sink) {
  for (std::size_t i = 0; i < scenario_.measures.size(); ++i) {
    const Measure::Kind kind = scenario_.measures[i].kind;
    if (kind == Measure::Kind::inside || kind == Measure::Kind::within_shape)
      look_at_outline(i, at, afloat);
    else
      look_at_pairs(i, at, afloat);
  }
  return close_all_before(at, sink);
}

base::Outcome Truth::close_all_before(Instant at, const LineSink& sink) {
  for (auto entry = open_.begin(); entry != open_.end();) {
    if (entry->second.to >= at) {
      ++entry;
      continue;
    }
    if (base::Outcome written = sink(line_of(entry->first, entry->second)); !written) return written;
    entry = open_.erase(entry);
  }
  return {};
}

base::Outcome Truth::finish(const LineSink& sink) {
  return close_all_before({INT64_MAX}, sink);
}

std::string Truth::line_of(const Key& key, const Stay& stay) const {
  const Measure& measure = scenario_.measures[key.measure];
  std::vector<std::size_t> vessels{key.vessel};
  if (key.other != key.vessel) vessels.push_back(key.other);
  Json::Object line = truth_about(scenario_, name_of(measure.kind), vessels);
  if (vessels.size() == 1) line["shape"] = scenario_.outlines[measure.outline].name;
  line["limit_mm"] = measure.limit.mm;
  line["from_ms"] = stay.from.ms;
  line["to_ms"] = stay.to.ms;
  line["closest_mm"] = stay.closest.mm;
  line["closest_ms"] = stay.closest_at.ms;
  return truth_text(std::move(line));
}

}  // namespace detente::drill
