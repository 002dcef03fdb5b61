#include "facts/notice.h"

#include <doctest/doctest.h>
#include <map>
#include <string>

namespace detente::facts {
namespace {

using Members = std::map<std::string, std::string>;

const Members kGood = {{"about", "\"mmsi:440100001\""},
                       {"fact", "\"notice\""},
                       {"from", "\"KOR\""},
                       {"received_ms", "2000"},
                       {"sent_ms", "1000"},
                       {"to", "[\"PRK\"]"},
                       {"v", "1"}};

std::string line_of(const Members& members) {
  std::string line;
  for (const auto& [name, value] : members) {
    line += line.empty() ? '{' : ',';
    line += '"' + name + "\":";
    line += value;
  }
  return line + "}";
}

std::string line_with(const std::string& name, const std::string& value) {
  Members members = kGood;
  members[name] = value;
  return line_of(members);
}

TEST_CASE("a notice is read, and printed again in its canonical spelling") {
  const auto fact = parse_fact_line(line_of(kGood));
  REQUIRE(fact.ok());
  CHECK(fact->kind == "notice");
  CHECK(fact->at.ms == 2000);
  REQUIRE(fact->notice);
  CHECK(fact->notice->from == "KOR");
  CHECK(fact->notice->to == std::vector<std::string>{"PRK"});
  CHECK(fact->notice->about == "mmsi:440100001");
  CHECK(fact->notice->sent.ms == 1000);
  CHECK(fact->notice->received.ms == 2000);
  CHECK(notice_text(*fact->notice) == line_of(kGood));
}

TEST_CASE("those who were told are sorted, whatever their order in the line") {
  const auto fact = parse_fact_line(line_with("to", R"(["USA","CHN","PRK"])"));
  REQUIRE(fact.ok());
  CHECK(fact->notice->to == std::vector<std::string>{"CHN", "PRK", "USA"});
  CHECK(notice_text(*fact->notice) == line_with("to", R"(["CHN","PRK","USA"])"));
}

TEST_CASE("what makes a notice no notice is refused by the name of the member") {
  struct Case {
    const char* member;
    const char* value;
  };
  const Case cases[] = {{"v", "2"},
                        {"v", "\"1\""},
                        {"fact", "7"},
                        {"fact", "\"\""},
                        {"from", "\"Korea\""},
                        {"from", "\"K\""},
                        {"from", "null"},
                        {"from", "\"ABCDEFGHI\""},
                        {"to", "[]"},
                        {"to", "\"PRK\""},
                        {"to", "[\"KOR\"]"},
                        {"to", "[\"PRK\",\"PRK\"]"},
                        {"to", "[1]"},
                        {"about", "\"440100001\""},
                        {"about", "\"mmsi:44010000\""},
                        {"about", "\"mmsi:44010000x\""},
                        {"about", "\"imo:0009074729\""},
                        {"sent_ms", "3000"},
                        {"sent_ms", "-1"},
                        {"sent_ms", "\"1000\""},
                        {"received_ms", "-1"},
                        {"received_ms", "253402300800000"},
                        {"received_ms", "null"}};
  for (const Case& c : cases) {
    const auto fact = parse_fact_line(line_with(c.member, c.value));
    INFO(c.member << ": " << c.value);
    REQUIRE(!fact.ok());
    CHECK(fact.error().message.find("member '" + std::string(c.member) + "'") == 0);
    CHECK(fact.error().message.find("wanted ") != std::string::npos);
  }
}

TEST_CASE("a notice without one of its members is refused by the name of that member") {
  for (const auto& [name, value] : kGood) {
    Members members = kGood;
    members.erase(name);
    const auto fact = parse_fact_line(line_of(members));
    INFO(name);
    REQUIRE(!fact.ok());
    CHECK(fact.error().message.find("member '" + name + "'") == 0);
  }
}

TEST_CASE("a fact of another kind is carried without effect") {
  const auto fact = parse_fact_line(R"({"fact":"hail","received_ms":5,"v":1,"words":"keep clear"})");
  REQUIRE(fact.ok());
  CHECK(fact->kind == "hail");
  CHECK(fact->at.ms == 5);
  CHECK(!fact->notice);
}

TEST_CASE("what is no JSON object of bounded length is refused") {
  for (const std::string& line : {std::string(), std::string("notice"), std::string("[1]"), std::string("{"),
                                  std::string("{\"v\":1.5}"), std::string("{\"v\":1,\"v\":1}")})
    CHECK(!parse_fact_line(line).ok());
  const auto long_line = parse_fact_line(std::string(kFactLineBytesMax + 1, ' '));
  REQUIRE(!long_line.ok());
  CHECK(long_line.error().kind == base::Error::Kind::too_large);
}

TEST_CASE("a notice cut anywhere is refused") {
  const std::string line = line_of(kGood);
  for (std::size_t length = 0; length < line.size(); ++length)
    CHECK(!parse_fact_line(std::string_view(line).substr(0, length)).ok());
}

}  // namespace
}  // namespace detente::facts
