#include "agreements/lexer.h"

#include "agreements/characters.h"

namespace detente::agreements {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_high(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool continues_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '/' || c == '-';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
constexpr std::string_view kDegree = "\xC2\xB0";

}  // namespace

Lexer::Lexer(std::string_view text, Diagnoses& diagnoses) : text_(text), diagnoses_(diagnoses) {
  if (!text_.starts_with("\xEF\xBB\xBF")) return;
  diagnoses_.error("E102", {},
                   {"the text begins with a byte-order mark (U+FEFF)",
                    "line 1 is hashed and signed; it begins with \"agreement\"",
                    "save the file as UTF-8 without a byte-order mark"});
  at_ = 3;
}

void Lexer::advance() {
  if (here() == '\n') {
    ++line_;
    column_ = 1;
    ++at_;
    first_of_line_ = true;
    line_end_after_last_token_ = true;
    return;
  }
  at_ += code_point_at(text_, at_).bytes;
  ++column_;
}

Token Lexer::begun(Token::Kind kind) const {
  Token token;
  token.kind = kind;
  token.first_of_line = first_of_line_;
  token.raw = text_.substr(at_, 0);
  token.place = {.line = line_, .column = column_, .length = 1};
  return token;
}

void Lexer::finish(Token& token) const {
  const auto from = static_cast<std::size_t>(token.raw.data() - text_.data());
  token.raw = text_.substr(from, at_ - from);
  token.place.length = column_ > token.place.column ? column_ - token.place.column : 1;
}

void Lexer::skip_blanks_and_comments() {
  while (!at_end()) {
    const char c = here();
    if (c == '#') {
      read_comment();
    } else if (c == '\r') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n') return;
      advance();
    } else if (is_blank(c)) {
      advance();
    } else {
      return;
    }
  }
}

void Lexer::read_comment() {
  Token token = begun(Token::Kind::broken);
  bool reported = false;
  while (!at_end() && here() != '\n') {
    const CodePoint next = code_point_at(text_, at_);
    const bool blank = next.value == '\t' || (next.value == '\r' && text_.substr(at_).starts_with("\r\n"));
    if (!reported && (!next.well_formed || !(blank || is_readable(next.value)))) {
      reported = true;
      diagnoses_.error(next.well_formed ? "E103" : "E101", {line_, column_, 1},
                       {next.well_formed ? "a comment holds " + description_of(next.value)
                                         : "a comment holds bytes that are no UTF-8",
                        "what a reader cannot see may make the text look like another", "remove it"});
    }
    advance();
  }
  finish(token);
  while (!token.raw.empty() && is_blank(token.raw.back())) token.raw.remove_suffix(1);
  if (comments_.size() == kCommentsMax)
    diagnoses_.error("E113", token.place, {"more than " + std::to_string(kCommentsMax) + " comments"});
  if (comments_.size() > kCommentsMax) return;
  comments_.push_back({.raw = token.raw,
                       .place = token.place,
                       .own_line = token.first_of_line,
                       .blank_line_behind = blank_line_follows()});
}

// Whether the line behind this one holds nothing but blanks. REQUIRES: at the end of a line.
bool Lexer::blank_line_follows() const {
  const std::size_t next = at_ + 1 < text_.size() ? text_.find_first_not_of(" \t\r", at_ + 1) : text_.npos;
  return next != text_.npos && text_[next] == '\n';
}

Token Lexer::next() {
  skip_blanks_and_comments();
  if (at_end()) {
    Token token = begun(Token::Kind::finish);
    token.first_of_line = true;
    return token;
  }
  line_end_after_last_token_ = false;
  const char c = here();
  const bool signed_number = (c == '-' || c == '+') && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
  Token token;
  if (c == ',') {
    token = begun(Token::Kind::comma);
    advance();
    finish(token);
  } else if (is_digit(c) || signed_number) {
    token = number();
  } else if (c == '"') {
    token = string();
  } else if (is_letter(c) || c == '_' || (is_high(c) && is_alphabetic(code_point_at(text_, at_).value))) {
    token = word();
  } else {
    token = rubbish();
  }
  first_of_line_ = false;
  return token;
}

Token Lexer::word() {
  Token token = begun(Token::Kind::word);
  bool reported = false;
  while (!at_end() && (continues_word(here()) || is_high(here()))) {
    const CodePoint next = code_point_at(text_, at_);
    if (is_high(here()) && !reported) {
      reported = true;
      if (next.well_formed)
        diagnoses_.error("E108", {line_, column_, 1},
                         {"a name holds " + description_of(next.value),
                          "letters of other scripts can look like ours and make two names look like one",
                          "write names with A-Z, a-z, 0-9 and _; other scripts belong in strings"});
      else
        diagnoses_.error("E101", {line_, column_, 1}, {"bytes that are no UTF-8"});
    }
    advance();
  }
  finish(token);
  return token;
}

Token Lexer::number() {
  Token token = begun(Token::Kind::number);
  bool minutes_seen = false;
  advance();
  while (!at_end()) {
    const char c = here();
    const bool seconds_mark = c == '"' && minutes_seen && is_digit(text_[at_ - 1]);
    if (c == '\'') minutes_seen = true;
    if (!continues_word(c) && c != '.' && c != ':' && c != '+' && c != '\'' && !seconds_mark &&
        !text_.substr(at_).starts_with(kDegree))
      break;
    advance();
    if (seconds_mark) minutes_seen = false;
  }
  finish(token);
  return token;
}

Token Lexer::string() {
  Token token = begun(Token::Kind::string);
  advance();
  int length = 0;
  bool reported = false;
  const auto report = [&](std::string_view code, const Diagnoses::Words& words) {
    if (!reported) diagnoses_.error(code, {line_, column_, 1}, words);
    reported = true;
  };
  while (!at_end() && here() != '"' && here() != '\n') {
    const CodePoint next = code_point_at(text_, at_);
    if (!next.well_formed) {
      report("E101", {"a string holds bytes that are no UTF-8"});
    } else if (next.value == '\\') {
      const char escaped = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
      if (escaped == '"' || escaped == '\\')
        advance();
      else
        report("E106",
               {"a backslash in a string stands only before \" or \\", "", "write \\\\ for a backslash"});
    } else if (!is_readable(next.value)) {
      report("E103", {"a string holds " + description_of(next.value),
                      "what a reader cannot see may make the text look like another", "remove it"});
    }
    if (++length == kStringMax + 1)
      report("E107", {"a string is longer than " + std::to_string(kStringMax) + " characters"});
    advance();
  }
  const bool closed = !at_end() && here() == '"';
  if (closed) advance();
  finish(token);
  if (!closed)
    diagnoses_.error("E105", token.place, {"a string is not closed on its line", "", "end it with \""});
  else if (!reported && !is_normal(token.raw))
    diagnoses_.error("E104", token.place,
                     {"a string is not in Unicode normal form C",
                      "two spellings that look alike would be signed with two different hashes",
                      "save the text as NFC (composed letters and syllables)"});
  if (!closed) token.kind = Token::Kind::broken;
  return token;
}

Token Lexer::rubbish() {
  Token token = begun(Token::Kind::broken);
  const CodePoint first = code_point_at(text_, at_);
  do {
    advance();
  } while (!at_end() && !is_blank(here()) && here() != '"' && here() != '#' && here() != ',' &&
           !is_letter(here()) && !is_digit(here()));
  finish(token);
  if (diagnoses_.full()) {  // names of characters are slow to look up
    diagnoses_.error("E109", token.place, {});
    return token;
  }
  if (!first.well_formed) {
    diagnoses_.error("E101", token.place, {"bytes that are no UTF-8", "", "save the file as UTF-8"});
    return token;
  }
  std::string fix;
  if (first.value == 0x201C || first.value == 0x201D) fix = "write strings with plain quotes: \"...\"";
  if (first.value == 0x2032 || first.value == 0x2033 || first.value == 0x2019)
    fix = "write minutes with ' and seconds with \"";
  diagnoses_.error("E109", token.place, {"unexpected " + description_of(first.value), "", fix});
  return token;
}

std::string string_value(const Token& token) {
  std::string value;
  const std::string_view inner = token.raw.substr(1, token.raw.size() - 2);
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size()) ++i;
    value += inner[i];
  }
  return value;
}

std::string string_spelling(std::string_view value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace detente::agreements
