#include "agreements/verification.h"

#include "agreements/texts_for_tests.h"
#include "base/sha256.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

namespace {

std::string refused(const std::string& text) {
  const VerificationReading reading = read_verification("means", text);
  CHECK_FALSE(reading.verification.has_value());
  return joined(summary(reading.diagnostics));
}

}  // namespace

TEST_CASE("the built-in means of verification have the numbers of the worked example") {
  const Verification built_in = built_in_verification();
  const std::string text = example("language-tour.verification");
  const VerificationReading reading = read_verification("means", text);
  REQUIRE(reading.verification.has_value());
  CHECK(reading.verification->sha256 == base::sha256_hex(text));
  CHECK_FALSE(reading.verification->built_in);
  for (const Verification& v : {built_in, *reading.verification}) {
    CHECK(v.error_accurate.mm == 10'000);
    CHECK(v.error_otherwise.mm == 30'000);
    CHECK(v.time_error.ms == 1'000);
    CHECK(v.speed_error.mmph == 185'200);
    CHECK(v.course_error.mdeg == 1'000);
    CHECK(v.interpolate_at_most.ms == 300'000);
    CHECK(v.extrapolate_at_most.ms == 180'000);
    CHECK(v.lateness.ms == 30'000);
    CHECK(v.fastest.mmph == 60 * base::kMmphPerKnot);
    CHECK(v.hysteresis.mm == 50'000);
  }
  CHECK(built_in.built_in);
  CHECK(built_in.sha256 == base::sha256_hex(with(text, "AIS, worked example", "built-in default")));
}

TEST_CASE("means of verification are spelled canonically") {
  const std::string text = example("language-tour.verification");
  CHECK(format_text("means", text, MemoryFiles()).text == text);
  const std::string untidy = with(with(text, "  lateness 30 s\n", ""), "  time error 1 s\n",
                                  "lateness 30.0 s # late\n\n  time   error 1 s\n");
  CHECK(format_text("means", untidy, MemoryFiles()).text ==
        with(text, "lateness 30 s", "lateness 30 s  # late"));
}

TEST_CASE("every line of the means of verification is needed, once, within its range") {
  const std::string text = example("language-tour.verification");
  CHECK(refused(with(text, "  lateness 30 s\n", "")) == "E125 1:1+12");
  CHECK(refused(with(text, "  lateness 30 s\n", "  lateness 30 s\n  lateness 30 s\n")) == "E124 9:3+8");
  CHECK(refused(with(text, "lateness 30 s", "lateness 8 d")) == "E135 8:12+3");
  CHECK(refused(with(text, "lateness 30 s", "lateness 30 m")) == "E133 8:12+4");
  CHECK(refused(with(text, "lateness 30 s", "latenes 30 s")) == "E125 1:1+12; E123 8:3+7");
  CHECK(refused(with(text, "fastest vessel 60 kn", "fastest vessel 201 kn")) == "E135 9:18+6");
  CHECK(refused(with(text, "10 m when", "31 m when")) == "E145 2:18+24");
  CHECK(refused(with(text, "1 deg", "46 deg")) == "E135 5:16+6");
  CHECK(refused(with(text, "language 1", "language 2")).starts_with("E114"));
  CHECK(refused(text + "lateness 30 s\n") == "E122 12:1+8");
  CHECK(refused(text.substr(0, text.size() - 1)) == "E111 11:5+12");
}
