#pragma once

#include <functional>
#include <vector>

#include "base/interval.h"
#include "monitor/twin_for_tests.h"

// What the twin holds against one another: sections 3 and 4 of spec/indications.md.
namespace detente::monitor::twin {

// What holds at a moment, for one article, one bound party and one vessel or ordered pair.
struct Look {
  bool sure = false;
  bool nominal = false;
  bool possible = false;
  bool outer = false;
  bool caution = false;
  std::int64_t margin = 0;
  std::int64_t error = 0;
};

// Who is bound, and on what that rests.
struct Bound {
  Answer answer = Answer::yes;  // whether the clause applies
  bool by_roster = true;        // what the clause asks for of party and class
  bool party_by_roster = true;
  bool class_by_roster = true;
  bool class_stated = true;
  bool contested = false;
};

// A stretch of time over which one look-up rule holds.
struct Piece {
  base::Interval span;
  std::vector<const facts::Sighting*> needed;
  Bound bound;
  std::function<Look(base::Instant)> look;
  bool lost = false;  // from span.from on nothing is known
};

struct Question {
  const Rules& rules;
  const std::vector<facts::Event>& events;
  const std::vector<Track>& tracks;
  const agreements::Article& article;
  std::size_t party;
  const Track& vessel;
  const Track* other;  // of a pair
  base::Distance shift;
};
// Every piece, in order, also those in which the clause does not apply: they say what is known.
std::vector<Piece> pieces_of(const Question& question);

}  // namespace detente::monitor::twin
