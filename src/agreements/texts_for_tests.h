#pragma once

// doctest stands behind our headers, so that CHECK is doctest's in the tests.
// clang-format off
#include "agreements/reading.h"

#include <doctest/doctest.h>
// clang-format on

#include <map>
#include <string>
#include <vector>

// Texts that the tests of this room share.
namespace detente::agreements::for_tests {

// Files by name, as a folder would hold them.
class MemoryFiles : public Files {
 public:
  std::map<std::string, std::string> held;
  base::Result<std::string> read(const std::string& path) const override {
    const auto found = held.find(path);
    if (found == held.end()) return base::Error{base::Error::Kind::missing, "no such file"};
    return found->second;
  }
};

// A file of agreements/examples; in reading_test.cc.
std::string example(const std::string& name);

inline MemoryFiles example_files() {
  MemoryFiles files;
  for (const char* name : {"language-tour.verification", "language-tour.geojson"})
    files.held[name] = example(name);
  return files;
}

// A small text without a fault; the tests change a piece of it.
inline const std::string kSmall =
    "agreement \"Small\" version 1 language 1\n"
    "\n"
    "  party KOR\n"
    "    name en \"South\"\n"
    "  party PRK\n"
    "    name en \"North\"\n"
    "  languages en\n"
    "  timezone \"+09:00\"\n"
    "  in force from 2026-11-01\n"
    "\n"
    "  zone Buffer accuracy 100 m\n"
    "    datum WGS84\n"
    "    source \"fictional\"\n"
    "    polygon\n"
    "      37.0000000N 124.0000000E,\n"
    "      38.0000000N 124.0000000E,\n"
    "      38.0000000N 125.0000000E\n"
    "\n"
    "  article 1 no_entry\n"
    "    text en \"Keep out.\"\n"
    "    each party must not\n"
    "      have vessel v\n"
    "      inside Buffer\n"
    "    except when that party notified the other party of v\n"
    "      at least 2 h and at most 48 h before\n"
    "    caution within 2 km of Buffer\n"
    "\n"
    "end agreement\n";

// `text` with the first `from` replaced by `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  CHECK(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// "E214 10:7+19" of every diagnostic: code, line:column+length.
inline std::vector<std::string> summary(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> out;
  for (const Diagnostic& one : diagnostics)
    out.push_back(one.code + " " + std::to_string(one.place.line) + ":" + std::to_string(one.place.column) +
                  "+" + std::to_string(one.place.length));
  return out;
}

inline std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : "; ") + item;
  return out;
}

}  // namespace detente::agreements::for_tests
