#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "drill/scenario.h"
#include "drill/scenario_words.h"

// What has been read of a scenario so far, and the statements by kind. Used by scenario_*.cc alone.
namespace detente::drill {

inline constexpr base::Distance kNearby{100 * base::kMmPerNauticalMile};  // radii and ranges
inline constexpr base::Speed kSlowest{base::kMmphPerKnot / 10};

template <typename Value>
using Names = std::map<std::string, Value, std::less<>>;

struct Book {
  Scenario scenario;
  Names<geo::Position> points;
  Names<std::size_t> outlines;
  Names<std::size_t> stations;
  Names<std::size_t> vessels;
  Names<int> duplicates;                            // how many there are of a vessel
  std::map<std::uint32_t, std::string> identities;  // whose an MMSI is
};

// What `name` stands for; a problem where nothing above declares it. `what` is "a point", "a zone" ...
template <typename Value>
Value known(Words& words, const Names<Value>& names, std::string_view what) {
  const std::string name = words.name(what);
  if (!words.ok()) return {};
  const auto found = names.find(name);
  if (found != names.end()) return found->second;
  words.wrong("no " + std::string(what.substr(what.find(' ') + 1)) + " '" + name + "' is declared above",
              "declare it before this line, or mend the name");
  return {};
}

// Whether the name was free and the statement is right so far.
template <typename Value>
bool declare(Words& words, Names<Value>& names, const std::string& name, Value value) {
  if (!words.ok()) return false;
  if (names.emplace(name, value).second) return true;
  words.wrong("'" + name + "' is declared twice", "choose another name");
  return false;
}

// Whether one more fits and the statement is right so far.
inline bool fits(Words& words, std::size_t count, std::size_t most, std::string_view what) {
  if (words.ok() && count >= most) words.wrong("more than " + std::to_string(most) + " " + std::string(what));
  return words.ok();
}

std::vector<geo::Position> waypoints(Words& words, const Book& book);  // POINT, POINT ...

// scenario_places.cc
void read_point(Words& words, Book& book);
void read_outline(Words& words, Book& book, Outline::Kind kind);
void read_station(Words& words, Book& book);
void read_hole(Words& words, Book& book);
void read_measure(Words& words, Book& book);

// scenario_vessels.cc; a fleet is several vessels
void read_vessel(Words& words, Book& book);
void read_fleet(Words& words, Book& book);

// scenario_script.cc
void read_incident(Words& words, Book& book);
void read_notice(Words& words, Book& book);

}  // namespace detente::drill
