#pragma once

#include <vector>

#include "monitor/book.h"
#include "monitor/notices.h"
#include "monitor/rules.h"
#include "tracks/picture.h"

namespace detente::monitor {

// Of several engines over the same events each judges its share of the vessels and pairs.
struct Share {
  std::uint32_t index = 0;
  std::uint32_t of = 1;
  bool holds(std::uint32_t mmsi) const { return mmsi * 2'654'435'761U / 16U % of == index; }
  bool holds(tracks::TrackId a, tracks::TrackId b) const { return holds((a < b ? a : b).mmsi); }
};

// What judging reads and where it writes, for the length of one call.
struct Desk {
  const Rules& rules;
  const tracks::Picture& picture;
  const Notices& notices;
  Share share;
  Book& book;

  Standing standing(tracks::TrackId id, base::Instant when) const;
};

// A clause held against one vessel or one ordered pair, with what it rests on. Only where the clause may
// speak of them.
struct Bound {
  Binding binding;
  Basis basis;
};

// The bindings of `article` to a vessel, one for each bound party that it may belong to.
std::vector<Bound> bindings_of(const Desk& desk, std::size_t article, tracks::TrackId vessel,
                               const std::optional<base::Speed>& speed, base::Instant when);

// The bindings of a pair article to `vessel` (whose party is bound) and `other`.
std::vector<Bound> bindings_of(const Desk& desk, std::size_t article, const agreements::OtherVessel& wanted,
                               tracks::TrackId vessel, const std::optional<base::Speed>& speed,
                               tracks::TrackId other, const std::optional<base::Speed>& other_speed,
                               base::Instant when);

// Whether any party's binding of the article to these vessels has an open situation.
bool any_open(const Desk& desk, std::size_t article, tracks::TrackId vessel, tracks::TrackId other);
// Ends the situations of these vessels under the article whose binding is not among `bound` any more: the
// vessel is of another class, speed or party from then on.
void leave_others(const Desk& desk, std::size_t article, tracks::TrackId vessel, tracks::TrackId other,
                  const std::vector<Bound>& bound, base::Instant from);

// The moments of `span` in which the clause speaks: in force, and not excused by a notice. Marks the basis
// where some notice about the vessel is known.
Runs spoken(const Desk& desk, Bound& bound, base::Interval span);

}  // namespace detente::monitor
