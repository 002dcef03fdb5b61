#include "agreements/cursor.h"

#include <algorithm>
#include <array>

#include "agreements/coordinate.h"
#include "base/check.h"

namespace detente::agreements {

namespace {

constexpr std::size_t kNameMax = 64;

// Words that no zone, line or vessel may be called, so that a sentence has one reading.
constexpr auto kKeywords =
    std::to_array<std::string_view>({"accuracy", "agreement",   "and",        "any",          "approach",
                                     "article",  "at",          "before",     "below",        "by",
                                     "caution",  "class",       "clock",      "closest",      "come",
                                     "course",   "d",           "datum",      "deg",          "each",
                                     "end",      "error",       "every",      "except",       "extrapolate",
                                     "fastest",  "file",        "for",        "force",        "from",
                                     "h",        "have",        "hysteresis", "if",           "in",
                                     "inside",   "interpolate", "keep",       "km",           "kn",
                                     "language", "languages",   "lateness",   "least",        "less",
                                     "line",     "m",           "may",        "min",          "most",
                                     "must",     "name",        "nmi",        "not",          "notified",
                                     "of",       "or",          "other",      "outside",      "over",
                                     "party",    "points",      "polygon",    "position",     "s",
                                     "sending",  "sha256",      "source",     "speed",        "text",
                                     "than",     "that",        "the",        "time",         "timezone",
                                     "to",       "unknown",     "until",      "verification", "version",
                                     "vessel",   "when",        "with",       "within",       "zone"});

constexpr auto kVagueWords = std::to_array<std::string_view>(
    {"about", "almost", "approximately", "around", "immediately", "near", "nearby", "nearly", "promptly",
     "reasonable", "reasonably", "soon", "timely", "up"});

bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string token_text(const Token& token) {
  if (token.kind == Token::Kind::finish) return "the end of the text";
  return token.kind == Token::Kind::string ? "the string " + quoted(token.raw.substr(1, token.raw.size() - 2))
                                           : quoted(token.raw);
}

}  // namespace

bool is_keyword(std::string_view word) {
  return std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
}

Place span(const Place& from, const Place& to) {
  Place out = from;
  if (from.line == to.line && to.column + to.length > from.column)
    out.length = to.column + to.length - from.column;
  return out;
}

const Token& Cursor::peek(std::size_t ahead) {
  while (ahead_.size() <= ahead) ahead_.push_back(lexer_.next());
  return ahead_[ahead];
}

void Cursor::pass() {
  last_ = peek().place;
  ahead_.pop_front();
}

void Cursor::skip() {
  pass();
}

void Cursor::begin_block(int rank, std::string key, Gap gap) {
  if (diagnoses_.any_errors())
    blocks_.clear();  // nobody will read the spelling; a hostile text must not pile it up
  blocks_.push_back({.rank = rank, .key = std::move(key), .gap = gap, .lines = {}});
}

void Cursor::set_block_key(std::string key) {
  blocks_.back().key = std::move(key);
}

void Cursor::begin_line(int indent, bool words) {
  CHECK(!blocks_.empty());
  blocks_.back().lines.push_back({.indent = indent, .text = {}, .from = peek().place, .words = words});
}

void Cursor::spell(std::string_view canonical) {
  CHECK(!blocks_.empty() && !blocks_.back().lines.empty());
  std::string& line = blocks_.back().lines.back().text;
  if (!line.empty() && canonical != ",") line += ' ';
  line += canonical;
}

bool Cursor::take(std::string_view word) {
  if (!at(word)) return false;
  spell(word);
  pass();
  return true;
}

bool Cursor::want(std::string_view words) {
  while (!words.empty()) {
    const std::size_t blank = words.find(' ');
    const std::string_view word = words.substr(0, blank);
    if (!take(word)) {
      unexpected("\"" + std::string(words) + "\"", {word});
      return false;
    }
    words = blank == words.npos ? std::string_view() : words.substr(blank + 1);
  }
  return true;
}

bool Cursor::want_comma() {
  if (peek().kind != Token::Kind::comma) {
    unexpected("\",\"");
    return false;
  }
  spell(",");
  pass();
  return true;
}

void Cursor::unexpected(std::string_view wanted, const std::vector<std::string_view>& words) {
  const Token& seen = peek();
  if (seen.kind == Token::Kind::broken) return;  // was reported when it was cut
  if (diagnoses_.full()) return diagnoses_.error("E123", seen.place, {});
  if (seen.kind == Token::Kind::word &&
      std::find(kVagueWords.begin(), kVagueWords.end(), seen.raw) != kVagueWords.end())
    return diagnoses_.error(
        "E210", seen.place,
        {quoted(seen.raw) + " is too vague for a norm; wanted " + std::string(wanted),
         "two honest readers would draw the limit at two different places",
         "give a number: \"at least 2 h\", \"within 500 m\"; such words may stand in a text"});
  diagnoses_.error("E123", seen.place,
                   {"expected " + std::string(wanted) + ", found " + token_text(seen), "",
                    seen.kind == Token::Kind::word ? did_you_mean(seen.raw, words) : ""});
}

std::optional<std::string> Cursor::want_string(std::string_view what) {
  if (peek().kind != Token::Kind::string) {
    unexpected(std::string(what) + " in double quotes");
    return std::nullopt;
  }
  std::string value = string_value(peek());
  if (value.empty()) diagnoses_.error("E221", peek().place, {std::string(what) + " is empty"});
  spell(string_spelling(value));
  pass();
  return value;
}

std::optional<NameAt> Cursor::want_token(Token::Kind kind, std::string_view what) {
  if (peek().kind != kind) {
    unexpected(what);
    return std::nullopt;
  }
  NameAt out{std::string(peek().raw), peek().place};
  spell(out.name);
  pass();
  return out;
}

std::optional<NameAt> Cursor::want_name(std::string_view what) {
  if (peek().kind == Token::Kind::word && is_keyword(peek().raw)) {
    diagnoses_.error("E126", peek().place,
                     {"expected " + std::string(what) + ", found the keyword " + quoted(peek().raw), "",
                      "choose a name that is no word or unit of the language"});
    return std::nullopt;
  }
  auto name = want_token(Token::Kind::word, what);
  if (!name) return std::nullopt;
  if (name->name.size() > kNameMax) {
    diagnoses_.error("E127", name->place,
                     {"a name is longer than " + std::to_string(kNameMax) + " characters"});
    return std::nullopt;
  }
  const bool has_other_script =
      std::any_of(name->name.begin(), name->name.end(), [](char c) { return (c & 0x80) != 0; });
  if (name->name.front() == '_' || name->name.find_first_of("-/") != std::string::npos)
    diagnoses_.error(
        "E127", name->place,
        {quoted(name->name) + " is no name", "", "names begin with a letter and hold letters, digits and _"});
  else if (has_other_script)
    return name;  // was reported when it was cut; going on avoids a second error
  return name;
}

std::optional<NameAt> Cursor::want_language() {
  auto code = want_token(Token::Kind::word, "a language such as en");
  if (!code) return std::nullopt;
  const bool small =
      std::all_of(code->name.begin(), code->name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (code->name.size() == 2 && small) return code;
  diagnoses_.error(
      "E141", code->place,
      {quoted(code->name) + " is no language", "", "write two small letters (ISO 639-1): ko, en"});
  return std::nullopt;
}

std::optional<NameAt> Cursor::want_code(std::string_view what) {
  auto code = want_token(Token::Kind::word, what);
  if (!code) return std::nullopt;
  const bool capitals =
      std::all_of(code->name.begin(), code->name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (code->name.size() == 3 && capitals) return code;
  diagnoses_.error(
      "E128", code->place,
      {quoted(code->name) + " is no party code", "",
       "write three capital letters: an ISO 3166-1 alpha-3 code such as KOR, or a body such as UNC"});
  return std::nullopt;
}

std::optional<int> Cursor::want_count(std::string_view what, int most) {
  const auto token = want_token(Token::Kind::number, what);
  if (!token) return std::nullopt;
  const DecimalReading reading = read_decimal(token->name);
  const bool whole = reading.decimal && token->name.find('.') == std::string::npos;
  const std::int64_t value = whole ? reading.decimal->thousandths / 1'000 : 0;
  if (whole && value >= 1 && value <= most) return static_cast<int>(value);
  diagnoses_.error("E135", token->place,
                   {std::string(what) + " is a whole number from 1 to " + std::to_string(most) + ", not " +
                    quoted(token->name)});
  return std::nullopt;
}

std::optional<NameAt> Cursor::want_sha256() {
  if (!want("sha256")) return std::nullopt;
  const Token& seen = peek();
  const bool fits = seen.kind == Token::Kind::word || seen.kind == Token::Kind::number;
  if (!fits) {
    unexpected("64 hexadecimal digits");
    return std::nullopt;
  }
  auto out = want_token(seen.kind, "64 hexadecimal digits");
  if (out->name.size() == 64 && is_lower_hex(out->name)) return out;
  diagnoses_.error("E129", out->place,
                   {"a SHA-256 has 64 lower-case hexadecimal digits; this has " +
                    std::to_string(out->name.size()) + " characters"});
  return std::nullopt;
}

std::optional<geo::Position> Cursor::want_position() {
  geo::Position position;
  for (const bool latitude : {true, false}) {
    const Token token = peek();
    if (token.kind != Token::Kind::number) {
      unexpected(latitude ? "a latitude such as 37.9N or 37°40'00\"N" : "a longitude such as 124.7E");
      return std::nullopt;
    }
    const CoordinateReading reading = read_coordinate(token.raw);
    if (!reading.value_e7) {
      const bool swapped = reading.wrong.find("latitude") != std::string::npos;
      diagnoses_.error("E410", token.place,
                       {quoted(token.raw) + " " + reading.wrong, "",
                        swapped ? "latitude (N, S) comes first, then longitude (E, W); are they swapped?"
                                : "write 37.9N 124.7E or 37°40'00\"N 125°00'00\"E"});
      return std::nullopt;
    }
    if (reading.is_latitude != latitude) {
      diagnoses_.error("E411", token.place,
                       {latitude ? "a longitude stands where the latitude belongs"
                                 : "a second latitude stands where the longitude belongs",
                        "", "latitude (N, S) comes first, then longitude (E, W)"});
      return std::nullopt;
    }
    (latitude ? position.lat_e7 : position.lon_e7) = *reading.value_e7;
    pass();
  }
  // A meridian has one spelling: 180 degrees west is 180 degrees east.
  if (position.lon_e7 == -geo::kLongitudeMax) position.lon_e7 = geo::kLongitudeMax;
  spell(position_text(position));
  return position;
}

}  // namespace detente::agreements
