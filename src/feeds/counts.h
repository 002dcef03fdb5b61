#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace detente::feeds {

// What became of a line. Every line has exactly one kind.
enum class LineKind : std::uint8_t {
  accepted,            // completes a message that we read; by type
  not_used,            // completes a message that we do not read; by type
  bad_length,          // completes a message that is not as long as its type is; by type
  unknown,             // completes a message of a type that ITU-R M.1371-5 does not define; by type
  fragment,            // an earlier sentence of a message that was completed
  fragment_waiting,    // an earlier sentence of a message that may still be completed
  fragment_stale,      // ... that never was
  fragment_orphan,     // a later sentence whose earlier ones are not here
  fragment_duplicate,  // a sentence repeated at once
  bad_checksum,
  bad_characters,  // bytes that a sentence or a payload cannot have
  bad_form,        // the fields of a sentence, or what follows its checksum
  bad_stamp,       // a tag block or $PGHP line whose checksum or content is wrong
  no_checksum,
  too_long_sentence,
  too_long_line,
  stamp,           // a tag block or $PGHP line that stamps what follows
  other_sentence,  // NMEA, but not AIS
  comment,
  blank,
  not_recognised,
};
inline constexpr std::size_t kLineKinds = 21;

struct Count {
  std::string name;  // such as "accepted_type_5" or "bad_checksum"
  LineKind kind;
  std::uint64_t lines = 0;
  std::uint64_t first_line = 0;  // counted from 1
};

// What the kind means, in words for people.
std::string_view meaning_of(LineKind kind);

// Whether lines of this kind should not have come: what is neither read, left aside on purpose, nor a stamp
// or comment.
bool is_fault(LineKind kind);

// How many lines were of which kind. The sum over all kinds is the number of lines.
class Counts {
 public:
  static constexpr std::size_t kTypes = 64;  // of messages: six bits

  void add(LineKind kind, std::uint64_t line, std::uint8_t type = 0);  // REQUIRES: type < kTypes
  // Lines counted as `from`, of which the first is `first`, turn out to be `to`. The first line of `from`
  // stays as it was. REQUIRES: kinds without a type, at least `lines` counted.
  void move(LineKind from, LineKind to, std::uint64_t lines, std::uint64_t first);

  std::uint64_t of(LineKind kind) const;  // over all types
  std::uint64_t of(LineKind kind, std::uint8_t type) const;
  std::uint64_t total() const;

  // Those that occurred, sorted by name.
  std::vector<Count> list() const;

 private:
  struct Cell {
    std::uint64_t lines = 0;
    std::uint64_t first = 0;
  };
  // The four kinds that have a type come first in LineKind.
  static constexpr std::size_t kTyped = 4;
  static std::size_t cell_of(LineKind kind, std::uint8_t type);
  std::array<Cell, kTyped * kTypes + kLineKinds - kTyped> cells_{};
};

}  // namespace detente::feeds
