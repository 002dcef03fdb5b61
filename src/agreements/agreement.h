#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/units.h"
#include "base/vessel_class.h"
#include "geo/position.h"

// What an agreement says, once it has been read: the formal reading, with the place of each thing in its
// text. Grammar and meaning: spec/agreement-language.md.
namespace detente::agreements {

// A span of a text. Lines and columns count from 1, columns in code points (decision 2).
struct Place {
  int line = 1;
  int column = 1;
  int length = 1;
};

struct LocalText {
  std::string language;  // ISO 639-1: "en", "ko"
  std::string text;      // UTF-8, NFC
};

struct Party {
  std::string code;              // ISO 3166-1 alpha-3, or a declared body such as UNC
  std::vector<LocalText> names;  // in the order of the text
  Place place;
};

// A line, or the ring of a zone, between whose vertices edges are straight in (longitude, latitude) (decision
// 4).
struct Shape {
  enum class Kind { line, zone };
  Kind kind;
  std::string name;
  std::string source;                      // who says it lies there
  std::optional<base::Distance> accuracy;  // absent where the text says `accuracy unknown`
  std::vector<geo::Position>
      vertices;  // at least 2 for a line, 3 for a zone; a ring does not repeat its first vertex
  std::optional<std::string> file;         // where the vertices came from a file beside the text
  std::optional<std::string> file_sha256;  // of its bytes
  Place place;
};

struct Period {
  base::Instant from;
  std::optional<base::Instant> until;  // exclusive
};

// Which vessels a clause speaks of.
struct VesselFilter {
  std::string variable;                       // `v` in `vessel v`
  std::vector<base::VesselClass> classes;     // empty: every class
  std::optional<base::Speed> speed_at_least;  // over ground, as reported
  std::optional<base::Speed> speed_less_than;
  Place place;
};

// The other vessel of a pair: of any flag, or only of another party than the one that is bound.
struct OtherVessel {
  VesselFilter filter;
  bool of_another_party = false;
};

struct InsideZone {
  std::size_t zone;  // index into Agreement::shapes
};
struct WithinOfLine {
  base::Distance distance;  // at or below
  std::size_t line;         // index into Agreement::shapes
};
struct WithinOfVessel {
  base::Distance distance;  // at or below
  OtherVessel other;
};
struct ClosestApproach {
  base::Distance below;   // strictly
  base::Duration within;  // time to the closest approach, at or below
  OtherVessel other;
};
using State = std::variant<InsideZone, WithinOfLine, WithinOfVessel, ClosestApproach>;

// `except when that party notified every other party of v at least A and at most B before`
struct NotifiedException {
  enum class Clock { received, sent };
  Clock clock = Clock::received;
  bool every_other_party = true;  // false: one other party is enough
  base::Duration at_least;
  base::Duration at_most;
  Place place;
};

// A wider limit at which the watch is told before the clause's own limit is met.
struct Caution {
  base::Distance distance;               // of the same measure as the clause; at or below, or below, as there
  std::optional<base::Duration> within;  // closest approach only; absent: as in the clause
  Place place;
};

struct Prohibition {
  std::vector<std::string> bound;  // party codes, sorted; `each party` is all of them
  VesselFilter vessel;
  State state;
  std::optional<base::Duration> for_at_least;
  std::optional<NotifiedException> exception;
  std::optional<Caution> caution;
};

struct Article {
  std::string number;  // "1", "1.3"
  std::string name;    // [a-z][a-z0-9_]*
  std::vector<LocalText> texts;
  Prohibition norm;
  Place place;
};

struct FileByHash {
  std::string path;    // relative to the text
  std::string sha256;  // of its bytes
  Place place;
};

struct Agreement {
  std::string title;
  int version = 1;
  std::vector<Party> parties;          // sorted by code
  std::vector<std::string> languages;  // authentic ones, in the order of the text
  int utc_offset_minutes = 0;          // `timezone "+09:00"` is 540
  Period in_force;
  std::optional<FileByHash> verification;
  std::vector<Shape> shapes;  // lines and zones, in the order of the text
  std::vector<Article> articles;
  std::string words_sha256;    // decision 2
  std::string reading_sha256;  // decision 2; the agreement's name in every indication
};

}  // namespace detente::agreements
