#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/Rhumb.hpp>
#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

#include "geo/draw_for_tests.h"
#include "geo/motion.h"

namespace detente::geo {
namespace {

constexpr int kRounds = 1'500;
constexpr std::int32_t kLatMax = 750'000'000;
constexpr double kError = static_cast<double>(kMotionError.mm) / 1000;  // m

// The slow twin: GeographicLib's rhumb lines and geodesics.
class Twins {
 public:
  Twins(const Motion& a, const Motion& b) : a_(line(a)), b_(line(b)), va_(speed(a)), vb_(speed(b)) {}

  double metres_at(double seconds) const {
    double lat1 = 0, lon1 = 0, lat2 = 0, lon2 = 0, metres = 0;
    a_.Position(va_ * seconds, lat1, lon1);
    b_.Position(vb_ * seconds, lat2, lon2);
    GeographicLib::Geodesic::WGS84().Inverse(lat1, lon1, lat2, lon2, metres);
    return metres;
  }

  // The first moment of [0, 3600 s] at which they stop closing: time steps, then golden sections round the
  // best.
  double closest() const {
    constexpr int steps = 120;
    int best = 0;
    while (best < steps && metres_at(3600.0 * (best + 1) / steps) < metres_at(3600.0 * best / steps)) ++best;
    double low = 3600.0 * std::max(best - 1, 0) / steps;
    double high = 3600.0 * std::min(best + 1, steps) / steps;
    const double golden = (std::sqrt(5.0) - 1) / 2;
    for (int i = 0; i < 45; ++i) {
      const double x = high - golden * (high - low);
      const double y = low + golden * (high - low);
      if (metres_at(x) < metres_at(y)) {
        high = y;
      } else {
        low = x;
      }
    }
    return metres_at(0) <= metres_at((low + high) / 2) ? 0 : (low + high) / 2;
  }

 private:
  static GeographicLib::RhumbLine line(const Motion& m) {
    return GeographicLib::Rhumb::WGS84().Line(m.position.lat_e7 * 1e-7, m.position.lon_e7 * 1e-7,
                                              m.course.mdeg * 1e-3);
  }
  static double speed(const Motion& m) { return static_cast<double>(m.speed.mmph) / 3.6e6; }

  GeographicLib::RhumbLine a_, b_;
  double va_, vb_;
};

TEST_CASE("a vessel that keeps course and speed is on its rhumb line, to kMotionError") {
  Draw draw = Draw::for_test("advanced", 12);
  double worst = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Motion motion = draw.motion(draw.position(kLatMax), 200);
    const double hours = draw.real(-1, 1);
    const base::Duration elapsed{static_cast<std::int64_t>(hours * base::kMsPerHour)};
    const double metres =
        static_cast<double>(motion.speed.mmph) / 3.6e6 * static_cast<double>(elapsed.ms) / 1000;
    double lat = 0, lon = 0, off = 0;
    GeographicLib::Rhumb::WGS84().Direct(motion.position.lat_e7 * 1e-7, motion.position.lon_e7 * 1e-7,
                                         motion.course.mdeg * 1e-3, metres, lat, lon);
    if (std::abs(lat) > 75) continue;
    const Position there = advanced(motion, elapsed);
    GeographicLib::Geodesic::WGS84().Inverse(lat, lon, there.lat_e7 * 1e-7, there.lon_e7 * 1e-7, off);
    worst = std::max(worst, off);
    REQUIRE(off <= kError);
  }
  MESSAGE("largest error: ", worst * 1000, " mm");
}

TEST_CASE("the closest approach within the hour is that of fine time steps, to kMotionError") {
  Draw draw = Draw::for_test("closest_approach", 13);
  double worst = 0;
  for (int i = 0; i < kRounds; ++i) {
    const Position middle = draw.position(730'000'000);
    const std::int64_t knots = draw.one_in(4) ? 200 : 50;
    const std::int64_t reach = draw.one_in(2) ? 3'200'000 : 200'000;  // up to 100 and 6 km apart
    const Motion a = draw.motion(draw.near(middle, reach), knots);
    Motion b = draw.motion(draw.near(middle, reach), knots);
    if (draw.one_in(4)) {  // slowly past each other, on nearly one course
      b.speed = {a.speed.mmph + draw.whole(0, base::kMmphPerKnot)};
      b.course = {std::min(a.course.mdeg + static_cast<std::int32_t>(draw.whole(0, 3'000)), 359'999)};
    }
    const Twins twins(a, b);
    const double closest = twins.closest();
    const double least = twins.metres_at(closest);
    const Approach met = closest_approach(a, b);
    REQUIRE(std::abs(static_cast<double>(met.now.mm) / 1000 - twins.metres_at(0)) <= 0.001);
    REQUIRE(met.distance <= met.now);
    const Approach other_way = closest_approach(b, a);
    REQUIRE(met.until == other_way.until);
    REQUIRE(met.distance == other_way.distance);
    if (closest > 3590 || met.until.ms > 3'590'000) {
      REQUIRE((closest > 3500 && met.until.ms > 3'500'000));
      continue;
    }
    const double error = std::abs(static_cast<double>(met.distance.mm) / 1000 - least);
    const double later = twins.metres_at(static_cast<double>(met.until.ms) / 1000) - least;
    worst = std::max({worst, error, later});
    REQUIRE(error <= kError);
    REQUIRE(later <= kError);
  }
  MESSAGE("largest error: ", worst * 1000, " mm");
}

TEST_CASE("a passage is where fine time steps find less than the limit, to kMotionError") {
  Draw draw = Draw::for_test("passage", 14);
  double worst = 0;
  int found = 0;
  for (int i = 0; i < kRounds; ++i) {
    const Position middle = draw.position(730'000'000);
    const std::int64_t knots = draw.one_in(4) ? 200 : 50;
    const Motion a = draw.motion(draw.near(middle, 150'000), knots);
    const Motion b = draw.motion(draw.near(middle, 150'000), knots);
    const base::Distance limit{draw.whole(1'000, 20'000'000)};
    const double metres = static_cast<double>(limit.mm) / 1000;
    const Twins twins(a, b);
    const auto close = passage(a, b, limit);
    REQUIRE(close.has_value() == (closest_approach(a, b).distance < limit));
    if (!close) continue;
    ++found;
    REQUIRE(close->from <= close->to);
    const auto hold = [&](base::Duration at, bool free) {
      if (free || at > base::Duration{3'600'000}) return;
      const double error = std::abs(twins.metres_at(static_cast<double>(at.ms) / 1000) - metres);
      worst = std::max(worst, error);
      REQUIRE(error <= kError + 0.21);  // rounding inwards: 1 ms at up to 400 kn
    };
    hold(close->from, close->from.ms == 0 && twins.metres_at(0) < metres + kError);
    hold(close->to, false);
    for (int k = 0; k <= 60; ++k) {
      const double seconds = 60.0 * k;
      const double apart = twins.metres_at(seconds);
      const bool within = seconds * 1000 >= static_cast<double>(close->from.ms) &&
                          seconds * 1000 <= static_cast<double>(close->to.ms);
      if (apart < metres - kError) REQUIRE(within);
      if (apart > metres + kError) REQUIRE(!within);
    }
  }
  REQUIRE(found > 300);
  MESSAGE("largest error: ", worst * 1000, " mm, in ", found, " passages");
}

}  // namespace
}  // namespace detente::geo
