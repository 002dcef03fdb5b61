#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/diagnoses.h"

namespace detente::agreements {

// The smallest parts of a text. A token is a view into the text, which must outlive it.
struct Token {
  enum class Kind : std::uint8_t {
    word,    // keywords, names, units (km/h is one word)
    number,  // anything that begins with a digit: 2.5, 2026-11-01, 37°40'00"N
    string,  // with its quotes; string_value() gives what it says
    comma,   //
    broken,  // was reported already; parsers give up without another word
    finish,  // the end of the text
  };
  Kind kind = Kind::finish;
  bool first_of_line = false;
  std::string_view raw;
  Place place;

  bool is(std::string_view word) const { return kind == Kind::word && raw == word; }
};

struct Comment {
  std::string_view raw;  // from '#', without trailing blanks
  Place place;
  bool own_line = false;
  bool blank_line_behind = false;
};

inline constexpr std::size_t kCommentsMax = 100'000;
inline constexpr int kStringMax = 10'000;  // code points

// Cuts a text into tokens one at a time, so that memory does not grow with the text. Every bad character is
// reported here, a run of them once.
class Lexer {
 public:
  Lexer(std::string_view text, Diagnoses& diagnoses);

  Token next();  // after the last one: `finish`, for ever

  const std::vector<Comment>& comments() const { return comments_; }  // of what was read so far
  bool line_end_after_last_token() const { return line_end_after_last_token_; }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char here() const { return text_[at_]; }
  void advance();
  void skip_blanks_and_comments();
  void read_comment();
  bool blank_line_follows() const;
  Token begun(Token::Kind kind) const;
  void finish(Token& token) const;
  Token word();
  Token number();
  Token string();
  Token rubbish();

  std::string_view text_;
  Diagnoses& diagnoses_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  bool first_of_line_ = true;
  bool line_end_after_last_token_ = false;
  std::vector<Comment> comments_;
};

// What a string token says: without quotes, \" and \\ undone.
std::string string_value(const Token& token);
// The canonical spelling of a string.
std::string string_spelling(std::string_view value);

}  // namespace detente::agreements
