#include "feeds/ais_message.h"

#include <cstdio>
#include <cstdlib>
#include <doctest/doctest.h>
#include <random>

#include "feeds/ais_twin.h"

namespace detente::feeds {
namespace {

// The seed of the property tests: DETENTE_SEED, or one of our own.
std::uint64_t seed() {
  const char* given = std::getenv("DETENTE_SEED");
  const std::uint64_t value = given != nullptr ? std::strtoull(given, nullptr, 10) : 20'260'919;
  std::printf("ais_message_test: DETENTE_SEED=%llu\n", static_cast<unsigned long long>(value));
  return value;
}

SixBits six_bits(const std::string& bits) {
  unsigned fill = 0;
  const std::string payload = twin::armour(bits, fill);
  SixBits result;
  REQUIRE(result.append(payload, fill));
  return result;
}

MessageFault fault_of(const std::string& bits) {
  AisMessage message;
  return read_message(six_bits(bits), message);
}

twin::BitString head(int type, std::int64_t mmsi = 440'123'456) {
  return twin::BitString().add(type, 6).add(0, 2).add(mmsi, 30);
}

// A class A report with the given speed, place, course, heading and status.
PositionReport report(std::int64_t speed, std::int64_t longitude, std::int64_t latitude, std::int64_t course,
                      std::int64_t heading, std::int64_t status = 0) {
  const auto bits = head(1)
                        .add(status, 4)
                        .add(0, 8)
                        .add(speed, 10)
                        .add(1, 1)
                        .add(longitude, 28)
                        .add(latitude, 27)
                        .add(course, 12)
                        .add(heading, 9)
                        .add(0, 31);
  AisMessage message;
  REQUIRE(read_message(six_bits(bits.bits), message) == MessageFault::none);
  return std::get<PositionReport>(message.body);
}

TEST_CASE("bits come out of their armour as they went in, in pieces of any size") {
  std::mt19937_64 random(seed());
  for (int round = 0; round < 300; ++round) {
    SixBits bits;
    std::string expected;
    for (int piece = 0; piece < 1 + round % 4; ++piece) {
      const std::size_t size = random() % 110;
      std::string payload;
      for (std::size_t i = 0; i < size; ++i) {
        const auto six = static_cast<char>(random() % 64);
        payload += static_cast<char>(six < 40 ? six + '0' : six - 40 + '`');
      }
      const auto fill = static_cast<unsigned>(random() % 6);
      REQUIRE(bits.append(payload, fill));
      const auto more = twin::bits_of(payload, fill);
      REQUIRE(more);
      expected += *more;
    }
    REQUIRE(bits.size() == expected.size());
    for (int look = 0; look < 200; ++look) {
      const std::size_t start = random() % (expected.size() + 10);
      const auto width = static_cast<unsigned>(1 + random() % 57);
      REQUIRE(static_cast<std::int64_t>(bits.number(start, width)) ==
              twin::number_in(expected, start, width));
      REQUIRE(bits.signed_number(start, width) == twin::number_in(expected, start, width, true));
    }
  }
}

TEST_CASE("64 characters are armour and no others") {
  int good = 0;
  for (int c = 0; c < 256; ++c) {
    SixBits bits;
    const std::string payload(1, static_cast<char>(c));
    const bool taken = bits.append(payload, 0);
    CHECK(taken == ((c >= 48 && c <= 87) || (c >= 96 && c <= 119)));
    good += taken ? 1 : 0;
    CHECK_FALSE(bits.append("000" + std::string(1, '\x7f'), 0));
  }
  CHECK(good == 64);
}

TEST_CASE("a message cleared leaves nothing for the next one") {
  SixBits bits;
  REQUIRE(bits.append(std::string(60, 'w'), 0));
  bits.clear();
  REQUIRE(bits.append("w", 5));
  CHECK(bits.size() == 1);
  CHECK(bits.number(0, 57) == std::uint64_t{1} << 56);
  CHECK(bits.number(1, 57) == 0);
}

TEST_CASE("random messages of every type and length read as the slow twin reads them") {
  std::mt19937_64 random(seed());
  int read = 0;
  for (int round = 0; round < 60'000; ++round) {
    constexpr int kTypes[] = {1, 2, 3, 5, 18, 24, 24, 4, 0, 27, 63};
    constexpr std::size_t kSizes[] = {160, 163, 164, 167, 168, 169, 204, 205,
                                      419, 420, 422, 424, 426, 462, 463, 37};
    const int type = kTypes[random() % std::size(kTypes)];
    std::size_t size = kSizes[random() % std::size(kSizes)];
    if (round % 7 == 0) size = random() % 500;
    // Auxiliary craft are rare among random numbers: make some.
    twin::BitString bits = head(
        type, static_cast<std::int64_t>(random() % 3 == 0 ? 982'000'000 + random() % 9'999'999 : random()));
    if (type == 24) bits.add(static_cast<std::int64_t>(random() % 5 == 0 ? random() : random() % 2), 2);
    while (bits.bits.size() < size) bits.add(static_cast<std::int64_t>(random() >> round % 40), 30);
    bits.bits.resize(size);
    AisMessage message;
    const MessageFault fault = read_message(six_bits(bits.bits), message);
    const auto expected = twin::fields_in(bits.bits);
    CAPTURE(bits.bits);
    REQUIRE((fault == MessageFault::none) == expected.has_value());
    if (!expected) continue;
    ++read;
    REQUIRE(twin::fields_of(message) == *expected);
  }
  CHECK(read > 5'000);
}

TEST_CASE("each type has its lengths, one bit beyond is refused") {
  struct Range {
    int type, part;
    std::size_t least, most;
  };
  for (const Range& range :
       {Range{1, 0, 163, 204}, Range{2, 0, 163, 204}, Range{3, 0, 163, 204}, Range{5, 0, 420, 462},
        Range{18, 0, 168, 204}, Range{24, 0, 160, 168}, Range{24, 1, 168, 204}}) {
    CAPTURE(range.type);
    const auto with = [&](std::size_t size) {
      std::string bits = head(range.type).add(range.part, 2).bits;
      bits.resize(size, '0');
      return fault_of(bits);
    };
    CHECK(with(range.least) == MessageFault::none);
    CHECK(with(range.most) == MessageFault::none);
    CHECK(with(range.least - 1) == MessageFault::bad_length);
    CHECK(with(range.most + 1) == MessageFault::bad_length);
    CHECK(with(38) == MessageFault::bad_length);
  }
}

TEST_CASE("every other type of the standard is named as not used, the rest as unknown") {
  for (int type = 0; type < 64; ++type) {
    const bool used = type == 1 || type == 2 || type == 3 || type == 5 || type == 18 || type == 24;
    std::string bits = head(type).bits;
    CHECK(fault_of(bits.substr(0, 37)) == MessageFault::bad_length);
    if (used) continue;
    bits.resize(168, '1');
    CHECK(fault_of(bits) == (type >= 1 && type <= 27 ? MessageFault::not_used : MessageFault::unknown));
  }
  for (int part : {2, 3}) {
    std::string bits = head(24).add(part, 2).bits;
    bits.resize(168, '0');
    CHECK(fault_of(bits) == MessageFault::not_used);
  }
}

TEST_CASE("a position is rounded half away from zero to 1e-7 degree") {
  const auto place = [](std::int64_t longitude, std::int64_t latitude) {
    return report(0, longitude, latitude, 0, 0).position();
  };
  CHECK(place(0, 0) == geo::Position{.lat_e7 = 0, .lon_e7 = 0});
  // 1/10,000 minute is 16.67 units, 2 are 33.33.
  CHECK(place(1, 2) == geo::Position{.lat_e7 = 33, .lon_e7 = 17});
  CHECK(place(-1, -2) == geo::Position{.lat_e7 = -33, .lon_e7 = -17});
  CHECK(place(-3, 3) == geo::Position{.lat_e7 = 50, .lon_e7 = -50});
  CHECK(place(-74'037'230, 29'028'980) == geo::Position{.lat_e7 = 483'816'333, .lon_e7 = -1'233'953'833});
  CHECK(place(108'000'000, 54'000'000) == geo::Position{.lat_e7 = 900'000'000, .lon_e7 = 1'800'000'000});
  CHECK(place(-108'000'000, -54'000'000) == geo::Position{.lat_e7 = -900'000'000, .lon_e7 = -1'800'000'000});
}

TEST_CASE("what the sender marks as not available, and what cannot be, is absent") {
  CHECK_FALSE(report(0, 181 * 600'000, 0, 0, 0).position());
  CHECK_FALSE(report(0, 0, 91 * 600'000, 0, 0).position());
  CHECK_FALSE(report(0, 108'000'001, 0, 0, 0).position());
  CHECK_FALSE(report(0, 0, -54'000'001, 0, 0).position());
  CHECK(report(1021, 0, 0, 0, 0).speed_over_ground() == base::Speed{189'089'200});
  CHECK(report(1, 0, 0, 0, 0).speed_over_ground() == base::Speed{185'200});
  CHECK_FALSE(report(1022, 0, 0, 0, 0).speed_over_ground());
  CHECK_FALSE(report(1023, 0, 0, 0, 0).speed_over_ground());
  CHECK(report(0, 0, 0, 3599, 0).course_over_ground() == base::Angle{359'900});
  CHECK_FALSE(report(0, 0, 0, 3600, 0).course_over_ground());
  CHECK_FALSE(report(0, 0, 0, 4095, 0).course_over_ground());
  CHECK(report(0, 0, 0, 0, 359).true_heading() == base::Angle{359'000});
  CHECK_FALSE(report(0, 0, 0, 0, 360).true_heading());
  CHECK_FALSE(report(0, 0, 0, 0, 511).true_heading());
  CHECK(report(0, 0, 0, 0, 0, 14).navigational_status() == 14);
  CHECK_FALSE(report(0, 0, 0, 0, 0, 15).navigational_status());
}

}  // namespace
}  // namespace detente::feeds
