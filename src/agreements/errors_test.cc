#include <utility>

#include "agreements/texts_for_tests.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

namespace {

std::string errors_of(const std::string& text, const MemoryFiles& files = {}) {
  const Reading reading = read_agreement("small", text, files);
  CHECK_FALSE(reading.agreement.has_value());
  return joined(summary(reading.diagnostics));
}

std::string changed(const std::string& from, const std::string& to) {
  return errors_of(with(kSmall, from, to));
}

std::string warnings_of(const std::string& text, const MemoryFiles& files = {}) {
  const Reading reading = read_agreement("small", text, files);
  CHECK(reading.agreement.has_value());
  return joined(summary(reading.diagnostics));
}

const std::string kNorm = "      have vessel v\n      inside Buffer\n";
const std::string kException =
    "    except when that party notified the other party of v\n      at least 2 h and at most 48 h before\n";
const std::string kCaution = "    caution within 2 km of Buffer\n";

}  // namespace

TEST_CASE("an error shows the place, the line, a caret, the reason and the fix") {
  const std::string text = with(kSmall, "at least 2 h and at most 48 h before", "at least 2 h before");
  const Reading reading = read_agreement("west-sea.agreement", text, MemoryFiles());
  REQUIRE(reading.diagnostics.size() == 1);
  CHECK(diagnostic_text(reading.diagnostics[0], text) ==
        "west-sea.agreement:25:7: error E214: a prior-notice clause must say how long a notice stays valid\n"
        "   25 |       at least 2 h before\n"
        "      |       ^^^^^^^^^^^^^^^^^^^\n"
        "   why: with no end, one notice sent years ago would excuse every later entry\n"
        "   fix: write  \"at least 2 h and at most 48 h before\"\n");
}

TEST_CASE("carets stand below wide letters, columns count code points") {
  const std::string text = with(kSmall, "party KOR\n    name en \"South\"",
                                "party KOR\n    name en \"South\" name ko \"대한민국\" nmae");
  const Reading reading = read_agreement("f", text, MemoryFiles());
  REQUIRE_FALSE(reading.diagnostics.empty());
  CHECK(diagnostic_text(reading.diagnostics[0], text)
            .starts_with("f:4:36: error E123: expected a new line, found \"nmae\"\n"
                         "    4 |     name en \"South\" name ko \"대한민국\" nmae\n"
                         "      |                                        ^^^^\n"));
}

TEST_CASE("what is wrong with the bytes is named") {
  CHECK(errors_of("\xEF\xBB\xBF" + kSmall) == "E102 1:1+1");
  CHECK(changed("Keep out.", "Keep \xFF out.") == "E101 20:19+1");
  CHECK(changed("  party KOR", "  \xC0\xAF\n  party KOR").starts_with("E101 3:3"));
  CHECK(changed("Keep out.", "Keep\tout.") == "E103 20:18+1");
  CHECK(changed("Keep out.", "Keep \xE2\x80\xAEout.") == "E103 20:19+1");  // right-to-left override
  CHECK(changed("  party KOR", "  # \xE2\x80\xAE\n  party KOR") == "E103 3:5+1");
  CHECK(changed("Keep out.",
                "Ke\xCC\x81"
                "ep") == "E104 20:13+7");  // e and combining acute
  CHECK(changed("Keep out.", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB") == "E104 20:13+5");  // conjoining jamo
  CHECK(changed("Keep out.\"", "Keep out.").starts_with("E105 20:13+10"));
  CHECK(changed("Keep out.", "Keep \\n") == "E106 20:19+1");
  CHECK(changed("Keep out.", std::string(10'001, 'x')).starts_with("E107 20:"));
  CHECK(changed("zone Buffer", "zone \xD0\x92uffer").find("E108 11:8+1") != std::string::npos);
  CHECK(changed("zone Buffer", "zone %").find("E109 11:8+1") != std::string::npos);
  CHECK(changed("Keep out.", "Keep\rout.") == "E103 20:18+1");
}

TEST_CASE("a text that is no whole agreement is refused") {
  CHECK(errors_of("").starts_with("E120 1:1"));
  CHECK(errors_of("\n" + kSmall) == "E120 2:1+9");
  CHECK(errors_of("# first\n" + kSmall) == "E120 2:1+9");
  CHECK(errors_of(kSmall + "x\n") == "E122 29:1+1");
  CHECK(errors_of(kSmall + "# later\n") == "E122 29:1+7");
  CHECK(errors_of(kSmall.substr(0, kSmall.size() - 1)) == "E111 28:5+9");
  CHECK(errors_of(with(kSmall, "end agreement\n", "")) == "E121 28:1+1");
  CHECK(changed("language 1", "language 2") == "E114 1:38+1");
  CHECK(changed("version 1", "version 0").starts_with("E135 1:27+1"));
  CHECK(changed("  timezone \"+09:00\"\n", "") == "E125 1:1+9");
  CHECK(changed("  languages en\n", "  languages en\n  languages ko\n") == "E124 8:3+9");
  CHECK(changed("  languages", "  language").find("E123 7:3+8") != std::string::npos);
}

TEST_CASE("numbers and units have one spelling") {
  const std::pair<const char*, const char*> cases[] = {
      {"100", "E130 11:24+3"},        {"100 nm", "E132 11:28+2"},       {"100 NM", "E132 11:28+2"},
      {"100 metres", "E131 11:28+6"}, {"100 fathoms", "E131 11:28+7"},  {"100 h", "E133 11:24+5"},
      {"100.1234 m", "E134 11:24+8"}, {"0100 m", "E134 11:24+4"},       {"-1 m", "E134 11:24+2"},
      {"1,852 m", "E134 11:24+5"},    {"100m", "E137 11:24+4"},         {"101 km", "E135 11:24+6"},
      {"1e3 m", "E134 11:24+3"},      {"1. m", "E134 11:24+2"},         {".5 m", "E109 11:24+1"},
      {"about 5 m", "E210 11:24+5"},  {"9999999999 m", "E134 11:24+10"}};
  for (const auto& [written, wanted] : cases) {
    INFO(written);
    CHECK(changed("100 m", written) == wanted);
  }
}

TEST_CASE("dates, offsets and periods are checked") {
  CHECK(changed("+09:00", "Asia/Seoul") == "E142 8:12+12");
  CHECK(changed("+09:00", "+14:01") == "E142 8:12+8");
  CHECK(changed("+09:00", "-00:00") == "E142 8:12+8");
  CHECK(changed("2026-11-01", "2026-02-30") == "E143 9:17+10");
  CHECK(changed("2026-11-01", "2026-11-01T24:00") == "E143 9:17+16");
  CHECK(changed("2026-11-01", "2026-11-01 until 2026-11-01") == "E144 9:17+27");
}

TEST_CASE("names mean one thing") {
  CHECK(changed("inside Buffer", "inside Bufer") == "E201 23:14+5");
  CHECK(changed("each party must", "KOR and JPN must") == "E201 21:13+3");
  CHECK(changed("each party must", "KOR and KOR must") == "E202 21:13+3");
  CHECK(changed("  party PRK", "  party KOR").find("E202 5:9+3") != std::string::npos);
  CHECK(changed("of v\n", "of w\n") == "E201 24:56+1");
  CHECK(changed("of Buffer", "of Bufer") == "E213 26:28+5");
  CHECK(changed("zone Buffer", "zone inside") == "E126 11:8+6; E201 23:14+6");
  CHECK(changed("zone Buffer", "zone Buf-fer").find("E127 11:8+7") != std::string::npos);
  CHECK(changed("party KOR", "party Kor") == "E128 3:9+3");
  CHECK(changed("article 1 ", "article 01 ") == "E150 19:11+2");
  CHECK(changed("no_entry", "No_entry") == "E151 19:13+8");
  const std::string zone =
      kSmall.substr(kSmall.find("  zone"), kSmall.find("  article") - kSmall.find("  zone"));
  CHECK(errors_of(with(kSmall, "  article", zone + "  article")) == "E202 19:8+6");
  CHECK(errors_of(with(kSmall, "  article", with(zone, "Buffer", "BUFFER") + "  article")) == "E203 19:8+6");
  const std::string article =
      kSmall.substr(kSmall.find("  article"), kSmall.find("end agreement") - kSmall.find("  article"));
  CHECK(errors_of(with(kSmall, "end agreement", article + "end agreement")) ==
        "E202 28:11+10; E202 28:11+10");
}

TEST_CASE("a misspelt name or keyword is met with the likely one") {
  const auto fix = [](const std::string& from, const std::string& to) {
    const Reading reading = read_agreement("small", with(kSmall, from, to), MemoryFiles());
    return reading.diagnostics.empty() ? "" : reading.diagnostics.front().fix;
  };
  CHECK(fix("inside Buffer", "inside Bufer") == "did you mean \"Buffer\"?");
  CHECK(fix("inside Buffer", "inside buffer") == "did you mean \"Buffer\"?");
  CHECK(fix("inside Buffer", "insied Buffer") == "did you mean \"inside\"?");
  CHECK(fix("  article 1", "  artilce 1") == "did you mean \"article\"?");
  CHECK(fix("have vessel v\n", "have vessel v with class fihsing\n") == "did you mean \"fishing\"?");
  CHECK(fix("inside Buffer", "inside Elsewhere") == "");
}

TEST_CASE("clauses that cannot be meant are refused") {
  CHECK(changed("at least 2 h and at most 48 h", "at least 10 h and at most 3 h") == "E215 25:7+36");
  CHECK(changed("within 2 km of Buffer", "closest approach below 2 km") == "E213 26:5+35");
  CHECK(changed(kNorm, "      have vessel v\n      inside Buffer about 5 min\n") == "E210 23:21+5");
  CHECK(changed("have vessel v\n", "have vessel v with speed at least 5 kn and less than 5 kn\n") ==
        "E217 22:32+32");
  CHECK(changed("have vessel v\n", "have vessel v with speed at least 5 kn with class naval\n") ==
        "E123 22:51+5");
  const std::string of_vessel =
      with(with(kSmall, "inside Buffer", "come within 300 m of vessel w"), kException, "");
  CHECK(errors_of(with(of_vessel, "2 km of Buffer", "300 m of w")) == "E216 24:5+25");
  CHECK(errors_of(with(of_vessel, "2 km of Buffer", "400 m of v")) == "E213 24:29+1");
  CHECK(errors_of(with(with(of_vessel, "2 km of Buffer", "400 m of w"), "vessel w", "vessel v"))
            .starts_with("E202 23:35+1"));
  CHECK(changed("inside Buffer", "come within 5 km of Buffer").starts_with("E204 23:27+6"));
  const std::string approach = with(
      with(kSmall, "inside Buffer", "closest approach to vessel w below 1 km within 30 min"), kException, "");
  CHECK(errors_of(with(approach, kCaution, "    caution closest approach below 1 km\n")) == "E216 24:5+35");
  CHECK(errors_of(with(approach, kCaution, "    caution closest approach below 2 km within 20 min\n")) ==
        "E216 24:5+49");
  CHECK(warnings_of(with(approach, kCaution, "    caution closest approach below 1 km within 31 min\n"))
            .find('E') == std::string::npos);
}

TEST_CASE("the other party is one of two") {
  const std::string third = "  party USA\n    name en \"Third\"\n  languages";
  CHECK(errors_of(with(kSmall, "  languages", third)) == "E211 26:37+15");
  CHECK(
      warnings_of(with(with(kSmall, "  languages", third), "the other", "every other")).starts_with("W301"));
  const std::string alone = with(kSmall, "  party PRK\n    name en \"North\"\n", "");
  CHECK(errors_of(alone) == "E212 22:37+15");
}

TEST_CASE("every authentic language says everything") {
  CHECK(changed("languages en", "languages en, ko") == "E218 3:9+3; E218 5:9+3; E218 19:11+10");
  CHECK(changed("text en", "text ko") == "E218 19:11+10; E219 20:10+2");
  CHECK(changed("    text en \"Keep out.\"\n", "    text en \"Keep out.\"\n    text en \"Out.\"\n") ==
        "E220 21:10+2");
  CHECK(changed("Keep out.", "") == "E221 20:13+2");
  CHECK(changed("languages en", "languages english") == "E141 7:13+7");
}

TEST_CASE("zones that have no clear inside are refused") {
  const auto zone = [](const std::string& places) {
    const std::size_t from = kSmall.find("      37.0"), to = kSmall.find("\n\n  article");
    return errors_of(kSmall.substr(0, from) + "      " + places + kSmall.substr(to));
  };
  CHECK(zone("37N 124E, 38N 124E") == "E420 11:8+6");
  CHECK(zone("37N 124E, 38N 124E, 37N 124E") == "E421 15:27+8");
  CHECK(zone("37N 124E, 38N 125E, 38N 124E, 37N 125E") == "E425 15:7+8");
  CHECK(zone("37N 124E, 38N 124E, 38N 125E, 38N 124.5E").starts_with("E424"));
  CHECK(zone("37N 124E, 38N 56W, 39N 124E") == "E422 15:7+8");
  CHECK(zone("80N 0E, 80N 120E, 80N 120W") == "E423 11:8+6");
  CHECK(zone("91N 124E, 38N 124E, 38N 125E").starts_with("E410 15:7+3"));
  CHECK(zone("124E 37N, 38N 124E, 38N 125E").starts_with("E411 15:7+4"));
  CHECK(zone("37N, 38N 124E, 38N 125E").starts_with("E123 15:10+1"));
  CHECK(zone("37°60'N 124E, 38N 124E, 38N 125E").starts_with("E410 15:7+7"));
  CHECK(zone("-37N 124E, 38N 124E, 38N 125E").starts_with("E410 15:7+4"));
  CHECK(changed(" accuracy 100 m", "") == "E401 11:8+6");
  CHECK(changed("    datum WGS84\n", "") == "E402 11:8+6");
  CHECK(changed("datum WGS84", "datum Tokyo") == "E403 12:11+5");
  CHECK(changed("    source \"fictional\"\n", "") == "E404 11:8+6");
}

TEST_CASE("files must be those that were agreed") {
  const std::string hash(64, '0');
  MemoryFiles files;
  files.held["a.geojson"] = "{}";
  const auto file = [&](const std::string& named) {
    const std::size_t from = kSmall.find("    polygon"), to = kSmall.find("\n\n  article");
    return errors_of(kSmall.substr(0, from) + "    file " + named + kSmall.substr(to), files);
  };
  CHECK(file("\"a.geojson\" sha256 " + hash) == "E505 14:10+11; E504 14:29+64");
  CHECK(file("\"b.geojson\" sha256 " + hash) == "E502 14:10+11");
  CHECK(file("\"a.geojson\" sha256 00") == "E129 14:29+2");
  for (const char* path : {"/etc/passwd", "../a", "a/../b", "./a", "a//b", "a\\\\b", "a b", "a/"}) {
    INFO(path);
    CHECK(file("\"" + std::string(path) + "\" sha256 " + hash).starts_with("E501 14:10"));
  }
  const std::string means = "  verification file \"m.verification\" sha256 ";
  files.held["m.verification"] = "verification";
  CHECK(errors_of(with(kSmall, "  in force", means + hash + "\n  in force"), files) ==
        "E504 9:21+16; E506 9:21+16");
}

TEST_CASE("what deserves a second look is a warning") {
  const std::string means =
      "  verification file \"language-tour.verification\" sha256 "
      "8dc35d0b058131063029a1d79e36982a7810aca884a894f054bc9b79908a961e\n  in force";
  const std::string quiet = with(kSmall, "  in force", means);
  const MemoryFiles files = example_files();
  CHECK(warnings_of(quiet, files) == "");
  CHECK(warnings_of(with(quiet, "100 m", "unknown"), files) == "W305 12:8+6");
  CHECK(warnings_of(with(quiet, "each party", "KOR"), files) == "W303 5:9+3");
  const std::string line =
      "  line Median accuracy 50 m\n    datum WGS84\n    source \"fictional\"\n    points\n      37N 124E, "
      "38N 125E\n\n  article";
  const std::string lined = with(quiet, "  article", line);
  CHECK(warnings_of(lined, files) == "W302 20:8+6");
  const std::string near =
      with(with(lined, "inside Buffer", "come within 60 m of Median"), "of Buffer", "of Median");
  CHECK(warnings_of(near, files) == "W302 12:8+6; W306 30:19+4");
  CHECK(warnings_of(with(near, "within 60 m", "within 61 m"), files) == "W302 12:8+6");
  const std::string both = with(with(with(with(quiet, "languages en", "languages en, ko"), "\"South\"",
                                          "\"South\"\n    name ko \"남\""),
                                     "\"North\"", "\"North\"\n    name ko \"북\""),
                                "\"Keep out.\"", "\"Keep 1,852 m out.\"\n    text ko \"1852m와 2시간\"");
  CHECK(warnings_of(both, files) == "W304 24:10+2");
  CHECK(warnings_of(with(both, "와 2시간", ""), files) == "");
  const std::string outlier =
      with(quiet, "      38.0000000N 125.0000000E",
           "      38.0N 124.1E, 38N 124.2E, 37.9N 124.2E, 37.8N 124.2E, 37.0N 124.2E, 37N 124.1E");
  CHECK(warnings_of(outlier, files).starts_with("W307"));
}

TEST_CASE("all errors come at once, and a fault in one declaration hides none of the next") {
  CHECK(errors_of(with(with(with(kSmall, "+09:00", "KST"), "100 m", "100 nm"), "2 h and at most 48 h",
                       "10 h and at most 3 h")) == "E142 8:12+5; E132 11:28+2; E215 25:7+36");
}
