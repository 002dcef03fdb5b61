#include <algorithm>

#include "facts/flag.h"
#include "geo/distance.h"
#include "geo/leg.h"
#include "geo/motion.h"
#include "monitor/twin_pieces_for_tests.h"

// Sections 3 and 4 of spec/indications.md.
namespace detente::monitor::twin {
namespace {

using agreements::ClosestApproach;
using agreements::InsideZone;
using agreements::WithinOfLine;
using agreements::WithinOfVessel;

// speed x time in whole millimetres, rounded up.
std::int64_t way(std::int64_t mmph, std::int64_t ms) {
  const std::int64_t hours = ms / base::kMsPerHour;
  const std::int64_t rest = ms % base::kMsPerHour;
  return mmph * hours + (mmph * rest + base::kMsPerHour - 1) / base::kMsPerHour;
}

std::int64_t position_error_of(const agreements::Verification& means, const facts::Fix& fix) {
  return fix.accurate ? means.error_accurate.mm : means.error_otherwise.mm;
}

// ---- who is bound ----

facts::Particulars particulars_at(const std::vector<facts::Event>& events, std::uint32_t mmsi,
                                  std::size_t event) {
  facts::Particulars known;
  for (std::size_t i = 0; i <= event; ++i) {
    const auto* sighting = std::get_if<facts::Sighting>(&events[i]);
    if (sighting == nullptr || sighting->mmsi != mmsi || !sighting->particulars) continue;
    if (sighting->particulars->call_sign) known.call_sign = sighting->particulars->call_sign;
    if (sighting->particulars->imo) known.imo = sighting->particulars->imo;
    if (sighting->particulars->ship_type) known.ship_type = sighting->particulars->ship_type;
  }
  return known;
}

struct Candidate {
  std::optional<std::size_t> party;
  base::VesselClass vessel_class = base::VesselClass::unknown;
  bool class_by_roster = false;
};
struct Candidates {
  std::vector<Candidate> all;
  bool by_roster = false;
};

Candidates candidates_of(const Rules& rules, const std::vector<facts::Event>& events, std::uint32_t mmsi,
                         base::Instant when, std::size_t event) {
  const facts::Particulars known = particulars_at(events, mmsi, event);
  const base::VesselClass transmitted =
      known.ship_type ? base::vessel_class_of_ship_type(*known.ship_type) : base::VesselClass::unknown;
  const auto party_named = [&](std::string_view code) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < rules.parties.size(); ++i)
      if (rules.parties[i] == code) return i;
    return std::nullopt;
  };
  Candidates candidates;
  const std::string call_sign = known.call_sign.value_or("");
  const auto entries = rules.roster.find({.mmsi = mmsi, .imo = known.imo, .call_sign = call_sign}, when);
  candidates.by_roster = !entries.empty();
  for (const auto& entry : entries)
    candidates.all.push_back({.party = party_named(entry.party),
                              .vessel_class = entry.vessel_class.value_or(transmitted),
                              .class_by_roster = entry.vessel_class.has_value()});
  if (entries.empty())
    candidates.all.push_back(
        {.party = party_named(facts::flag_of(mmsi)), .vessel_class = transmitted, .class_by_roster = false});
  return candidates;
}

Answer filtered(const agreements::VesselFilter& filter, base::VesselClass vessel_class,
                const std::optional<base::Speed>& speed) {
  Answer answer = Answer::yes;
  if (!filter.classes.empty()) {
    if (vessel_class == base::VesselClass::unknown) {
      answer = Answer::unknown;
    } else if (std::find(filter.classes.begin(), filter.classes.end(), vessel_class) ==
               filter.classes.end()) {
      return Answer::no;
    }
  }
  if (filter.speed_at_least || filter.speed_less_than) {
    if (!speed) {
      answer = Answer::unknown;
    } else if ((filter.speed_at_least && *speed < *filter.speed_at_least) ||
               (filter.speed_less_than && *speed >= *filter.speed_less_than)) {
      return Answer::no;
    }
  }
  return answer;
}

const agreements::OtherVessel* other_of(const agreements::State& state) {
  if (const auto* near = std::get_if<WithinOfVessel>(&state)) return &near->other;
  if (const auto* approach = std::get_if<ClosestApproach>(&state)) return &approach->other;
  return nullptr;
}

// A vessel at a moment: the fix whose speed counts, and the event up to which its particulars are known.
struct Asked {
  const facts::Sighting* fix;
};

Bound bound_at(const Question& q, base::Instant when, std::size_t event, const Asked& vessel,
               const Asked* other) {
  const agreements::Prohibition& norm = q.article.norm;
  Bound bound;
  const auto of_vessel = candidates_of(q.rules, q.events, q.vessel.id.mmsi, when, event);
  bool any = false;
  Answer own = Answer::no;
  for (const Candidate& candidate : of_vessel.all) {
    if (candidate.party != q.party) continue;
    const Answer answer = filtered(norm.vessel, candidate.vessel_class, vessel.fix->fix->speed);
    if (any && answer <= own) continue;
    any = true;
    own = answer;
    bound.class_by_roster = norm.vessel.classes.empty() || candidate.class_by_roster;
    bound.class_stated = norm.vessel.classes.empty() || candidate.vessel_class != base::VesselClass::unknown;
  }
  bound.answer = own;
  bound.party_by_roster = of_vessel.by_roster;
  bound.contested = of_vessel.all.size() > 1;
  if (other != nullptr) {
    const agreements::OtherVessel& asked = *other_of(norm.state);
    const auto of_other = candidates_of(q.rules, q.events, q.other->id.mmsi, when, event);
    Answer best = Answer::no;
    bool class_by_roster = true;
    bool class_stated = true;
    for (const Candidate& candidate : of_other.all) {
      if (asked.of_another_party && (!candidate.party || *candidate.party == q.party)) continue;
      const Answer answer = filtered(asked.filter, candidate.vessel_class, other->fix->fix->speed);
      if (answer <= best) continue;
      best = answer;
      class_by_roster = asked.filter.classes.empty() || candidate.class_by_roster;
      class_stated = asked.filter.classes.empty() || candidate.vessel_class != base::VesselClass::unknown;
    }
    bound.answer = std::min(bound.answer, best);
    bound.class_by_roster = bound.class_by_roster && class_by_roster;
    bound.class_stated = bound.class_stated && class_stated;
    if (asked.of_another_party) bound.party_by_roster = bound.party_by_roster && of_other.by_roster;
  }
  bound.by_roster = bound.party_by_roster && bound.class_by_roster;
  return bound;
}

// Whether two tracks of the number, each of two fixes or more, were heard within the hour before `when`.
bool contested_at(const Question& q, std::uint32_t mmsi, base::Instant when, std::size_t event) {
  int lively = 0;
  for (const Track& track : q.tracks) {
    if (track.id.mmsi != mmsi || (track.displaced && *track.displaced <= event)) continue;
    int points = 0;
    base::Instant heard{};
    for (const Point& point : track.points)
      if (point.event <= event) {
        ++points;
        heard = point.sighting->at;
      }
    if (points >= 2 && when - heard <= tracks::kContestedWithin) ++lively;
  }
  return lively >= 2;
}

// ---- margins ----

Look judged(std::int64_t margin, std::int64_t n, std::optional<std::int64_t> e, std::int64_t hysteresis,
            std::optional<std::int64_t> c, bool answered) {
  const std::int64_t error = e.value_or(0);
  Look look;
  look.margin = margin;
  look.error = error;
  look.sure = answered && e && margin < n - error;
  look.nominal = answered && e && margin < n;
  look.possible = margin < n + error;
  look.outer = margin < n + error + hysteresis || (c && margin < *c);
  look.caution = c && margin < *c;
  return look;
}

// A leg with the two fixes it joins.
struct Way {
  const Point* from;
  const Point* to;
  geo::Leg leg;
  std::int64_t error;
};
std::vector<Way> ways_of(const Question& q, const Track& track) {
  const agreements::Verification& means = q.rules.verification;
  std::vector<Way> ways;
  for (std::size_t i = 1; i < track.points.size(); ++i) {
    const Point& from = track.points[i - 1];
    const Point& to = track.points[i];
    if (!to.joined) continue;
    const geo::Leg leg{from.sighting->fix->position, to.sighting->fix->position, from.sighting->at,
                       to.sighting->at};
    const std::int64_t u = geo::speed_bound(leg).mmph;
    const std::int64_t drift = way(u, means.time_error.ms);
    ways.push_back({&from, &to, leg,
                    std::max(position_error_of(means, *from.sighting->fix) + drift,
                             position_error_of(means, *to.sighting->fix) + drift)});
  }
  return ways;
}

std::optional<std::int64_t> caution_of(const Question& q, std::int64_t limit, std::int64_t n) {
  const auto& caution = q.article.norm.caution;
  if (!caution) return std::nullopt;
  return caution->distance.mm - limit + n + q.shift.mm;
}

std::vector<Piece> against_shape(const Question& q, std::size_t index, std::int64_t limit) {
  const geo::Shape& shape = q.rules.shapes[index];
  const auto accuracy = q.rules.agreement.shapes[index].accuracy;
  const std::int64_t hysteresis = q.rules.verification.hysteresis.mm;
  const auto c = caution_of(q, limit, 1);
  const std::int64_t n = 1 + q.shift.mm;
  std::vector<Piece> pieces;
  for (const Way& w : ways_of(q, q.vessel)) {
    const Asked asked{w.from->sighting};
    Bound bound = bound_at(q, w.leg.end, w.to->event, asked, nullptr);
    bound.contested = bound.contested || contested_at(q, q.vessel.id.mmsi, w.leg.end, w.to->event);
    std::optional<std::int64_t> e;
    if (accuracy) e = w.error + accuracy->mm + shape.error().mm;
    const bool answered = bound.answer == Answer::yes;
    pieces.push_back({w.leg.span(), {w.from->sighting, w.to->sighting}, bound, [=](base::Instant at) {
                        const std::int64_t margin = shape.distance(geo::position_at(w.leg, at)).mm - limit;
                        return judged(margin, n, e, hysteresis, c, answered);
                      }});
  }
  return pieces;
}

std::vector<Piece> against_vessel(const Question& q, const WithinOfVessel& near) {
  const std::int64_t limit = near.distance.mm;
  const std::int64_t hysteresis = q.rules.verification.hysteresis.mm;
  const auto c = caution_of(q, limit, 1);
  const std::int64_t n = 1 + q.shift.mm;
  std::vector<Piece> pieces;
  for (const Way& v : ways_of(q, q.vessel))
    for (const Way& w : ways_of(q, *q.other)) {
      const base::Instant from = std::max(v.leg.start, w.leg.start);
      const base::Instant to = std::min(v.leg.end, w.leg.end);
      if (from >= to) continue;
      const std::size_t event = std::max(v.to->event, w.to->event);
      const Asked of_v{v.from->sighting};
      const Asked of_w{w.from->sighting};
      Bound bound = bound_at(q, to, event, of_v, &of_w);
      bound.contested = bound.contested || contested_at(q, q.vessel.id.mmsi, to, event) ||
                        contested_at(q, q.other->id.mmsi, to, event);
      const std::int64_t e = v.error + w.error + geo::kDistanceError.mm;
      const bool answered = bound.answer == Answer::yes;
      pieces.push_back({{from, to},
                        {v.from->sighting, v.to->sighting, w.from->sighting, w.to->sighting},
                        bound,
                        [=](base::Instant at) {
                          const std::int64_t margin =
                              geo::distance(geo::position_at(v.leg, at), geo::position_at(w.leg, at)).mm -
                              limit;
                          return judged(margin, n, e, hysteresis, c, answered);
                        }});
    }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.span < b.span; });
  return pieces;
}

// ---- closest approach ----

std::optional<geo::Motion> motion_at(const facts::Fix& fix, base::Speed fastest) {
  if (!fix.speed || *fix.speed > fastest) return std::nullopt;
  if (!fix.course && fix.speed->mmph >= base::kMmphPerKnot / 2) return std::nullopt;
  return geo::Motion{
      .position = fix.position, .speed = *fix.speed, .course = fix.course.value_or(base::Angle{0})};
}

const Point* last_at(const Track& track, base::Instant t, std::size_t event) {
  const Point* last = nullptr;
  std::size_t points = 0;
  for (const Point& point : track.points)
    if (point.sighting->at <= t && point.event <= event) {
      last = &point;
      ++points;
    }
  return points >= 2 ? last : nullptr;
}

std::int64_t course_error_of(const agreements::Verification& means, const geo::Motion& motion,
                             std::int64_t position_error, std::int64_t ahead_ms) {
  const std::int64_t turn = motion.speed.mmph * means.course_error.mdeg / 57'296;
  const std::int64_t w = means.speed_error.mmph + turn + 1;
  return position_error + way(motion.speed.mmph, means.time_error.ms) + way(w, ahead_ms);
}

std::vector<Piece> against_course(const Question& q, const ClosestApproach& norm) {
  const agreements::Verification& means = q.rules.verification;
  const base::Instant now = facts::at(q.events.back());
  std::vector<const Point*> moments;
  for (const Track* track : {&q.vessel, q.other})
    for (const Point& point : track->points) moments.push_back(&point);
  std::sort(moments.begin(), moments.end(),
            [](const Point* a, const Point* b) { return a->event < b->event; });

  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < moments.size(); ++i) {
    const base::Instant t = moments[i]->sighting->at;
    const std::size_t event = moments[i]->event;
    const Point* v = last_at(q.vessel, t, event);
    const Point* w = last_at(*q.other, t, event);
    const Piece lost{{t, t}, {}, {}, {}, true};
    if (v == nullptr || w == nullptr) continue;
    const base::Duration age_v = t - v->sighting->at;
    const base::Duration age_w = t - w->sighting->at;
    if (age_v > means.extrapolate_at_most || age_w > means.extrapolate_at_most) {
      pieces.push_back(lost);
      continue;
    }
    auto motion_v = motion_at(*v->sighting->fix, means.fastest);
    auto motion_w = motion_at(*w->sighting->fix, means.fastest);
    if (!motion_v || !motion_w) {
      pieces.push_back(lost);
      continue;
    }
    motion_v->position = geo::advanced(*motion_v, age_v);
    motion_w->position = geo::advanced(*motion_w, age_w);
    base::Instant until = std::min(
        {v->sighting->at + means.extrapolate_at_most, w->sighting->at + means.extrapolate_at_most, now});
    if (i + 1 < moments.size()) until = std::min(until, moments[i + 1]->sighting->at);

    const geo::Motion a = *motion_v;
    const geo::Motion b = *motion_w;
    const geo::Approach approach = geo::closest_approach(a, b);
    const std::int64_t e =
        course_error_of(means, a, position_error_of(means, *v->sighting->fix), (age_v + approach.until).ms) +
        course_error_of(means, b, position_error_of(means, *w->sighting->fix), (age_w + approach.until).ms);
    const Asked of_v{v->sighting};
    const Asked of_w{w->sighting};
    Bound bound = bound_at(q, t, event, of_v, &of_w);
    bound.contested = bound.contested || contested_at(q, q.vessel.id.mmsi, t, event) ||
                      contested_at(q, q.other->id.mmsi, t, event);
    const bool answered = bound.answer == Answer::yes;
    const std::int64_t limit = norm.below.mm;
    const std::int64_t hysteresis = means.hysteresis.mm;
    const std::int64_t shift = q.shift.mm;
    const auto c = caution_of(q, limit, 0);
    const base::Duration within = norm.within;
    const base::Duration caution_within =
        q.article.norm.caution ? q.article.norm.caution->within.value_or(within) : within;
    // The offsets from t at which the state holds with so much more than the limit.
    struct Holding {
      bool ever;
      std::int64_t from;
      std::int64_t to;
    };
    const auto holding = [&](std::int64_t over_limit, base::Duration time) -> Holding {
      const base::Distance below{limit + over_limit};
      if (below.mm <= 0 || !(approach.distance < below)) return {false, 0, 0};
      const auto passage = geo::passage(a, b, below);
      if (!passage) return {false, 0, 0};
      return {true, (approach.until - time).ms, passage->to.ms};
    };
    const Holding sure = holding(-e + shift, within);
    const Holding nominal = holding(shift, within);
    const Holding possible = holding(e + shift, within);
    const Holding outer = holding(e + hysteresis + shift, within);
    const Holding caution = c ? holding(*c, caution_within) : Holding{false, 0, 0};
    const std::int64_t margin = approach.distance.mm - limit;
    pieces.push_back({{t, until}, {v->sighting, w->sighting}, bound, [=](base::Instant at) {
                        const std::int64_t s = (at - t).ms;
                        const auto holds = [&](const Holding& h) {
                          return h.ever && h.from <= s && s <= h.to;
                        };
                        Look look;
                        look.margin = margin;
                        look.error = e;
                        look.sure = answered && holds(sure);
                        look.nominal = answered && holds(nominal);
                        look.possible = holds(possible);
                        look.caution = holds(caution);
                        look.outer = holds(outer) || look.caution;
                        return look;
                      }});
  }
  return pieces;
}

}  // namespace

std::vector<Piece> pieces_of(const Question& q) {
  const agreements::State& state = q.article.norm.state;
  if (const auto* inside = std::get_if<InsideZone>(&state)) return against_shape(q, inside->zone, 0);
  if (const auto* near = std::get_if<WithinOfLine>(&state))
    return against_shape(q, near->line, near->distance.mm);
  if (const auto* near = std::get_if<WithinOfVessel>(&state)) return against_vessel(q, *near);
  return against_course(q, std::get<ClosestApproach>(state));
}

}  // namespace detente::monitor::twin
