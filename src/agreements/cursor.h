#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/lexer.h"
#include "agreements/quantity.h"
#include "geo/position.h"

namespace detente::agreements {

// One line of the canonical spelling.
struct SpelledLine {
  int indent = 0;
  std::string text;
  Place from;          // of its first token, where comments find it again
  bool words = false;  // an authentic text: no part of the formal reading
};

// What belongs together in the canonical spelling; blocks are put in order of (rank, key) at the end.
enum class Gap : std::uint8_t { none, before, behind };  // where a blank line sets a block apart

struct Block {
  int rank = 0;
  std::string key;
  Gap gap = Gap::none;
  std::vector<SpelledLine> lines;
};

struct NameAt {
  std::string name;
  Place place;
};

// From this place to the end of that one, where both stand on one line; else just `from`.
Place span(const Place& from, const Place& to);

// Reads tokens and, in the same breath, spells what was read: the canonical text holds exactly the tokens
// that were understood, in the order in which they were, laid out by begin_line(). So `format` can neither
// lose nor invent anything.
// Every function that returns false or nothing has reported why; the caller gives the declaration up.
class Cursor {
 public:
  Cursor(std::string_view text, Diagnoses& diagnoses) : lexer_(text, diagnoses), diagnoses_(diagnoses) {}

  Diagnoses& diagnoses() { return diagnoses_; }
  const Lexer& lexer() const { return lexer_; }

  const Token& peek(std::size_t ahead = 0);  // ahead <= 3
  bool at(std::string_view word) { return peek().is(word); }
  bool at(std::string_view word, std::string_view then) { return at(word) && peek(1).is(then); }
  const Place& last_place() const { return last_; }                    // of the token that was read last
  const std::string& last_quantity() const { return last_quantity_; }  // "2 h", as it is spelled
  void skip();  // passes over a token that is not understood

  bool take(std::string_view word);   // reads it if it comes next
  bool want(std::string_view words);  // reads all of them, or says what was wanted
  bool want_comma();

  std::optional<std::string> want_string(std::string_view what);
  std::optional<NameAt> want_name(std::string_view what);  // [A-Za-z][A-Za-z0-9_]*, at most 64, no keyword
  std::optional<NameAt> want_language();                   // two small letters
  std::optional<NameAt> want_code(std::string_view what);  // three capital letters
  std::optional<int> want_count(std::string_view what, int most);             // 1 to most
  std::optional<NameAt> want_token(Token::Kind kind, std::string_view what);  // spelled as it stands
  std::optional<NameAt> want_sha256();
  std::optional<geo::Position> want_position();

  struct Range {
    Dimension dimension;
    std::int64_t least;
    std::int64_t most;
    std::string_view text;  // "1 m to 200 km"
  };
  // Nothing only where no number stands here. After another fault it is reported and a value is guessed, so
  // that reading can go on: guesses() counts these, and relations of guessed values are not worth checking.
  std::optional<std::int64_t> want_quantity(std::string_view what, const Range& range);
  std::size_t guesses() const { return guesses_; }

  // Says that something else was wanted here; `words` are what could stand here, for the misspelt.
  void unexpected(std::string_view wanted, const std::vector<std::string_view>& words = {});

  // The canonical spelling.
  void begin_block(int rank, std::string key, Gap gap);
  void begin_line(int indent, bool words = false);
  void set_block_key(std::string key);
  std::vector<Block> take_blocks() { return std::move(blocks_); }

 private:
  void pass();                             // to the next token
  void spell(std::string_view canonical);  // appends to the line that is being spelled

  std::int64_t guess(const Range& range);
  void pass_unit();
  std::optional<Decimal> decimal_of(const Token& number);
  const Unit* unit_of(const Decimal& number, const Place& number_place, const Range& range);

  Lexer lexer_;
  Diagnoses& diagnoses_;
  std::deque<Token> ahead_;
  Place last_;
  std::string last_quantity_;
  std::size_t guesses_ = 0;
  std::vector<Block> blocks_;
};

bool is_keyword(std::string_view word);

}  // namespace detente::agreements
