#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.h"
#include "geo/position.h"

// How a scenario is spelled (spec/rehearsal.md, section 2): words, statements, quantities.
namespace detente::drill {

struct Word {
  std::string_view text;  // of a quoted word, what stands between the quotes
  int line = 1;
  int column = 1;
  bool quoted = false;
};

using Statement = std::vector<Word>;  // never empty

struct Problem {
  int line = 1;
  int column = 1;
  std::string message;
  std::string fix;
};

// The statements of a text. `begins` says which words begin one.
std::vector<Statement> statements_of(std::string_view text, bool (*begins)(std::string_view),
                                     std::vector<Problem>& problems);

// The words of one statement, taken one after the other. The first thing that is not as wanted is reported,
// once; from then on everything is empty, and ok() is false.
class Words {
 public:
  Words(const Statement& statement, std::vector<Problem>& problems)
      : statement_(statement), problems_(problems) {}

  bool ok() const { return ok_; }
  bool ended() const { return !ok_ || next_ == statement_.size(); }
  bool next_is(std::string_view word) const;
  bool take_if(std::string_view word);  // takes the word if it is the next
  void want(std::string_view word);
  // Takes one of the words, and says which; `choices.size()` after a problem.
  std::size_t choice(const std::vector<std::string_view>& choices);
  void want_end();

  std::string quoted(std::string_view what);
  std::string name(std::string_view what);  // [A-Za-z][A-Za-z0-9-]{0,15}
  std::string party();                      // [A-Z]{2,8}
  std::string_view any(std::string_view what);
  std::int64_t integer(std::string_view what, std::int64_t least, std::int64_t most);
  base::Duration duration(base::Duration least, base::Duration most);
  base::Distance distance(base::Distance least, base::Distance most);
  base::Speed speed(base::Speed least, base::Speed most);
  base::Angle angle();         // 0 up to, not including, 360 deg
  std::int32_t per_million();  // 0 to 100 %
  geo::Position position();    // two words: 37.60N 124.80E
  base::Instant moment(base::Instant start);

  // Reports at the word taken last, or at the first one.
  void wrong(std::string message, std::string fix = "");

 private:
  struct Unit {
    std::string_view name;
    std::int64_t value;
  };
  const Word& take(std::string_view what);
  std::int64_t quantity(std::string_view what, const std::vector<Unit>& units, std::int64_t least,
                        std::int64_t most);
  std::int32_t degrees(std::string_view what, char positive, char negative, std::int64_t most);

  const Statement& statement_;
  std::vector<Problem>& problems_;
  std::size_t next_ = 0;
  bool ok_ = true;
};

}  // namespace detente::drill
