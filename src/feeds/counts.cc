#include "feeds/counts.h"

#include <algorithm>

#include "base/check.h"

namespace detente::feeds {
namespace {

constexpr std::array<const char*, kLineKinds> kNames{
    "accepted",       "not_used",        "bad_length",
    "unknown",        "fragment",        "fragment_waiting",
    "fragment_stale", "fragment_orphan", "fragment_duplicate",
    "bad_checksum",   "bad_characters",  "bad_form",
    "bad_stamp",      "no_checksum",     "too_long_sentence",
    "too_long_line",  "stamp",           "other_sentence",
    "comment",        "blank",           "not_recognised"};

constexpr std::array<std::string_view, kLineKinds> kMeanings{
    "completes a message that was read",
    "completes a message that is not read",
    "the message is not as long as its type is",
    "the message has a type that ITU-R M.1371-5 does not define",
    "an earlier sentence of a message that was completed",
    "an earlier sentence of a message that may be completed yet",
    "an earlier sentence of a message that never was completed",
    "a later sentence whose earlier ones are missing",
    "a sentence repeated at once",
    "the checksum disagrees with the sentence",
    "bytes that a sentence cannot have",
    "the fields of the sentence, or what follows it, are wrong",
    "a tag block or $PGHP line that is wrong",
    "no checksum",
    "a sentence of more than 128 characters",
    "a line of more than 1,024 bytes",
    "a tag block or $PGHP line that stamps what follows",
    "an NMEA sentence that is not AIS",
    "a comment",
    "a blank line",
    "not NMEA"};

}  // namespace

std::string_view meaning_of(LineKind kind) {
  return kMeanings[static_cast<std::size_t>(kind)];
}

bool is_fault(LineKind kind) {
  switch (kind) {
    case LineKind::accepted:
    case LineKind::not_used:
    case LineKind::fragment:
    case LineKind::fragment_waiting:
    case LineKind::fragment_duplicate:
    case LineKind::stamp:
    case LineKind::other_sentence:
    case LineKind::comment:
    case LineKind::blank:
      return false;
    case LineKind::bad_length:
    case LineKind::unknown:
    case LineKind::fragment_stale:
    case LineKind::fragment_orphan:
    case LineKind::bad_checksum:
    case LineKind::bad_characters:
    case LineKind::bad_form:
    case LineKind::bad_stamp:
    case LineKind::no_checksum:
    case LineKind::too_long_sentence:
    case LineKind::too_long_line:
    case LineKind::not_recognised:
      break;
  }
  return true;
}

std::size_t Counts::cell_of(LineKind kind, std::uint8_t type) {
  const auto index = static_cast<std::size_t>(kind);
  if (index < kTyped) {
    CHECK(type < kTypes);
    return index * kTypes + type;
  }
  return kTyped * kTypes + index - kTyped;
}

void Counts::add(LineKind kind, std::uint64_t line, std::uint8_t type) {
  Cell& cell = cells_[cell_of(kind, type)];
  if (cell.lines++ == 0) cell.first = line;
}

void Counts::move(LineKind from, LineKind to, std::uint64_t lines, std::uint64_t first) {
  Cell& source = cells_[cell_of(from, 0)];
  CHECK(source.lines >= lines);
  source.lines -= lines;
  Cell& target = cells_[cell_of(to, 0)];
  if (target.lines == 0 || first < target.first) target.first = first;
  target.lines += lines;
}

std::uint64_t Counts::of(LineKind kind) const {
  if (static_cast<std::size_t>(kind) >= kTyped) return cells_[cell_of(kind, 0)].lines;
  std::uint64_t lines = 0;
  for (std::uint8_t type = 0; type < kTypes; ++type) lines += of(kind, type);
  return lines;
}

std::uint64_t Counts::of(LineKind kind, std::uint8_t type) const {
  return cells_[cell_of(kind, type)].lines;
}

std::uint64_t Counts::total() const {
  std::uint64_t lines = 0;
  for (const Cell& cell : cells_) lines += cell.lines;
  return lines;
}

std::vector<Count> Counts::list() const {
  std::vector<Count> counts;
  for (std::size_t kind = 0; kind < kLineKinds; ++kind) {
    for (std::size_t type = 0; type < (kind < kTyped ? kTypes : 1); ++type) {
      const Cell& cell = cells_[cell_of(static_cast<LineKind>(kind), static_cast<std::uint8_t>(type))];
      if (cell.lines == 0) continue;
      std::string name = kNames[kind];
      if (kind < kTyped) name += "_type_" + std::to_string(type);
      counts.push_back({.name = std::move(name),
                        .kind = static_cast<LineKind>(kind),
                        .lines = cell.lines,
                        .first_line = cell.first});
    }
  }
  std::sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.name < b.name; });
  return counts;
}

}  // namespace detente::feeds
