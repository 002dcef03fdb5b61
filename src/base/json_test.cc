#include "base/json.h"

#include <cstdlib>
#include <doctest/doctest.h>
#include <random>

namespace detente::base {
namespace {

std::string canonical(std::string_view text) {
  const auto value = parse_json(text);
  return value ? value->text() : "refused: " + value.error().message;
}

std::string refusal(std::string_view text) {
  const auto value = parse_json(text);
  return value ? "taken: " + value->text() : value.error().message;
}

TEST_CASE("every kind of value has one spelling") {
  CHECK(Json().text() == "null");
  CHECK(Json(true).text() == "true");
  CHECK(Json(false).text() == "false");
  CHECK(Json(0).text() == "0");
  CHECK(Json(-17).text() == "-17");
  CHECK(Json(kJsonIntegerMax).text() == "9007199254740991");
  CHECK(Json(-kJsonIntegerMax).text() == "-9007199254740991");
  CHECK(Json("KOR").text() == R"("KOR")");
  CHECK(Json(Json::Array{}).text() == "[]");
  CHECK(Json(Json::Object{}).text() == "{}");
  CHECK(Json(Json::Array{1, "a", nullptr}).text() == R"([1,"a",null])");
  CHECK(Json(Json::Object{{"b", 1}, {"a", Json::Array{}}, {"_", true}, {"9", 2}}).text() ==
        R"({"9":2,"_":true,"a":[],"b":1})");
}

TEST_CASE("only quote, backslash and control characters are escaped") {
  CHECK(Json(std::string("a\"b\\c/\n\t\x01\x1f\x7f", 11)).text() ==
        "\"a\\\"b\\\\c/\\u000a\\u0009\\u0001\\u001f\x7f\"");
  CHECK(Json(std::string("\0", 1)).text() == R"("\u0000")");
  CHECK(Json("연평도 ☂ 🌊").text() == "\"연평도 ☂ 🌊\"");
}

TEST_CASE("white space, key order and other spellings of a string are taken, and come out canonical") {
  CHECK(canonical(" \t\r\n{ \"b\" : [ 1 , 2 ] , \"a\" : \"\\u0041\\/\\n\" } ") ==
        R"({"a":"A/\u000a","b":[1,2]})");
  CHECK(canonical(R"("\"\\\/\b\f\n\r\t")") == R"("\"\\/\u0008\u000c\u000a\u000d\u0009")");
  CHECK(canonical(R"("\u00e9\uD55C\ud83c\uDF0a")") == "\"é한🌊\"");
  CHECK(canonical(R"({"\u0061":1})") == R"({"a":1})");
}

TEST_CASE("numbers are integers in their one spelling, within 2^53-1") {
  CHECK(canonical("9007199254740991") == "9007199254740991");
  CHECK(canonical("-9007199254740991") == "-9007199254740991");
  CHECK(refusal("9007199254740992") == "JSON, column 1: an integer beyond 9007199254740991 (2^53-1)");
  CHECK(refusal("[-9007199254740992]") == "JSON, column 2: an integer beyond 9007199254740991 (2^53-1)");
  CHECK(refusal(std::string(100'000, '9')) == "JSON, column 1: an integer beyond 9007199254740991 (2^53-1)");
  CHECK(refusal("01") == "JSON, column 1: an integer with leading zeros, wanted none");
  CHECK(refusal("-00") == "JSON, column 1: an integer with leading zeros, wanted none");
  CHECK(refusal("-0") == "JSON, column 1: saw -0, wanted 0");
  CHECK(refusal("1.0") == "JSON, column 2: saw '.', wanted an integer, without fraction or exponent");
  CHECK(refusal("1e3") == "JSON, column 2: saw 'e', wanted an integer, without fraction or exponent");
  CHECK(refusal("1E3") == "JSON, column 2: saw 'E', wanted an integer, without fraction or exponent");
  CHECK(refusal("-") == "JSON, column 2: saw the end, wanted a digit");
  CHECK(refusal("-a") == "JSON, column 2: saw 'a', wanted a digit");
  CHECK(refusal("+1") == "JSON, column 1: saw '+', wanted a value");
  CHECK(refusal("NaN") == "JSON, column 1: saw 'N', wanted a value");
}

TEST_CASE("keys are [a-z0-9_]+ and come once") {
  CHECK(refusal(R"({"":1})") == "JSON, column 2: a key may hold only a-z, 0-9 and _");
  CHECK(refusal(R"({"A":1})") == "JSON, column 2: a key may hold only a-z, 0-9 and _");
  CHECK(refusal(R"({"a-b":1})") == "JSON, column 2: a key may hold only a-z, 0-9 and _");
  CHECK(refusal("{\"é\":1}") == "JSON, column 2: a key may hold only a-z, 0-9 and _");
  CHECK(refusal(R"({"a":1,"b":2,"a":1})") == "JSON, column 14: the key 'a' comes twice");
  CHECK(refusal(R"({"a":1,"\u0061":1})") == "JSON, column 8: the key 'a' comes twice");
  CHECK(refusal("{a:1}") == "JSON, column 2: saw 'a', wanted a key in double quotes");
  CHECK(refusal(R"({"a":1,})") == "JSON, column 8: saw '}', wanted a key in double quotes");
  CHECK(refusal(R"({"a" 1})") == "JSON, column 6: saw '1', wanted ':'");
  CHECK(refusal(R"({"a":})") == "JSON, column 6: saw '}', wanted a value");
  CHECK(refusal(R"({"a":1;)") == "JSON, column 7: saw ';', wanted ',' or '}'");
  CHECK(is_json_key("opened_ms"));
  CHECK_FALSE(is_json_key(""));
  CHECK_FALSE(is_json_key("Opened"));
}

TEST_CASE("a text that is not one whole value is refused") {
  CHECK(refusal("") == "JSON, column 1: saw the end, wanted a value");
  CHECK(refusal("  ") == "JSON, column 3: saw the end, wanted a value");
  CHECK(refusal("1 2") == "JSON, column 3: saw '2', wanted the end after the value");
  CHECK(refusal("truefalse") == "JSON, column 5: saw 'f', wanted the end after the value");
  CHECK(refusal("tru") == "JSON, column 1: saw 't', wanted a value");
  CHECK(refusal("[1,]") == "JSON, column 4: saw ']', wanted a value");
  CHECK(refusal("[1 2]") == "JSON, column 4: saw '2', wanted ',' or ']'");
  CHECK(refusal("[,1]") == "JSON, column 2: saw ',', wanted a value");
  CHECK(refusal("]") == "JSON, column 1: saw ']', wanted a value");
  CHECK(refusal("[}") == "JSON, column 2: saw '}', wanted a value");
  CHECK(refusal("// x\n1") == "JSON, column 1: saw '/', wanted a value");
  CHECK(refusal("'a'") == "JSON, column 1: saw ''', wanted a value");
  CHECK(refusal("\xEF\xBB\xBF"
                "1") == "JSON, column 1: saw byte 0xef, wanted a value");
  CHECK(refusal(std::string_view("1\0", 2)) ==
        "JSON, column 2: saw byte 0x00, wanted the end after the value");
  CHECK(refusal("\v1") == "JSON, column 1: saw byte 0x0b, wanted a value");
}

TEST_CASE("a broken string is refused where it breaks") {
  CHECK(refusal("\"abc") == "JSON, column 5: saw the end, wanted the closing '\"'");
  CHECK(refusal("\"a\nb\"") == "JSON, column 3: saw byte 0x0a, wanted control characters written as \\u00XX");
  CHECK(refusal(R"("\x41")") ==
        R"(JSON, column 3: saw 'x', wanted one of " \ / b f n r t u after a backslash)");
  CHECK(refusal("\"\\") ==
        R"(JSON, column 3: saw the end, wanted one of " \ / b f n r t u after a backslash)");
  CHECK(refusal(R"("\u12G4")") == "JSON, column 6: saw 'G', wanted four hexadecimal digits after \\u");
  CHECK(refusal(R"("\u12)") == "JSON, column 6: saw the end, wanted four hexadecimal digits after \\u");
  for (const char* half : {R"("\ud800")", R"("\udc00")", R"("\ud800x")", R"("\ud800\n")", R"("\ud800\ud800")",
                           R"("\udc00\ud800")"})
    CHECK(refusal(half) == "JSON, column 2: half of a surrogate pair, wanted both");
}

TEST_CASE("nesting is bounded, and deep hostile nesting is refused at the bound") {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };
  CHECK(canonical(nested(kJsonDepthMax)) == nested(kJsonDepthMax));
  CHECK(refusal(nested(kJsonDepthMax + 1)) == "JSON, column 17: nested deeper than 16");
  CHECK(refusal(std::string(10'000'000, '[')) == "JSON, column 17: nested deeper than 16");
  std::string objects;
  for (int i = 0; i < 1'000'000; ++i) objects += "{\"a\":";
  CHECK(refusal(objects) == "JSON, column 81: nested deeper than 16");
}

// The slow twin of is_utf8: decode by the book (RFC 3629, section 3), then ask whether that was the shortest
// spelling of an allowed code point.
bool is_utf8_by_the_book(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<std::uint8_t>(text[i]));
    };
    const std::uint32_t first = byte(at);
    std::size_t length = 0;
    std::uint32_t code_point = 0;
    if ((first & 0x80) == 0x00) length = 1, code_point = first;
    if ((first & 0xE0) == 0xC0) length = 2, code_point = first & 0x1F;
    if ((first & 0xF0) == 0xE0) length = 3, code_point = first & 0x0F;
    if ((first & 0xF8) == 0xF0) length = 4, code_point = first & 0x07;
    if (length == 0 || at + length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((byte(at + i) & 0xC0) != 0x80) return false;
      code_point = code_point << 6 | (byte(at + i) & 0x3F);
    }
    const std::size_t shortest = code_point < 0x80      ? 1
                                 : code_point < 0x800   ? 2
                                 : code_point < 0x10000 ? 3
                                                        : 4;
    if (length != shortest || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
      return false;
    at += length;
  }
  return true;
}

TEST_CASE("UTF-8 is what its definition says, for every sequence of the bytes at which an answer changes") {
  const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                                 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF7, 0xF8, 0xFF};
  int differ = 0;
  std::string text(4, '\0');
  for (const auto a : edges)
    for (const auto b : edges)
      for (const auto c : edges)
        for (const auto d : edges) {
          text = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c), static_cast<char>(d)};
          for (std::size_t length = 1; length <= 4; ++length) {
            const auto part = std::string_view(text).substr(0, length);
            if (is_utf8(part) != is_utf8_by_the_book(part)) ++differ;
          }
        }
  CHECK(differ == 0);
  CHECK(is_utf8(""));
}

TEST_CASE("a string that is not UTF-8 is refused") {
  CHECK(refusal("\"\xC0\x80\"") == "JSON, column 2: saw byte 0xc0, wanted UTF-8");
  CHECK(refusal("\"a\xED\xA0\x80\"") == "JSON, column 3: saw byte 0xed, wanted UTF-8");
  CHECK(refusal("\"\xF0\x9F\x8C\"") == "JSON, column 2: saw byte 0xf0, wanted UTF-8");
}

TEST_CASE("a member is found by name, and only in an object") {
  const auto value = parse_json(R"({"mmsi":440123456,"name":null})");
  REQUIRE(value);
  REQUIRE(value->member("mmsi") != nullptr);
  CHECK(*value->member("mmsi")->as_integer() == 440'123'456);
  CHECK(value->member("name")->is_null());
  CHECK(value->member("course") == nullptr);
  CHECK(Json(7).member("mmsi") == nullptr);
}

// Property tests below draw from one seed, which DETENTE_SEED replaces.
std::uint64_t seed() {
  const char* given = std::getenv("DETENTE_SEED");
  return given == nullptr ? 20050919 : std::strtoull(given, nullptr, 10);
}

Json invented(std::mt19937_64& random, int depth) {
  const auto below = [&random](std::uint64_t limit) { return random() % limit; };
  switch (below(depth < 5 ? 7 : 5)) {
    case 0:
      return nullptr;
    case 1:
      return below(2) == 0;
    case 2:
      return static_cast<std::int64_t>(below(2'000'001)) - 1'000'000;
    case 3:
      return (below(2) == 0 ? 1 : -1) * static_cast<std::int64_t>(below(std::uint64_t{kJsonIntegerMax} + 1));
    case 4: {
      static constexpr std::string_view kPieces[] = {
          "a", "\"", "\\", "/", "\n", std::string_view("\0", 1), "\x1f", "\x7f", "é", "한", "🌊"};
      std::string text;
      for (auto left = below(8); left > 0; --left) text += kPieces[below(std::size(kPieces))];
      return text;
    }
    case 5: {
      Json::Array items;
      for (auto left = below(5); left > 0; --left) items.push_back(invented(random, depth + 1));
      return items;
    }
    default: {
      Json::Object members;
      for (auto left = below(5); left > 0; --left)
        members["k" + std::to_string(below(20))] = invented(random, depth + 1);
      return members;
    }
  }
}

TEST_CASE("what is written is read back as the same value and the same bytes") {
  MESSAGE("seed ", seed());
  std::mt19937_64 random(seed());
  for (int i = 0; i < 2000; ++i) {
    const Json value = invented(random, 0);
    const std::string text = value.text();
    const auto read = parse_json(text);
    REQUIRE(read);
    REQUIRE(*read == value);
    REQUIRE(read->text() == text);
  }
}

TEST_CASE(
    "every cut of a container, and every changed byte, is refused or is another value with one spelling") {
  MESSAGE("seed ", seed());
  std::mt19937_64 random(seed());
  for (int i = 0; i < 200; ++i) {
    const std::string text =
        Json(Json::Object{{"a", invented(random, 1)}, {"b", invented(random, 1)}}).text();
    for (std::size_t cut = 0; cut < text.size(); ++cut)
      REQUIRE_FALSE(parse_json(std::string_view(text).substr(0, cut)));
    for (int change = 0; change < 50; ++change) {
      std::string changed = text;
      changed[random() % changed.size()] = static_cast<char>(random() % 256);
      const auto read = parse_json(changed);
      if (!read) continue;
      const auto again = parse_json(read->text());
      REQUIRE(again);
      REQUIRE(*again == *read);
    }
  }
}

}  // namespace
}  // namespace detente::base
