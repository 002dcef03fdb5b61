#include "feeds/ais_json.h"

#include <doctest/doctest.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "feeds/ais_twin.h"

namespace detente::feeds {
namespace {

// What decode prints for `bits`.
std::string printed(const std::string& bits, std::string_view device = "stdin") {
  std::string json;
  NmeaReader reader([&](const Reading& reading) { append_json(reading, device, json); });
  for (const std::string& sentence : twin::sentences(bits)) reader.read(sentence + "\n");
  return json;
}

std::string with_turn(int turn) {
  return printed(twin::BitString().add(1, 6).add(0, 2).add(1, 30).add(0, 4).add(turn, 8).add(0, 118).bits);
}

bool holds(const std::string& text, const std::string& piece) {
  return text.find(piece) != std::string::npos;
}

TEST_CASE("the vectors: what is printed for each line, and how it is counted") {
  int cases = 0;
  for (const char* name : {"messages", "stamps", "refusals"}) {
    std::ifstream file(std::string(DETENTE_SOURCE_DIR "/vectors/ais/") + name + ".json");
    REQUIRE(file);
    for (const auto& each : nlohmann::json::parse(file)) {
      CAPTURE(each.at("name").get<std::string>());
      ++cases;
      std::vector<std::string> prints;
      NmeaReader reader([&](const Reading& reading) {
        prints.emplace_back();
        append_json(reading, "stdin", prints.back());
      });
      for (const auto& line : each.at("lines")) reader.read(line.get<std::string>() + "\r\n");
      reader.finish();
      CHECK(prints == each.at("prints").get<std::vector<std::string>>());
      std::map<std::string, std::uint64_t> counts;
      for (const Count& count : reader.counts().list()) counts[count.name] = count.lines;
      CHECK(counts == each.at("counts").get<std::map<std::string, std::uint64_t>>());
    }
  }
  CHECK(cases > 90);
}

TEST_CASE("a turn keeps its side") {
  CHECK(holds(with_turn(0), R"("turn":0,)"));
  CHECK(holds(with_turn(20), R"("turn":18,)"));
  CHECK(holds(with_turn(-20), R"("turn":-18,)"));
  CHECK(holds(with_turn(-1), R"("turn":0,)"));
  CHECK(holds(with_turn(126), R"("turn":709,)"));
  CHECK(holds(with_turn(-126), R"("turn":-709,)"));
  CHECK(holds(with_turn(127), R"("turn":"fastright",)"));
  CHECK(holds(with_turn(-127), R"("turn":"fastleft",)"));
  CHECK(holds(with_turn(-128), R"("turn":"nan",)"));
}

TEST_CASE("every line that is printed is JSON, whatever the device is called") {
  const std::string bits = twin::BitString().add(1, 6).add(0, 162).bits;
  for (const char* device : {"a\"b", "a\\b", "a\tb\n", "\x01"}) {
    const auto read = nlohmann::json::parse(printed(bits, device), nullptr, false);
    REQUIRE(read.is_object());
    CHECK(read.at("device").get<std::string>() == device);
  }
}

TEST_CASE("part B is part B also after part A") {
  const auto head = [](int part) {
    return twin::BitString().add(24, 6).add(0, 2).add(440'000'001, 30).add(part, 2);
  };
  std::vector<std::string> prints;
  NmeaReader reader([&](const Reading& reading) {
    prints.emplace_back();
    append_json(reading, "stdin", prints.back());
  });
  reader.read(twin::sentences(head(0).text("HAEDONG", 20).bits)[0] + "\n");
  reader.read(twin::sentences(head(1).add(37, 8).add(0, 120).bits)[0] + "\n");
  REQUIRE(prints.size() == 2);
  CHECK(holds(prints[0], R"("part":"A","shipname":"HAEDONG"})"));
  CHECK(holds(prints[1], R"("part":"B","shiptype":37)"));
}

}  // namespace
}  // namespace detente::feeds
