#include <chrono>

#include "agreements/geojson.h"
#include "agreements/random_text_for_tests.h"
#include "agreements/texts_for_tests.h"
#include "base/json.h"

using namespace detente;
using namespace detente::agreements;
using namespace detente::agreements::for_tests;

namespace {

std::string repeated(const std::string& piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += piece;
  return out;
}

constexpr std::size_t kMuch = 10'000'000;

}  // namespace

TEST_CASE("ten million bytes of anything give at most a hundred errors and the count of the others") {
  const std::string head = kSmall.substr(0, kSmall.find("  article"));
  const auto refused = [&](const std::string& piece, std::size_t bytes) {
    INFO(piece);
    const std::string text = head + repeated(piece, bytes);
    const Reading reading = read_agreement("hostile", text, MemoryFiles());
    CHECK_FALSE(reading.agreement.has_value());
    CHECK(reading.diagnostics.size() <= 102);
    REQUIRE_FALSE(reading.diagnostics.empty());
    CHECK(diagnostic_text(reading.diagnostics.front(), text).size() < 2'000);
    CHECK(diagnostic_text(reading.diagnostics.back(), text).size() < 2'000);
  };
  for (const char* piece : {"(", "zone Z\n", "a ", "9", "{ "}) refused(piece, kMuch);
  for (const char* piece :
       {"\"", "\" ", "article\n", "article 1 x\n", "# x\n", "1,", "37N 124E,", "with ", "\n", "\xFF",
        "\xED\x95\x9C", "party KOR\n", "  zoen X\n", "end ", "_", "text en \"x\" "})
    refused(piece, kMuch / 20);
}

TEST_CASE("further errors are counted") {
  const Reading reading = read_agreement(
      "hostile", "agreement \"x\" version 1 language 1\n" + repeated("  zone\n", 7 * 150) + "end agreement\n",
      MemoryFiles());
  REQUIRE(reading.diagnostics.size() == 101);
  CHECK(reading.diagnostics.back().code == "E199");
  CHECK(reading.diagnostics.back().message == "further errors not shown: 54");
}

TEST_CASE("a text that is too large is refused unread") {
  const Reading reading = read_agreement("hostile", std::string(kAgreementBytesMax + 1, ' '), MemoryFiles());
  CHECK(joined(summary(reading.diagnostics)) == "E110 1:1+1");
  CHECK(joined(summary(read_verification("hostile", std::string(2'000'000, ' ')).diagnostics)) ==
        "E110 1:1+1");
}

TEST_CASE("random bytes, and the tour with random bytes in it, are read or refused with a word") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("DETENTE_SEED=" << seed);
  std::mt19937_64 random(seed);
  const std::string tour = example("language-tour.agreement");
  const MemoryFiles files = example_files();
  for (int i = 0; i < 3'000; ++i) {
    std::string text = tour;
    for (std::uint64_t k = 1 + random() % 4; k > 0; --k) {
      const std::size_t at = random() % text.size();
      if (random() % 2 == 0)
        text[at] = static_cast<char>(random());
      else if (random() % 2 == 0)
        text.erase(at, random() % 30);
      else
        text.insert(at, tour.substr(random() % tour.size(), random() % 30));
    }
    const Reading reading = read_agreement("random", text, files);
    bool any_error = false;
    for (const Diagnostic& one : reading.diagnostics) {
      any_error = any_error || one.severity == Diagnostic::Severity::error;
      if (!base::is_utf8(diagnostic_text(one, text))) FAIL("a message is no UTF-8");
      if (one.place.line < 1 || one.place.column < 1 || one.place.length < 1) FAIL("no place");
    }
    if (any_error == reading.agreement.has_value()) FAIL("neither read nor refused:\n" << text);
  }
}

TEST_CASE("a zone of 10,000 vertices is read in less than a second") {
  std::string places;
  for (int i = 0; i < 5'000; ++i)
    places += "      " + std::to_string(30 + i % 2) + "." + std::to_string(100'000 + i) + "N " +
              std::to_string(100 + i / 250) + "." +
              std::to_string(1'000'000 + i % 250 * 30'000).substr(0, 7) + "E,\n";
  for (int i = 4'999; i >= 0; --i)
    places += "      40." + std::to_string(100'000 + i) + "N " + std::to_string(100 + i / 250) + "." +
              std::to_string(1'000'000 + i % 250 * 30'000).substr(0, 7) + "E" + (i > 0 ? ",\n" : "");
  const std::size_t from = kSmall.find("      37.0"), to = kSmall.find("\n\n  article");
  const std::string text = kSmall.substr(0, from) + places + kSmall.substr(to);
  const auto begun = std::chrono::steady_clock::now();
  const Reading reading = read_agreement("large", text, MemoryFiles());
  const auto taken = std::chrono::steady_clock::now() - begun;
  REQUIRE_MESSAGE(reading.agreement.has_value(), joined(summary(reading.diagnostics)));
  CHECK(reading.agreement->shapes[0].vertices.size() == 10'000);
  MESSAGE("10,000 vertices in " << std::chrono::duration_cast<std::chrono::milliseconds>(taken).count()
                                << " ms");
  CHECK(taken < std::chrono::seconds(1));
}

TEST_CASE("GeoJSON that could mislead is refused") {
  const auto refusal = [](const std::string& text, Shape::Kind kind = Shape::Kind::zone) {
    const auto vertices = read_geojson(text, kind);
    return vertices.ok() ? "taken" : vertices.error().message;
  };
  const std::string ring = "[[1,2],[3,2],[3,4],[1,2]]";
  const std::string polygon = R"({"type":"Polygon","coordinates":[)" + ring + "]}";
  const std::string line = R"({"type":"LineString","coordinates":[[1,2],[3,2],[3,4]]})";
  CHECK(refusal(polygon) == "taken");
  CHECK(refusal(line) == "taken");
  CHECK(refusal(line, Shape::Kind::line) == "taken");
  CHECK(refusal(R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":)" + polygon +
                "}]}") == "taken");
  CHECK(read_geojson(polygon, Shape::Kind::zone)->size() == 3);
  CHECK(read_geojson(polygon, Shape::Kind::zone)->at(1) == geo::Position{20'000'000, 30'000'000});
  CHECK(refusal(polygon, Shape::Kind::line) == "holds no LineString");
  CHECK(refusal(R"({"type":"Polygon","coordinates":[)" + ring + "," + ring + "]}") ==
        "has a Polygon with holes, or with no ring");
  CHECK(refusal(R"({"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4]]]})") ==
        "has a ring that does not close: the last position repeats the first");
  CHECK(refusal(R"({"crs":{},"type":"Polygon","coordinates":[)" + ring + "]}") ==
        "has a member \"crs\"; RFC 7946 knows WGS 84 alone");
  CHECK(refusal(R"({"type":"Point","type":"Polygon","coordinates":[)" + ring + "]}") ==
        "names a member twice");
  CHECK(refusal(R"({"type":"LineString","coordinates":[[1,2,0],[3,2],[3,4]]})") ==
        "vertex 1 is not [longitude, latitude]; altitudes are not used");
  CHECK(refusal(R"({"type":"LineString","coordinates":[[37,124],[3,2],[3,4]]})") ==
        "vertex 1 has a latitude beyond 90 degrees; GeoJSON writes longitude first");
  CHECK(refusal(R"({"type":"LineString","coordinates":[[1e999,2],[3,2],[3,4]]})").find("is no JSON") == 0);
  CHECK(refusal(R"({"type":"LineString"})") == "has no coordinates");
  CHECK(refusal(R"({"type":"FeatureCollection","features":[]})") == "has no single geometry");
  CHECK(refusal("[]") == "has no single geometry");
  CHECK(refusal("{").find("is no JSON") == 0);
  CHECK(refusal(polygon + "x").find("is no JSON") == 0);
  CHECK(refusal("") == "is no JSON from byte 1");
  CHECK(refusal(repeated("[", kMuch)) == "is nested deeper than 16");
  CHECK(refusal(repeated("{\"a\":", kMuch)) == "is nested deeper than 16");
}
