#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "facts/indication.h"
#include "monitor/rules.h"
#include "monitor/situation.h"

namespace detente::monitor {

// One clause held against one vessel, or one ordered pair, for one bound party.
struct Binding {
  std::size_t article = 0;  // index into Agreement::articles
  std::size_t party = 0;    // index into Rules::parties
  tracks::TrackId vessel;
  tracks::TrackId other;  // of a pair; otherwise all zero
  friend auto operator<=>(const Binding&, const Binding&) = default;
};

// On what a binding rests, besides the observations.
struct Basis {
  bool by_roster = false;       // the parties that the clause asks for stand in the roster
  bool class_asked = false;     // the clause speaks of classes
  bool class_by_roster = true;  // where it asks, the roster states them
  bool class_stated = true;     // at some time the class was known, from roster or transmission
  bool answered = true;         // at all times, of class and speed, what the clause asks was known
  bool contested = false;       // two or more tracks use a number, or roster rows disagree
  bool notice_known = false;    // some notice about the vessel is there, though none that excuses
  void join(const Basis& other);
};

// The open situations of one engine, and the indications of those that ended.
class Book {
 public:
  explicit Book(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

  // The motion of `binding` is known throughout `span`; within it the clause's margin came near in `pieces`
  // (in order).
  void advance(const Binding& binding, base::Interval span, std::vector<Piece> pieces, const Basis& basis);
  bool is_open(const Binding& binding) const { return open_.contains(binding); }
  // From then on the motion is known and the binding no longer stands (another class, another speed): its
  // situation ends, seen where nothing lies between, else with what was last seen.
  void leave(const Binding& binding, base::Instant from);
  // The motion is not known any more: the situation ends with what was last seen.
  void lose(const Binding& binding);
  // What leaves or is lost may still be carried on by another fix of the same millisecond; now it has ended.
  void settle_leaving();
  bool anything_leaving() const { return !leaving_.empty(); }
  // Ends what was not seen for so long that nothing can join it any more.
  void sweep(base::Instant now, base::Duration silence);
  // The end of the data, at `now`: what is open ends without an end.
  void finish(base::Instant now, base::Duration silence);

  std::vector<facts::Indication> take_settled();
  std::size_t open_count() const { return open_.size(); }

 private:
  struct Open {
    Situation situation;
    Basis basis;
    std::optional<Situation::End> leaving;
  };
  void let_leave(const Binding& binding, Situation::End end);
  void settle(const Binding& binding, const Open& open, Situation::End end);

  std::shared_ptr<const Rules> rules_;
  std::map<Binding, Open> open_;
  std::vector<Binding> leaving_;
  std::vector<facts::Indication> settled_;
};

}  // namespace detente::monitor
