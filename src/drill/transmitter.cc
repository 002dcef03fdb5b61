#include "drill/transmitter.h"

#include <algorithm>

#include "base/check.h"
#include "base/vessel_class.h"
#include "drill/course.h"

namespace detente::drill {

namespace {

constexpr base::Speed knots(std::int64_t kn) {
  return {kn * base::kMmphPerKnot};
}

constexpr base::Duration kTurning{30 * base::kMsPerSecond};
constexpr base::Distance kAccurate{5'000};  // two sigma of this stay within the 10 m of the accuracy flag
constexpr base::Distance kOutlierLeast{base::kMmPerNauticalMile};
constexpr base::Distance kOutlierMost{40 * base::kMmPerNauticalMile};

// The lowest ship and cargo type that means the class.
int ship_type_of(base::VesselClass vessel_class) {
  for (int type = 1; type < 100; ++type)
    if (base::vessel_class_of_ship_type(type) == vessel_class) return type;
  return 90;  // other
}

bool turning(const Voyage& voyage, base::Instant now) {
  return now - voyage.turned() < kTurning;
}

}  // namespace

base::Duration reporting_interval(AisClass ais, base::Speed speed, int nav_status, bool turning) {
  constexpr base::Duration kStill{3 * base::kMsPerMinute};
  if (ais == AisClass::b) return speed <= knots(2) ? kStill : base::Duration{30'000};
  const bool made_fast = nav_status == 1 || nav_status == 5;
  if (made_fast) return speed <= knots(3) ? kStill : base::Duration{10'000};
  if (speed <= knots(14)) return turning ? base::Duration{3'333} : base::Duration{10'000};
  if (speed <= knots(23)) return turning ? base::Duration{2'000} : base::Duration{6'000};
  return {2'000};
}

Transmitter::Transmitter(const Scenario& scenario, const Vessel& vessel, std::uint64_t seed)
    : scenario_(scenario),
      vessel_(vessel),
      times_(seed, Purpose::transmitter, key_of(vessel)),
      navigation_(seed, Purpose::navigation, key_of(vessel)) {
  const base::Instant begins = vessel.present.from;
  // The first position within the shortest usual interval, the first static report anywhere in its own.
  const std::int64_t first = vessel.ais == AisClass::a ? 10'000 : 30'000;
  position_due_ = begins + base::Duration{times_.between(0, first - 1)};
  static_due_ = begins + base::Duration{times_.between(0, kStaticInterval.ms - 1)};
}

base::Instant Transmitter::next() const {
  return std::min(position_due_, static_due_);
}

void Transmitter::hurry(const Voyage& voyage) {
  const base::Duration interval =
      reporting_interval(vessel_.ais, voyage.motion().speed, voyage.nav_status(), true);
  const base::Instant due = voyage.now() + base::Duration{times_.between(0, interval.ms)};
  position_due_ = std::min(position_due_, due);
}

Transmitter::Sent Transmitter::send(const Voyage& voyage) {
  CHECK(voyage.now() == next());
  Sent sent = position_due_ <= static_due_ ? send_position(voyage) : send_static();
  sent.number = count_++;
  sent.channel = sent.number % 2 == 0 ? 'A' : 'B';
  return sent;
}

Transmitter::Sent Transmitter::send_position(const Voyage& voyage) {
  const base::Instant now = voyage.now();
  const geo::Motion motion = voyage.motion();
  Sent sent;
  sent.is_position = true;
  PositionReport report{.mmsi = vessel_.mmsi,
                        .position = motion.position,
                        .accurate = scenario_.noise <= kAccurate,
                        .speed = motion.speed,
                        .course = motion.speed.mmph > 0 ? std::optional(motion.course) : std::nullopt,
                        .nav_status = voyage.nav_status(),
                        .second = static_cast<int>(now.ms / base::kMsPerSecond % 60)};
  if (navigation_.chance(scenario_.outliers.per_million)) {
    const std::int64_t far = navigation_.between(kOutlierLeast.mm, kOutlierMost.mm);
    const auto bearing = static_cast<std::int32_t>(navigation_.between(0, 359'999));
    report.position =
        geo::advanced({.position = motion.position, .speed = {far}, .course = {bearing}}, {base::kMsPerHour});
    sent.outlier = base::Distance{far};
  } else if (scenario_.noise.mm > 0) {
    const base::Distance east{navigation_.bell(scenario_.noise.mm)};
    const base::Distance north{navigation_.bell(scenario_.noise.mm)};
    report.position = moved(motion.position, east, north);
  }
  sent.payload = vessel_.ais == AisClass::a ? position_report_a(report) : position_report_b(report);
  const base::Duration interval =
      reporting_interval(vessel_.ais, motion.speed, voyage.nav_status(), turning(voyage, now));
  position_due_ =
      now + base::Duration{times_.between(interval.ms - interval.ms / 10, interval.ms + interval.ms / 10)};
  return sent;
}

Transmitter::Sent Transmitter::send_static() {
  const std::string call_sign = "R" + std::to_string(vessel_.mmsi % 1'000'000);
  const StaticReport report{.mmsi = vessel_.mmsi,
                            .name = vessel_.name,
                            .call_sign = call_sign,
                            .ship_type = ship_type_of(vessel_.vessel_class),
                            .destination = "REHEARSAL"};
  Sent sent;
  if (vessel_.ais == AisClass::a) {
    sent.payload = static_report_a(report);
    static_due_ = static_due_ + kStaticInterval;
    return sent;
  }
  // Part B follows part A within a minute (M.1371-5, annex 8, 3.22).
  sent.payload = second_part_ ? static_report_b_part_b(report) : static_report_b_part_a(report);
  static_due_ =
      static_due_ + (second_part_ ? kStaticInterval - base::Duration{10'000} : base::Duration{10'000});
  second_part_ = !second_part_;
  return sent;
}

}  // namespace detente::drill
