#include <algorithm>
#include <sstream>

#include "agreements/random_text_for_tests.h"
#include "agreements/texts_for_tests.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

namespace {

void say(std::ostream& out, const VesselFilter& filter) {
  out << filter.variable << "[";
  for (const base::VesselClass one : filter.classes) out << base::name_of(one) << " ";
  out << (filter.speed_at_least ? filter.speed_at_least->mmph : -1) << " "
      << (filter.speed_less_than ? filter.speed_less_than->mmph : -1) << "]";
}

void say(std::ostream& out, const std::vector<LocalText>& texts) {
  for (const LocalText& one : texts) out << one.language << "=" << one.text << ";";
}

// Everything that an agreement says, without the places.
std::string told(const Agreement& a) {
  std::ostringstream out;
  out << a.title << "|" << a.version << "|" << a.utc_offset_minutes << "|" << a.in_force.from.ms << "|"
      << (a.in_force.until ? a.in_force.until->ms : -1) << "\n";
  for (const std::string& one : a.languages) out << one << " ";
  for (const Party& one : a.parties) {
    out << "\n" << one.code << " ";
    say(out, one.names);
  }
  for (const Shape& one : a.shapes) {
    out << "\n"
        << one.name << "|" << (one.kind == Shape::Kind::zone) << "|" << one.source << "|"
        << (one.accuracy ? one.accuracy->mm : -1);
    for (const geo::Position& vertex : one.vertices) out << " " << vertex.lat_e7 << "," << vertex.lon_e7;
  }
  for (const Article& one : a.articles) {
    const Prohibition& norm = one.norm;
    out << "\n" << one.number << "|" << one.name << "|";
    say(out, one.texts);
    for (const std::string& code : norm.bound) out << code << " ";
    say(out, norm.vessel);
    out << norm.state.index();
    if (const auto* inside = std::get_if<InsideZone>(&norm.state)) out << "|" << inside->zone;
    if (const auto* line = std::get_if<WithinOfLine>(&norm.state))
      out << "|" << line->line << " " << line->distance.mm;
    if (const auto* vessel = std::get_if<WithinOfVessel>(&norm.state)) {
      out << "|" << vessel->distance.mm << " " << vessel->other.of_another_party;
      say(out, vessel->other.filter);
    }
    if (const auto* approach = std::get_if<ClosestApproach>(&norm.state)) {
      out << "|" << approach->below.mm << " " << approach->within.ms << " "
          << approach->other.of_another_party;
      say(out, approach->other.filter);
    }
    out << "|" << (norm.for_at_least ? norm.for_at_least->ms : -1);
    if (norm.exception)
      out << "|" << static_cast<int>(norm.exception->clock) << norm.exception->every_other_party << " "
          << norm.exception->at_least.ms << " " << norm.exception->at_most.ms;
    if (norm.caution)
      out << "|" << norm.caution->distance.mm << " "
          << (norm.caution->within ? norm.caution->within->ms : -1);
  }
  return out.str();
}

// The comments of a text in no order; strings hold '#' only in "# no comment".
std::vector<std::string> comments_of(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    bool in_string = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\' && in_string)
        ++i;
      else if (line[i] == '"')
        in_string = !in_string;
      else if (line[i] == '#' && !in_string) {
        all.push_back(line.substr(i, line.find_last_not_of(" \t") - i + 1));
        break;
      }
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

// Minutes and seconds hold a lone quote, which would upset comments_of.
std::string without_seconds(std::string text) {
  for (std::size_t at; (at = text.find(".5\"")) != std::string::npos;) text.erase(at, 3);
  return text;
}

}  // namespace

TEST_CASE("format keeps every meaning and every comment, and changes nothing the second time") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("DETENTE_SEED=" << seed);
  RandomText random(seed);
  for (int i = 0; i < 400; ++i) {
    const std::string text = random.draw();
    INFO(text);
    const Reading before = read_agreement("random", text, MemoryFiles());
    REQUIRE_MESSAGE(before.agreement.has_value(), joined(summary(before.diagnostics)));
    const Formatted formatted = format_text("random", text, MemoryFiles());
    REQUIRE(formatted.text.has_value());
    const Reading after = read_agreement("random", *formatted.text, MemoryFiles());
    REQUIRE_MESSAGE(after.agreement.has_value(), *formatted.text);
    REQUIRE(told(*before.agreement) == told(*after.agreement));
    REQUIRE(before.agreement->words_sha256 == after.agreement->words_sha256);
    REQUIRE(before.agreement->reading_sha256 == after.agreement->reading_sha256);
    REQUIRE(comments_of(without_seconds(text)) == comments_of(*formatted.text));
    REQUIRE(format_text("random", *formatted.text, MemoryFiles()).text == formatted.text);
  }
}

TEST_CASE("the small text and the tour are canonical") {
  CHECK(format_text("small", kSmall, MemoryFiles()).text == kSmall);
  CHECK(format_text("tour", example("language-tour.agreement"), example_files()).text ==
        example("language-tour.agreement"));
}

TEST_CASE("comments stay with the words beside which they stood") {
  const std::string text =
      with(with(with(kSmall, "  party KOR\n", "  # the south\n\n  party KOR # first\n"),
                "38.0000000N 124.0000000E,", "38N # latitude\n  # between\n 124E , # corner"),
           "end agreement", "# nothing more\nend agreement");
  const std::string wanted =
      with(with(with(kSmall, "  party KOR\n", "  # the south\n\n  party KOR  # first\n"),
                "38.0000000N 124.0000000E,\n",
                "38.0000000N 124.0000000E,  # latitude\n      # between\n      # corner\n"),
           "end agreement", "# nothing more\nend agreement");
  CHECK(format_text("small", text, MemoryFiles()).text == wanted);
}

TEST_CASE("a text with errors is not formatted") {
  const Formatted formatted =
      format_text("small", with(kSmall, "inside Buffer", "inside Bufer"), MemoryFiles());
  CHECK_FALSE(formatted.text.has_value());
  CHECK(joined(summary(formatted.diagnostics)) == "E201 23:14+5");
}
