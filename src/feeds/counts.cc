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

}  // namespace

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

void Counts::move(LineKind from, LineKind to, std::uint64_t lines) {
  Cell& source = cells_[cell_of(from, 0)];
  CHECK(source.lines >= lines);
  source.lines -= lines;
  cells_[cell_of(to, 0)].lines += lines;
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
    for (std::uint8_t type = 0; type < (kind < kTyped ? kTypes : 1); ++type) {
      const Cell& cell = cells_[cell_of(static_cast<LineKind>(kind), type)];
      if (cell.lines == 0) continue;
      std::string name = kNames[kind];
      if (kind < kTyped) name += "_type_" + std::to_string(type);
      counts.push_back({.kind = std::move(name), .lines = cell.lines, .first_line = cell.first});
    }
  }
  std::sort(counts.begin(), counts.end(), [](const Count& a, const Count& b) { return a.kind < b.kind; });
  return counts;
}

}  // namespace detente::feeds
