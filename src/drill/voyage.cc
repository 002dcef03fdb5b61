#include "drill/voyage.h"

#include <algorithm>
#include <cstdlib>

#include "base/check.h"
#include "drill/course.h"
#include "geo/distance.h"

namespace detente::drill {

namespace {

constexpr base::Duration kLegMost{30 * base::kMsPerMinute};
constexpr base::Duration kLegLeast{base::kMsPerSecond};
constexpr base::Instant kNever{INT64_MAX};
constexpr std::int32_t kLatitudeOfStop = 750'000'000;  // beyond it advanced() states no error
constexpr base::Distance kBerths{300'000};
constexpr std::int32_t kTurnMdeg = 5'000;  // M.1371-5, annex 2, 3.1.1: a change of course

constexpr int kUnderWay = 0, kAtAnchor = 1, kNotUnderCommand = 2, kMoored = 5, kFishing = 7;

// `part` of `whole` of the way from `a` to `b`.
geo::Position between(geo::Position a, geo::Position b, std::int64_t part, std::int64_t whole) {
  return geo::position_at({.from = a, .to = b, .start = {0}, .end = {whole}}, {part});
}

}  // namespace

std::uint64_t key_of(const Vessel& vessel) {
  std::uint64_t key = 0xCBF29CE484222325;
  for (const char c : vessel.name) key = (key ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return key;
}

Voyage::Voyage(const Vessel& vessel, std::uint64_t seed)
    : vessel_(vessel), random_(seed, Purpose::routine, key_of(vessel)), now_(vessel.present.from) {
  ends_ = now_;
  turned_ = {now_.ms - base::kMsPerHour};
  begin();
}

geo::Position Voyage::near(geo::Position centre, base::Distance radius) {
  if (radius.mm == 0) return centre;
  // The root of a uniform share of the square spreads evenly over the circle.
  const std::int64_t share = integer_root(random_.between(0, INT64_C(1'000'000'000'000)));
  const std::int64_t far = base::rounded_quotient(radius.mm * share, 1'000'000);
  const auto bearing = static_cast<std::int32_t>(random_.between(0, 359'999));
  return geo::advanced({.position = centre, .speed = {far}, .course = {bearing}}, {base::kMsPerHour});
}

geo::Position Voyage::on_ground() {
  return near(vessel_.routine.points.front(), vessel_.routine.radius);
}

base::Speed Voyage::drawn_speed() {
  return {random_.between(vessel_.routine.speeds.least.mmph, vessel_.routine.speeds.most.mmph)};
}

void Voyage::begin() {
  const Routine& routine = vessel_.routine;
  course_ = {static_cast<std::int32_t>(random_.between(0, 359'999))};
  at_ = routine.points.front();
  if (routine.kind == Routine::Kind::anchored) at_ = near(at_, routine.radius);
  if (routine.kind == Routine::Kind::route || routine.kind == Routine::Kind::loop) {
    next_ = 1;
    if (routine.scattered) {
      const std::size_t count = routine.points.size();
      const std::size_t legs = routine.kind == Routine::Kind::loop ? count : count - 1;
      const auto leg = static_cast<std::size_t>(random_.between(0, static_cast<std::int64_t>(legs) - 1));
      next_ = (leg + 1) % count;
      at_ = between(routine.points[leg], routine.points[next_], random_.between(0, 999'999), 1'000'000);
    }
  }
  if (routine.kind == Routine::Kind::fishing) {
    at_ = on_ground();
    if (routine.home) {
      berth_ = near(*routine.home, kBerths);
      leaving_ = routine.leaving + base::Duration{random_.between(0, routine.over.ms)};
      returning_ = routine.returning.value_or(kNever);
      // A boat whose day has begun before the rehearsal is out already, or home again.
      if (now_ < leaving_ || now_ >= returning_) at_ = berth_;
      while (routine.returning && now_ >= returning_) {
        leaving_ = leaving_ + base::Duration{base::kMsPerDay};
        returning_ = returning_ + base::Duration{base::kMsPerDay};
      }
    }
  }
  goal_ = at_;
  take_up();
}

void Voyage::take_up() {
  scripted_ = false;
  goal_ = at_;
  ends_ = now_;
  switch (vessel_.routine.kind) {
    case Routine::Kind::anchored:
      mode_ = Mode::rest;
      return rest(kNever, kAtAnchor);
    case Routine::Kind::waiting:
      mode_ = Mode::rest;
      return rest(kNever, kUnderWay);
    case Routine::Kind::route:
      mode_ = Mode::way;
      break;
    case Routine::Kind::loop:
      mode_ = Mode::loop;
      break;
    case Routine::Kind::fishing:
      mode_ = Mode::ground;
      if (vessel_.routine.home && now_ < leaving_) return rest(leaving_, kMoored);
      break;
    case Routine::Kind::steady:
      mode_ = Mode::steady;
      speed_ = vessel_.routine.speeds.least;
      nav_status_ = kUnderWay;
      set_course(vessel_.routine.course);
      break;
  }
  choose_goal();
}

void Voyage::rest(base::Instant until, int nav_status) {
  resting_ = true;
  ends_ = until;
  nav_status_ = nav_status;
}

void Voyage::set_course(base::Angle course) {
  const std::int32_t change = std::abs(course.mdeg - course_.mdeg);
  if (std::min(change, 360'000 - change) > kTurnMdeg) turned_ = now_;
  course_ = course;
}

void Voyage::choose() {
  const bool fishing = mode_ == Mode::ground && vessel_.routine.home.has_value();
  if (fishing && now_ >= returning_) {
    mode_ = Mode::homeward;
    goal_ = berth_;
    speed_ = vessel_.routine.cruise;
    nav_status_ = kUnderWay;
    return sail();
  }
  if (mode_ == Mode::steady || at_ == goal_ || resting_) return choose_goal();
  sail();
}

void Voyage::choose_goal() {
  const Routine& routine = vessel_.routine;
  switch (mode_) {
    case Mode::rest:
      return rest(kNever, nav_status_);
    case Mode::way: {
      const std::vector<geo::Position>& points = scripted_ ? way_ : routine.points;
      std::size_t& next = scripted_ ? way_next_ : next_;
      if (next < points.size() && at_ == points[next]) ++next;
      if (next >= points.size()) return rest(kNever, kAtAnchor);
      goal_ = points[next];
      if (!scripted_) speed_ = drawn_speed();
      nav_status_ = kUnderWay;
      break;
    }
    case Mode::loop:
      if (at_ == routine.points[next_]) next_ = (next_ + 1) % routine.points.size();
      goal_ = routine.points[next_];
      speed_ = drawn_speed();
      nav_status_ = kUnderWay;
      break;
    case Mode::ground: {
      // Out of the harbour at cruising speed, on the ground at fishing speed.
      const bool from_home = routine.home.has_value() && at_ == berth_;
      goal_ = on_ground();
      speed_ = from_home ? routine.cruise : drawn_speed();
      nav_status_ = from_home ? kUnderWay : kFishing;
      break;
    }
    case Mode::homeward:
      leaving_ = leaving_ + base::Duration{base::kMsPerDay};
      returning_ = returning_ + base::Duration{base::kMsPerDay};
      mode_ = Mode::ground;
      return rest(leaving_, kMoored);
    case Mode::steady:
      goal_ = geo::advanced({.position = at_, .speed = speed_, .course = course_}, kLegMost);
      break;
  }
  sail();
}

void Voyage::sail() {
  if (std::abs(goal_.lat_e7) > kLatitudeOfStop) return rest(kNever, kUnderWay);
  const std::int64_t far = geo::distance(at_, goal_).mm;
  const base::Duration whole{
      std::max(kLegLeast.ms, base::rounded_quotient(far * base::kMsPerHour, speed_.mmph))};
  base::Duration part = std::min(whole, kLegMost);
  if (mode_ == Mode::steady) part = kLegMost;
  if (mode_ == Mode::ground && vessel_.routine.home)
    part = std::min(part, std::max(kLegLeast, returning_ - now_));
  geo::Position to = goal_;
  if (part < whole && mode_ != Mode::steady) {
    to = at_;
    // In ten-millionths of the way, since a leg of days is longer than position_at() takes.
    constexpr std::int64_t kWay = 10'000'000;
    to = between(at_, goal_, base::rounded_quotient(part.ms * kWay, whole.ms), kWay);
  }
  if (mode_ != Mode::steady && far > 0) set_course(course_between(at_, to == at_ ? goal_ : to));
  leg_ = {.from = at_, .to = to, .start = now_, .end = now_ + part};
  ends_ = leg_.end;
  resting_ = false;
}

void Voyage::advance_to(base::Instant at) {
  CHECK(at >= now_);
  while (ends_ <= at) {
    now_ = ends_;
    if (!resting_) at_ = leg_.to;
    choose();
  }
  now_ = at;
}

void Voyage::follow(const Incident& incident) {
  using Kind = Incident::Kind;
  if (incident.kind == Kind::stops_transmitting || incident.kind == Kind::duplicate_appears) return;
  at_ = motion().position;
  if (incident.kind == Kind::resumes) return take_up();
  scripted_ = true;
  if (incident.kind == Kind::stops) {
    mode_ = Mode::rest;
    return rest(kNever, kUnderWay);
  }
  speed_ = incident.speed;
  if (incident.kind == Kind::departs) {
    mode_ = Mode::way;
    way_ = incident.points;
    way_next_ = 0;
  } else {
    mode_ = Mode::steady;
    nav_status_ = incident.kind == Kind::drifts ? kNotUnderCommand : kUnderWay;
    set_course(incident.course);
  }
  choose_goal();
}

geo::Motion Voyage::motion() const {
  if (resting_) return {.position = at_, .speed = {0}, .course = course_};
  return {.position = geo::position_at(leg_, now_), .speed = speed_, .course = course_};
}

}  // namespace detente::drill
