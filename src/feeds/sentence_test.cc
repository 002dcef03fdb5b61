#include "feeds/sentence.h"

#include <doctest/doctest.h>

#include "feeds/ais_twin.h"

namespace detente::feeds {
namespace {

SentenceFault fault_of(std::string_view line) {
  Sentence sentence;
  return read_sentence(line, sentence);
}

SentenceFault fault_of_body(const std::string& body) {
  return fault_of(twin::with_checksum(body));
}

TEST_CASE("a sentence is taken apart") {
  Sentence sentence;
  const std::string line = twin::with_checksum("BSVDO,2,1,7,B,000W,0") + ",rest";
  REQUIRE(read_sentence(line, sentence) == SentenceFault::none);
  CHECK(sentence.text == twin::with_checksum("BSVDO,2,1,7,B,000W,0"));
  CHECK(sentence.payload == "000W");
  CHECK(sentence.count == 2);
  CHECK(sentence.number == 1);
  CHECK(sentence.sequence == 7);
  CHECK(sentence.channel == 'B');
  CHECK(sentence.fill == 0);
  CHECK(sentence.own);
}

TEST_CASE("sequence and channel may be empty") {
  Sentence sentence;
  REQUIRE(read_sentence(twin::with_checksum("AIVDM,1,1,,,0,5"), sentence) == SentenceFault::none);
  CHECK(sentence.sequence == -1);
  CHECK(sentence.channel == '\0');
  CHECK(sentence.fill == 5);
  CHECK_FALSE(sentence.own);
}

TEST_CASE("any talker may speak, other sentences are not AIS") {
  for (const char* talker : {"AI", "AB", "BS", "SA", "XX", "--"}) {
    CHECK(fault_of_body(std::string(talker) + "VDM,1,1,,A,0,0") == SentenceFault::none);
  }
  for (const char* line : {"", "!", "!AIVD", "$AIVDM,1,1,,A,0,0*27", "!aiVDM,1,1,,A,0,0*26",
                           "!AIVDX,1,1,,A,0,0*33", " !AIVDM,1,1,,A,0,0*26"}) {
    CHECK(fault_of(line) == SentenceFault::not_ais);
  }
}

TEST_CASE("each wrong byte of a sentence is noticed by its checksum") {
  const std::string good = twin::with_checksum("AIVDM,1,1,,B,13u?etPv2;0n:dDPwUM1U1Cb069D,0");
  REQUIRE(fault_of(good) == SentenceFault::none);
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
      if (at > good.size() - 3 && (bad[at] ^ good[at]) == 0x20)
        continue;  // a digit of the checksum in the other case
      CAPTURE(bad);
      CHECK(fault_of(bad) != SentenceFault::none);
    }
  }
}

TEST_CASE("a sentence cut anywhere is refused") {
  const std::string good = twin::with_checksum("AIVDM,1,1,,B,13u?etPv2;0n:dDPwUM1U1Cb069D,0");
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK(fault_of(good.substr(0, size)) != SentenceFault::none);
}

TEST_CASE("fields that are wrong are refused though the checksum holds") {
  for (const char* body : {"AIVDM,0,1,,A,0,0",
                           "AIVDM,1,0,,A,0,0",
                           "AIVDM,1,2,,A,0,0",
                           "AIVDM,2,1,10,A,0,0",
                           "AIVDM,1,1,,AB,0,0",
                           "AIVDM,1,1,,A,0,6",
                           "AIVDM,1,1,,A,0,",
                           "AIVDM,1,1,,A,0",
                           "AIVDM,1,1,,A,0,0,0",
                           "AIVDM,1,1,,A,0,00",
                           "AIVDM",
                           "AIVDM,",
                           "AIVDM,1,1,,A,",
                           "AIVDM,1,1,,A",
                           "AIVDM,1,1,A,0,0",
                           "AIVDM,10,1,,A,0,0",
                           "AIVDM,a,1,,A,0,0",
                           "AIVDM,1,1,,?,0,0",
                           "AIVDMX,1,1,,A,0,0",
                           "AIVDM;1,1,,A,0,0"}) {
    CAPTURE(body);
    CHECK(fault_of_body(body) == SentenceFault::bad_form);
  }
}

TEST_CASE("a checksum has two hexadecimal digits of either case") {
  // The XOR of this body is 4A.
  CHECK(fault_of("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4A") == SentenceFault::none);
  CHECK(fault_of("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4a") == SentenceFault::none);
  CHECK(fault_of("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4B") == SentenceFault::bad_checksum);
  CHECK(fault_of("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4") == SentenceFault::no_checksum);
  CHECK(fault_of("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0*4G") == SentenceFault::no_checksum);
  CHECK(fault_of("!AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8h6g208CQ,0") == SentenceFault::no_checksum);
}

TEST_CASE("a sentence ends within 128 characters") {
  const std::size_t frame = twin::with_checksum("AIVDM,1,1,,A,,0").size();
  const std::string longest =
      twin::with_checksum("AIVDM,1,1,,A," + std::string(kSentenceMax - frame, '0') + ",0");
  REQUIRE(longest.size() == kSentenceMax);
  CHECK(fault_of(longest) == SentenceFault::none);
  CHECK(fault_of(twin::with_checksum("AIVDM,1,1,,A," + std::string(kSentenceMax - frame + 1, '0') + ",0")) ==
        SentenceFault::too_long);
}

TEST_CASE("the exclusive or is that of each byte, at every length") {
  std::string bytes;
  std::uint8_t expected = 0;
  for (int i = 0; i < 100; ++i) {
    CHECK(exclusive_or(bytes) == expected);
    const auto byte = static_cast<std::uint8_t>(i * 37 + 11);
    bytes += static_cast<char>(byte);
    expected = static_cast<std::uint8_t>(expected ^ byte);
  }
}

}  // namespace
}  // namespace detente::feeds
