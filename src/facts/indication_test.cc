#include "facts/indication.h"

#include <doctest/doctest.h>
#include <string>

#include "base/sha256.h"

namespace detente::facts {
namespace {

Indication some_indication() {
  Indication indication;
  indication.agreement = std::string(64, 'a');
  indication.article = "2";
  indication.clause = "keep_off_line";
  indication.party = "KOR";
  indication.subjects = {"mmsi:440100001"};
  indication.status = Status::not_met;
  indication.certainty = Certainty::beyond_error;
  indication.opened = {1000};
  indication.closed = base::Instant{2000};
  indication.known = {1500};
  indication.margin = {-312'000};
  indication.limit = {1'852'000};
  indication.observations = {{.observation = std::string(64, 'b'), .at = {1000}}};
  indication.basis = {{"identity", "claimed"}, {"error_mm", 12'000}};
  indication.inputs = std::string(64, 'c');
  return indication;
}

std::string without(std::string line, const std::string& member) {
  const std::size_t at = line.find("\"" + member + "\":\"");
  REQUIRE(at != std::string::npos);
  return line.erase(at, member.size() + 6 + 64);  // "member":"64 digits",
}

TEST_CASE("a line is canonical JSON with every member in its place") {
  const std::string text = line_of(some_indication()).text;
  const auto read = base::parse_json(text);
  REQUIRE(read.ok());
  CHECK(read->text() == text);
  std::string names;
  for (const auto& [name, value] : *read->as_object()) names += name + " ";
  CHECK(names ==
        "agreement article assumed basis certainty clause closed_ms id inputs known_ms limit_mm margin_mm "
        "observations opened_ms party state status subjects supersedes thread type v ");
  CHECK(read->member("status")->text() == "\"not met as computed\"");
  CHECK(read->member("certainty")->text() == "\"beyond error\"");
  CHECK(read->member("state")->text() == "\"final\"");
  CHECK(read->member("margin_mm")->text() == "-312000");
  CHECK(read->member("observations")->text() ==
        "[{\"at_ms\":1000,\"obs\":\"" + std::string(64, 'b') + "\"}]");
}

TEST_CASE("the id of a line that begins a thread is the hash of the line without id and thread") {
  const IndicationLine line = line_of(some_indication());
  CHECK(line.id == base::sha256_hex(without(without(line.text, "id"), "thread")));
  const auto read = base::parse_json(line.text);
  CHECK(read->member("id")->text() == "\"" + line.id + "\"");
  CHECK(read->member("thread")->text() == "\"" + line.id + "\"");
}

TEST_CASE("the id of a line that goes on with a thread covers the thread and what it supersedes") {
  Indication indication = some_indication();
  const std::string first = line_of(indication).id;
  indication.thread = first;
  indication.supersedes = {first};
  const IndicationLine line = line_of(indication);
  CHECK(line.id != first);
  CHECK(line.id == base::sha256_hex(without(line.text, "id")));
  const auto read = base::parse_json(line.text);
  CHECK(read->member("thread")->text() == "\"" + first + "\"");
  CHECK(read->member("supersedes")->text() == "[\"" + first + "\"]");
}

TEST_CASE("an indication that is not known to have ended says null") {
  Indication indication = some_indication();
  indication.closed.reset();
  CHECK(base::parse_json(line_of(indication).text)->member("closed_ms")->is_null());
}

TEST_CASE("any change of a member changes the id") {
  const std::string id = line_of(some_indication()).id;
  const auto changed = [&id](auto change) {
    Indication indication = some_indication();
    change(indication);
    return line_of(indication).id != id;
  };
  CHECK(changed([](Indication& i) { i.margin.mm += 1; }));
  CHECK(changed([](Indication& i) { i.known.ms += 1; }));
  CHECK(changed([](Indication& i) { i.closed.reset(); }));
  CHECK(changed([](Indication& i) { i.subjects.push_back("mmsi:445000001"); }));
  CHECK(changed([](Indication& i) { i.state = Indication::State::provisional; }));
  CHECK(changed([](Indication& i) { i.assumed.push_back("as if in force"); }));
  CHECK(changed([](Indication& i) { i.basis["identity"] = "contested"; }));
  CHECK(changed([](Indication& i) { i.inputs[0] = 'd'; }));
}

TEST_CASE("the words of status and certainty are those that people agreed on") {
  CHECK(text_of(Status::met) == "met");
  CHECK(text_of(Status::caution) == "caution");
  CHECK(text_of(Status::undetermined) == "undetermined");
  CHECK(text_of(Status::not_met) == "not met as computed");
  CHECK(text_of(Certainty::possible) == "possible");
  CHECK(text_of(Certainty::likely) == "likely");
  CHECK(text_of(Certainty::beyond_error) == "beyond error");
}

}  // namespace
}  // namespace detente::facts
