#include "tracks/picture.h"

#include <doctest/doctest.h>
#include <string>

#include "geo/distance.h"

namespace detente::tracks {
namespace {

using Kind = Change::Kind;

constexpr std::uint32_t kShip = 440'990'101;
constexpr std::int64_t kStart = 1'795'226'400'000;
// 60 kn is 30.87 m/s; 10 m and 1 s of error.
const Plausibility kMeans{.fastest = {60 * base::kMmphPerKnot},
                          .error = {10'000},
                          .time_error = {1'000},
                          .interpolate_at_most = {5 * base::kMsPerMinute}};
constexpr geo::Position kHere{378'000'000, 1'250'000'000};

geo::Position north_of(geo::Position from, double metres) {
  return {from.lat_e7 + static_cast<std::int32_t>(metres / 111'000.0 * 1e7), from.lon_e7};
}

facts::Sighting seen(std::int64_t after_ms, geo::Position where, std::uint32_t mmsi = kShip) {
  facts::Sighting sighting;
  sighting.at = {kStart + after_ms};
  sighting.mmsi = mmsi;
  sighting.fix = facts::Fix{};
  sighting.fix->position = where;
  sighting.source = "ais";
  sighting.payload = "!" + std::to_string(mmsi) + " " + std::to_string(after_ms);
  return sighting;
}

TEST_CASE("fixes that a vessel can have reached make one track, with a leg between each two") {
  Picture picture(kMeans);
  Change change = picture.eat(seen(0, kHere));
  CHECK(change.kind == Kind::began);
  CHECK(change.track == TrackId{kShip, 1});
  CHECK(!change.apart);
  change = picture.eat(seen(10'000, north_of(kHere, 100)));
  CHECK(change.kind == Kind::continued);
  CHECK(change.track == TrackId{kShip, 1});
  const Track& track = *picture.track({kShip, 1});
  CHECK(track.fixes == 2);
  const geo::Leg leg = leg_of(track);
  CHECK(leg.from == kHere);
  CHECK(leg.to == north_of(kHere, 100));
  CHECK(leg.start.ms == kStart);
  CHECK(leg.end.ms == kStart + 10'000);
  CHECK(track.last->payload == "!440990101 10000");
}

TEST_CASE("a jump faster than the fastest is kept apart and the track goes on as if it had not been") {
  Picture picture(kMeans);
  picture.eat(seen(0, kHere));
  picture.eat(seen(10'000, north_of(kHere, 100)));
  const Change jump = picture.eat(seen(20'000, north_of(kHere, 40'000)));
  CHECK(jump.kind == Kind::began);
  CHECK(jump.apart);
  CHECK(jump.track == TrackId{kShip, 2});
  const Change back = picture.eat(seen(30'000, north_of(kHere, 300)));
  CHECK(back.kind == Kind::continued);
  CHECK(back.track == TrackId{kShip, 1});
  CHECK(leg_of(*picture.track({kShip, 1})).from == north_of(kHere, 100));
  CHECK(!picture.contested(kShip, {kStart + 30'000}));  // one fix elsewhere may be an error
}

TEST_CASE("what can be reached is the fastest over the time and its errors, and twice the position error") {
  // (10 s + 2 x 1 s) at 60 kn, counted as 13 whole seconds and up to the metre, is 402 m; with 2 x 10 m: 422
  // m.
  Picture near_enough(kMeans);
  near_enough.eat(seen(0, kHere));
  geo::Position where = north_of(kHere, 420);
  CHECK(geo::distance(kHere, where) < base::Distance{422'000});
  CHECK(near_enough.eat(seen(10'000, where)).kind == Kind::continued);
  Picture too_far(kMeans);
  too_far.eat(seen(0, kHere));
  where = north_of(kHere, 425);
  CHECK(geo::distance(kHere, where) > base::Distance{424'000});
  CHECK(too_far.eat(seen(10'000, where)).kind == Kind::began);
}

TEST_CASE("a number that two vessels use gives two tracks, and both go on") {
  Picture picture(kMeans);
  const geo::Position there = north_of(kHere, 40'000);
  for (int i = 0; i < 20; ++i) {
    const Change here = picture.eat(seen(i * 10'000, north_of(kHere, i * 50.0)));
    const Change elsewhere = picture.eat(seen(i * 10'000 + 4'000, north_of(there, i * 60.0)));
    CHECK(here.track == TrackId{kShip, 1});
    CHECK(elsewhere.track == TrackId{kShip, 2});
    CHECK(picture.contested(kShip, {kStart + i * 10'000 + 4'000}) == (i >= 1));
  }
  CHECK(subject_text({kShip, 1}) == "mmsi:440990101");
  CHECK(subject_text({kShip, 2}) == "mmsi:440990101#2");
  CHECK(subject_text({4'400'001, 1}) == "mmsi:004400001");
  CHECK(picture.vessel(kShip)->tracks.size() == 2);
  CHECK(picture.contested(kShip, {kStart + 194'000 + base::kMsPerHour - 4'000}));
  CHECK(!picture.contested(kShip, {kStart + 194'000 + base::kMsPerHour}));
  CHECK(!picture.contested(445'990'101, {kStart}));
}

TEST_CASE("of two tracks that could have come here the nearer goes on") {
  Picture picture(kMeans);
  picture.eat(seen(0, kHere));
  picture.eat(seen(1'000, north_of(kHere, 1'000)));
  CHECK(picture.eat(seen(60'000, north_of(kHere, 600))).track == TrackId{kShip, 2});
  CHECK(picture.eat(seen(120'000, north_of(kHere, 100))).track == TrackId{kShip, 1});
}

TEST_CASE("the same fix again, within ten seconds, is a repeat; later it is a vessel that lies still") {
  Picture picture(kMeans);
  picture.eat(seen(0, kHere));
  Change change = picture.eat(seen(10'000, kHere));
  CHECK(change.kind == Kind::repeated);
  CHECK(change.track == TrackId{kShip, 1});
  CHECK(picture.track({kShip, 1})->last->at.ms == kStart);
  CHECK(picture.track({kShip, 1})->fixes == 1);
  CHECK(picture.eat(seen(10'001, kHere)).kind == Kind::continued);
  facts::Sighting turned = seen(12'000, kHere);
  turned.fix->heading = base::Angle{90'000};
  CHECK(picture.eat(turned).kind == Kind::continued);
}

TEST_CASE("another fix of the same moment changes nothing where it could be the same vessel") {
  Picture picture(kMeans);
  picture.eat(seen(0, kHere));
  CHECK(picture.eat(seen(0, north_of(kHere, 50))).kind == Kind::repeated);
  CHECK(picture.track({kShip, 1})->last->fix.position == kHere);
  const Change elsewhere = picture.eat(seen(0, north_of(kHere, 5'000)));
  CHECK(elsewhere.kind == Kind::began);
  CHECK(elsewhere.apart);
}

TEST_CASE("after a gap the track goes on, and the way there is unknown") {
  Picture picture(kMeans);
  picture.eat(seen(0, kHere));
  CHECK(picture.eat(seen(5 * base::kMsPerMinute, north_of(kHere, 1'000))).kind == Kind::continued);
  const Change change = picture.eat(seen(10 * base::kMsPerMinute + 1, north_of(kHere, 2'000)));
  CHECK(change.kind == Kind::after_gap);
  CHECK(picture.track({kShip, 1})->before == nullptr);
  CHECK(picture.track({kShip, 1})->fixes == 3);
}

TEST_CASE("at most four tracks of a number: a fifth takes the place of the one silent longest") {
  Picture picture(kMeans);
  for (int i = 0; i < 4; ++i)
    CHECK(picture.eat(seen(i * 1'000, north_of(kHere, i * 50'000.0))).track ==
          TrackId{kShip, static_cast<std::uint32_t>(i + 1)});
  CHECK(picture.eat(seen(5'000, kHere)).kind == Kind::repeated);
  CHECK(picture.eat(seen(11'000, kHere)).track == TrackId{kShip, 1});
  CHECK(picture.let_go() == 0);
  CHECK(picture.eat(seen(12'000, north_of(kHere, 300'000))).track == TrackId{kShip, 5});
  CHECK(picture.let_go() == 1);
  CHECK(picture.track({kShip, 2}) == nullptr);
  CHECK(picture.track({kShip, 1}) != nullptr);
  CHECK(picture.vessel(kShip)->tracks.size() == kPartsMax);
  std::size_t in_grid = 0;
  picture.grid().near(kHere, {20'100'000'000}, [&in_grid](const Grid::Entry&) { ++in_grid; });
  CHECK(in_grid == kPartsMax);
}

TEST_CASE("only vessels make tracks") {
  Picture picture(kMeans);
  CHECK(picture.eat(seen(0, kHere, 4'400'001)).kind == Kind::not_a_vessel);
  CHECK(picture.eat(seen(0, kHere, 111'440'123)).kind == Kind::not_a_vessel);
  CHECK(picture.eat(seen(0, kHere, 994'401'234)).kind == Kind::not_a_vessel);
  CHECK(picture.eat(seen(0, kHere, 970'123'456)).kind == Kind::not_a_vessel);
  CHECK(picture.eat(seen(0, kHere, 0)).kind == Kind::default_number);
  CHECK(picture.eat(seen(0, kHere, 123'456'789)).kind == Kind::default_number);
  CHECK(picture.eat(seen(0, kHere, 111'111'111)).kind == Kind::default_number);
  CHECK(picture.size() == 0);
  CHECK(picture.eat(seen(0, kHere, 984'401'234)).kind == Kind::began);
}

TEST_CASE("of what a vessel says of itself the newest of each is kept") {
  Picture picture(kMeans);
  facts::Sighting said;
  said.at = {kStart};
  said.mmsi = kShip;
  said.particulars = facts::Particulars{};
  said.particulars->name = "ONE";
  said.particulars->ship_type = std::uint8_t{30};
  CHECK(picture.eat(said).kind == Kind::particulars);
  said.particulars = facts::Particulars{};
  said.particulars->name = "TWO";
  said.particulars->call_sign = "DSAB";
  picture.eat(said);
  const facts::Particulars& known = picture.vessel(kShip)->particulars;
  CHECK(known.name == "TWO");
  CHECK(known.call_sign == "DSAB");
  CHECK(known.ship_type == std::uint8_t{30});
  CHECK(picture.vessel(kShip)->tracks.empty());
}

// Every number is seen once, and a few again and again: those are kept.
TEST_CASE("past the maximum those silent longest are let go, and everything stays in step") {
  Picture picture(kMeans);
  const auto vessels = static_cast<std::uint32_t>(kVesselsMax);
  std::int64_t now = 0;
  for (std::uint32_t i = 0; i < vessels + vessels / 4; ++i) {
    const geo::Position where{static_cast<std::int32_t>(std::int64_t{i % 1'300} * 1'000'000 - 600'000'000),
                              static_cast<std::int32_t>(std::int64_t{i % 3'500} * 1'000'000 - 1'750'000'000)};
    facts::Sighting sighting = seen(++now, where, 440'000'000 + i);
    sighting.payload.clear();
    picture.eat(sighting);
    REQUIRE(picture.size() <= kVesselsMax);
    if (i % 1'000 != 0) continue;
    ++now;
    picture.eat(seen(now, north_of(kHere, static_cast<double>(now % 7'000) / 100), 201'000'000));
  }
  CHECK(picture.let_go() >= vessels / 4);
  CHECK(picture.vessel(201'000'000) != nullptr);
  CHECK(picture.vessel(440'000'000) == nullptr);
  CHECK(picture.vessel(440'000'000 + vessels + vessels / 4 - 1) != nullptr);
  std::size_t in_grid = 0, tracks = 0;
  picture.grid().near(kHere, {20'100'000'000}, [&](const Grid::Entry& entry) {
    ++in_grid;
    if (picture.track(entry.id) != nullptr) ++tracks;
  });
  CHECK(in_grid >= picture.size());
  CHECK(tracks == in_grid);
}

TEST_CASE("a copy of a picture goes its own way") {
  Picture picture(kMeans);
  picture.eat(seen(0, kHere));
  Picture copy = picture;
  copy.eat(seen(10'000, north_of(kHere, 50)));
  CHECK(picture.track({kShip, 1})->fixes == 1);
  CHECK(copy.track({kShip, 1})->fixes == 2);
  CHECK(picture.eat(seen(10'000, north_of(kHere, 70))).kind == Kind::continued);
}

}  // namespace
}  // namespace detente::tracks
