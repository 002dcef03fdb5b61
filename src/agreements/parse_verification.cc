#include "agreements/parse_verification.h"

#include <array>
#include <functional>

#include "agreements/reading.h"
#include "base/check.h"
#include "base/sha256.h"

namespace detente::agreements {

namespace {

namespace ranges {
constexpr Cursor::Range kPosition{Dimension::distance, 1'000, 10'000'000, "1 m to 10 km"};
constexpr Cursor::Range kTime{Dimension::duration, 0, 600'000, "0 s to 10 min"};
constexpr Cursor::Range kSpeedError{Dimension::speed, 0, 10 * base::kMmphPerKnot, "0 kn to 10 kn"};
constexpr Cursor::Range kCourse{Dimension::angle, 0, 45'000, "0 deg to 45 deg"};
constexpr Cursor::Range kInterpolate{Dimension::duration, 1'000, base::kMsPerDay, "1 s to 1 d"};
constexpr Cursor::Range kExtrapolate{Dimension::duration, 0, base::kMsPerHour, "0 s to 1 h"};
constexpr Cursor::Range kLateness{Dimension::duration, 0, 7 * base::kMsPerDay, "0 s to 7 d"};
constexpr Cursor::Range kFastest{Dimension::speed, base::kMmphPerKnot, 200 * base::kMmphPerKnot,
                                 "1 kn to 200 kn"};
constexpr Cursor::Range kHysteresis{Dimension::distance, 0, 10'000'000, "0 m to 10 km"};
}  // namespace ranges

class VerificationParser {
 public:
  VerificationParser(std::string_view text, Diagnoses& diagnoses)
      : cursor_(text, diagnoses), diagnoses_(diagnoses) {}
  VerificationDraft parse();

 private:
  struct Line {
    std::string_view first;
    std::string_view second;  // of the words that tell the line; may be empty
    std::function<bool()> read;
    bool seen = false;
  };
  bool header();
  bool whole();
  void recover(const std::vector<Line>& lines);
  static bool begins(const Line& line, Cursor& cursor) {
    return cursor.at(line.first) && (line.second.empty() || cursor.peek(1).is(line.second));
  }
  template <typename Quantity, typename Number>
  bool quantity(std::string_view words, const Cursor::Range& range, Number Quantity::*number, Quantity& out) {
    if (!cursor_.want(words)) return false;
    const auto value = cursor_.want_quantity("a " + std::string(name_of(range.dimension)), range);
    if (value) out.*number = static_cast<Number>(*value);
    return value.has_value();
  }
  bool position_error();

  Cursor cursor_;
  Diagnoses& diagnoses_;
  VerificationDraft draft_;
};

bool VerificationParser::header() {
  const Token first = cursor_.peek();
  if (!first.is("verification") || first.place.line != 1) {
    diagnoses_.error("E120", first.place,
                     {"line 1 must begin with \"verification\"", "",
                      "begin with: verification \"Name\" version 1 language 1"});
    if (!first.is("verification")) return false;
  }
  cursor_.begin_block(0, "", Gap::none);
  cursor_.begin_line(0);
  cursor_.want("verification");
  const auto title = cursor_.want_string("the name of the means of verification");
  if (!title || !cursor_.want("version")) return false;
  const auto version = cursor_.want_count("a version", 9'999);
  if (!version || !cursor_.want("language")) return false;
  const auto language = cursor_.want_count("a language version", 9'999);
  if (!language) return false;
  if (*language != 1) {
    diagnoses_.error("E114", cursor_.last_place(),
                     {"this text is written in another language version; this program reads language 1"});
    return false;
  }
  draft_.verification.title = *title;
  draft_.verification.version = *version;
  return true;
}

bool VerificationParser::position_error() {
  Verification& v = draft_.verification;
  const std::size_t guesses = cursor_.guesses();
  if (!quantity("position error", ranges::kPosition, &base::Distance::mm, v.error_accurate)) return false;
  const Place from = cursor_.last_place();
  if (!cursor_.want("when accurate") || !cursor_.want_comma()) return false;
  if (!quantity("", ranges::kPosition, &base::Distance::mm, v.error_otherwise)) return false;
  const Place to = cursor_.last_place();
  if (!cursor_.want("otherwise")) return false;
  if (v.error_accurate > v.error_otherwise && cursor_.guesses() == guesses)
    diagnoses_.error(
        "E145", span(from, to),
        {"an accurate position has a greater error than another one", "", "write the smaller error first"});
  return true;
}

bool VerificationParser::whole() {
  cursor_.begin_block(100, "", Gap::none);
  cursor_.begin_line(0);
  if (!cursor_.want("end verification")) return false;
  const Place end = cursor_.last_place();
  const Token behind = cursor_.peek();
  const std::vector<Comment>& comments = cursor_.lexer().comments();
  const bool comment_behind =
      !comments.empty() &&
      (comments.back().place.line > end.line ||
       (comments.back().place.line == end.line && comments.back().place.column > end.column));
  if (behind.kind != Token::Kind::finish)
    diagnoses_.error("E122", behind.place, {"something stands behind \"end verification\"", "", "remove it"});
  else if (comment_behind)
    diagnoses_.error("E122", comments.back().place,
                     {"a comment stands behind \"end verification\"", "", "move it up"});
  else if (!cursor_.lexer().line_end_after_last_token())
    diagnoses_.error(
        "E111", end,
        {"the last line has no line end", "a text that was cut short must not pass for a whole one",
         "add a line end behind \"end verification\""});
  return true;
}

void VerificationParser::recover(const std::vector<Line>& lines) {
  while (cursor_.peek().kind != Token::Kind::finish) {
    if (cursor_.peek().first_of_line) {
      if (cursor_.at("end")) return;
      for (const Line& line : lines)
        if (begins(line, cursor_)) return;
    }
    cursor_.skip();
  }
}

VerificationDraft VerificationParser::parse() {
  Verification& v = draft_.verification;
  std::vector<Line> lines = {
      {"position", "error", [&] { return position_error(); }},
      {"time", "error",
       [&] { return quantity("time error", ranges::kTime, &base::Duration::ms, v.time_error); }},
      {"speed", "error",
       [&] { return quantity("speed error", ranges::kSpeedError, &base::Speed::mmph, v.speed_error); }},
      {"course", "error",
       [&] { return quantity("course error", ranges::kCourse, &base::Angle::mdeg, v.course_error); }},
      {"interpolate", "",
       [&] {
         return quantity("interpolate over at most", ranges::kInterpolate, &base::Duration::ms,
                         v.interpolate_at_most);
       }},
      {"extrapolate", "",
       [&] {
         return quantity("extrapolate over at most", ranges::kExtrapolate, &base::Duration::ms,
                         v.extrapolate_at_most);
       }},
      {"lateness", "",
       [&] { return quantity("lateness", ranges::kLateness, &base::Duration::ms, v.lateness); }},
      {"fastest", "vessel",
       [&] { return quantity("fastest vessel", ranges::kFastest, &base::Speed::mmph, v.fastest); }},
      {"hysteresis", "",
       [&] { return quantity("hysteresis", ranges::kHysteresis, &base::Distance::mm, v.hysteresis); }},
  };
  const Place first = cursor_.peek().place;
  if (!header()) recover(lines);
  bool ended = false;
  while (!ended) {
    const Token token = cursor_.peek();
    if (token.kind == Token::Kind::finish) {
      diagnoses_.error("E121", token.place,
                       {"the text ends without \"end verification\"",
                        "a text that was cut short must not pass for a whole one",
                        "end the text with the line \"end verification\""});
      break;
    }
    if (token.is("end")) {
      ended = whole();
      if (!ended) recover(lines);
      continue;
    }
    bool read = false;
    for (std::size_t i = 0; i < lines.size() && !read; ++i) {
      if (!token.first_of_line || !begins(lines[i], cursor_)) continue;
      if (lines[i].seen)
        diagnoses_.error("E124", token.place,
                         {quoted(lines[i].first) + " stands in the text twice", "", "keep one"});
      lines[i].seen = true;
      cursor_.begin_block(static_cast<int>(i) + 1, "", Gap::none);
      cursor_.begin_line(2);
      read = lines[i].read();
      if (!read) break;
    }
    if (read) continue;
    if (cursor_.peek().place.line == token.place.line && cursor_.peek().place.column == token.place.column) {
      std::vector<std::string_view> words = {"end"};
      for (const Line& line : lines) words.push_back(line.first);
      cursor_.unexpected(
          "position error, time error, speed error, course error, interpolate, extrapolate, lateness, "
          "fastest vessel, hysteresis or end verification",
          words);
      cursor_.skip();
    }
    recover(lines);
  }
  for (const Line& line : lines) {
    const std::string words =
        std::string(line.first) + (line.second.empty() ? "" : " " + std::string(line.second));
    if (!line.seen)
      diagnoses_.error("E125", first,
                       {"the means of verification have no \"" + words + "\"",
                        "what counts as proof must be agreed in full", "add the line"});
  }
  draft_.blocks = cursor_.take_blocks();
  draft_.comments = cursor_.lexer().comments();
  return std::move(draft_);
}

constexpr std::string_view kBuiltIn =
    "verification \"built-in default\" version 1 language 1\n"
    "  position error 10 m when accurate, 30 m otherwise\n"
    "  time error 1 s\n"
    "  speed error 0.1 kn\n"
    "  course error 1 deg\n"
    "  interpolate over at most 5 min\n"
    "  extrapolate over at most 3 min\n"
    "  lateness 30 s\n"
    "  fastest vessel 60 kn\n"
    "  hysteresis 50 m\n"
    "end verification\n";

}  // namespace

VerificationDraft parse_verification(std::string_view text, Diagnoses& diagnoses) {
  return VerificationParser(text, diagnoses).parse();
}

VerificationReading read_verification(const std::string& file_name, std::string_view text) {
  Diagnoses diagnoses(file_name);
  if (text.size() > kVerificationBytesMax) {
    diagnoses.error("E110", {}, {"the text is larger than 1 MiB"});
    return {.verification = {}, .diagnostics = diagnoses.in_order()};
  }
  VerificationDraft draft = parse_verification(text, diagnoses);
  VerificationReading reading;
  if (!diagnoses.any_errors()) {
    draft.verification.sha256 = base::sha256_hex(text);
    reading.verification = std::move(draft.verification);
  }
  reading.diagnostics = diagnoses.in_order();
  return reading;
}

Verification built_in_verification() {
  static const Verification kMeans = [] {
    VerificationReading reading = read_verification("built-in default", kBuiltIn);
    CHECK(reading.verification.has_value());
    reading.verification->built_in = true;
    return *reading.verification;
  }();
  return kMeans;
}

}  // namespace detente::agreements
