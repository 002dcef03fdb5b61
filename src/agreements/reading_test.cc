#include "agreements/reading.h"

#include <fstream>
#include <sstream>

#include "agreements/texts_for_tests.h"
#include "base/sha256.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

std::string detente::agreements::for_tests::example(const std::string& name) {
  std::ifstream in(std::string(DETENTE_SOURCE_DIR) + "/agreements/examples/" + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

TEST_CASE("the tour of the language reads as it is meant") {
  const Reading reading = read_agreement("tour", example("language-tour.agreement"), example_files());
  REQUIRE_MESSAGE(reading.agreement.has_value(), joined(summary(reading.diagnostics)));
  const Agreement& a = *reading.agreement;
  CHECK(a.title == "Tour of the language (worked example)");
  CHECK(a.version == 1);
  REQUIRE(a.parties.size() == 2);
  CHECK(a.parties[0].code == "KOR");
  CHECK(a.parties[1].names[1].text == "Democratic People's Republic of Korea");
  CHECK(a.languages == std::vector<std::string>{"ko", "en"});
  CHECK(a.utc_offset_minutes == 540);
  CHECK(a.in_force.from.ms == 1793480400000);  // 2026-10-31T21:00:00Z
  REQUIRE(a.in_force.until.has_value());
  CHECK(a.in_force.until->ms == 1824994800000);  // 2027-10-31T15:00:00Z
  CHECK_FALSE(reading.verification.built_in);
  REQUIRE(a.shapes.size() == 3);
  CHECK(a.shapes[0].kind == Shape::Kind::line);
  CHECK(a.shapes[0].accuracy == base::Distance{50'000});
  CHECK(a.shapes[0].vertices[0] == geo::Position{379'000'000, 1'245'000'000});
  CHECK_FALSE(a.shapes[2].accuracy.has_value());
  CHECK(a.shapes[2].vertices.size() == 5);
  CHECK(a.shapes[2].vertices[4] == geo::Position{374'000'000, 1'248'500'000});
  CHECK(a.shapes[2].file == "language-tour.geojson");

  REQUIRE(a.articles.size() == 5);
  const Prohibition& entry = a.articles[0].norm;
  CHECK(entry.bound == std::vector<std::string>{"KOR", "PRK"});
  CHECK(entry.vessel.classes == std::vector{base::VesselClass::fishing, base::VesselClass::naval});
  CHECK(std::get<InsideZone>(entry.state).zone == 1);
  REQUIRE(entry.exception.has_value());
  CHECK(entry.exception->every_other_party);
  CHECK(entry.exception->clock == NotifiedException::Clock::received);
  CHECK(entry.exception->at_least.ms == 2 * base::kMsPerHour);
  CHECK(entry.exception->at_most.ms == 48 * base::kMsPerHour);
  CHECK(entry.caution->distance.mm == 2'000'000);

  CHECK(a.articles[1].number == "1.1");
  CHECK(a.articles[1].norm.vessel.speed_at_least == base::Speed{8 * base::kMmphPerKnot});
  CHECK(a.articles[1].norm.for_at_least == base::Duration{600'000});

  const Prohibition& line = a.articles[2].norm;
  CHECK(line.bound == std::vector<std::string>{"KOR"});
  CHECK(std::get<WithinOfLine>(line.state).distance.mm == 1'852'000);
  CHECK(std::get<WithinOfLine>(line.state).line == 0);
  CHECK(line.exception->clock == NotifiedException::Clock::sent);

  const auto& pair = std::get<WithinOfVessel>(a.articles[3].norm.state);
  CHECK(pair.distance.mm == 300'000);
  CHECK(pair.other.of_another_party);
  CHECK(pair.other.filter.variable == "w");
  CHECK(pair.other.filter.speed_less_than == base::Speed{5 * base::kMmphPerKnot});

  const auto& approach = std::get<ClosestApproach>(a.articles[4].norm.state);
  CHECK(approach.below.mm == 926'000);
  CHECK(approach.within.ms == 1'800'000);
  CHECK(a.articles[4].norm.caution->within == base::Duration{2'700'000});
}

TEST_CASE("a text cut at any byte is refused") {
  const std::string whole = example("language-tour.agreement");
  const MemoryFiles files = example_files();
  REQUIRE(read_agreement("tour", whole, files).agreement.has_value());
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    const Reading reading = read_agreement("tour", whole.substr(0, cut), files);
    if (reading.agreement.has_value()) FAIL("accepted when cut at byte " << cut);
    if (reading.diagnostics.empty()) FAIL("refused without a word at byte " << cut);
  }
  const std::string means = example("language-tour.verification");
  for (std::size_t cut = 0; cut < means.size(); ++cut)
    if (read_verification("means", means.substr(0, cut)).verification)
      FAIL("accepted when cut at byte " << cut);
}

TEST_CASE("the two hashes cover exactly the bytes of the specification") {
  const Reading reading = read_agreement("small", kSmall, MemoryFiles());
  REQUIRE(reading.agreement.has_value());
  CHECK(reading.agreement->words_sha256 == base::sha256_hex("1 en Keep out.\n"));
  std::string bytes = with(kSmall, "    text en \"Keep out.\"\n", "");
  for (std::size_t at; (at = bytes.find("\n\n")) != std::string::npos;) bytes.erase(at, 1);
  CHECK(reading.agreement->reading_sha256 == base::sha256_hex(bytes));
}

TEST_CASE("a comment changes neither hash, a word only the words, a number only the reading") {
  const auto hashes = [](const std::string& text) {
    const Reading reading = read_agreement("small", text, MemoryFiles());
    REQUIRE_MESSAGE(reading.agreement.has_value(), joined(summary(reading.diagnostics)));
    return std::pair(reading.agreement->words_sha256, reading.agreement->reading_sha256);
  };
  const auto as_is = hashes(kSmall);
  CHECK(hashes(with(kSmall, "  party KOR\n", "# expect: nothing\n  party   KOR # own name first\n")) ==
        as_is);
  CHECK(hashes(with(kSmall, "37.0000000N", "37°00'00\"N")) == as_is);
  CHECK(hashes(with(kSmall, "100 m", "100.00 m")) == as_is);
  const auto word = hashes(with(kSmall, "Keep out.", "Keep out!"));
  CHECK(word.first != as_is.first);
  CHECK(word.second == as_is.second);
  const auto number = hashes(with(kSmall, "48 h", "47 h"));
  CHECK(number.first == as_is.first);
  CHECK(number.second != as_is.second);
}

TEST_CASE("line ends of either kind and the order of declarations change no hash") {
  std::string crlf;
  for (const char c : kSmall) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const std::string party = "  party KOR\n    name en \"South\"\n";
  const std::string moved = with(with(kSmall, party, ""), "  languages", party + "  languages");
  const std::string plain = read_agreement("small", kSmall, MemoryFiles()).agreement->reading_sha256;
  CHECK(read_agreement("small", crlf, MemoryFiles()).agreement->reading_sha256 == plain);
  CHECK(read_agreement("small", moved, MemoryFiles()).agreement->reading_sha256 == plain);
}

TEST_CASE("with two parties every, any and the other party mean the same") {
  for (const char* whom : {"every", "any", "the"}) {
    const Reading reading =
        read_agreement("small", with(kSmall, "the other", std::string(whom) + " other"), MemoryFiles());
    REQUIRE(reading.agreement.has_value());
    CHECK(reading.agreement->articles[0].norm.exception->every_other_party);
  }
}

TEST_CASE("without agreed means of verification the built-in default applies, with a warning") {
  const Reading reading = read_agreement("small", kSmall, MemoryFiles());
  CHECK(joined(summary(reading.diagnostics)) == "W301 1:1+1");
  CHECK(reading.verification.built_in);
}
