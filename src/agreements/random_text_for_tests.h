#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

// Random agreements, drawn from the grammar of spec/agreement-language.md, with blanks, line breaks and
// comments strewn between the tokens. Every one is free of errors.
namespace detente::agreements::for_tests {

inline std::uint64_t seed_of_run() {
  const char* given = std::getenv("DETENTE_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
}

class RandomText {
 public:
  explicit RandomText(std::uint64_t seed) : random_(seed) {}

  std::string draw() {
    out_.clear();
    put("agreement " + string() + " version " + number(1, 9999) + " language 1");
    party_count_ = pick(1, 4);
    static const char* const kCodes[] = {"PRK", "KOR", "USA", "CHN"};
    std::vector<std::string> declarations;
    korean_ = chance(2);
    for (int i = 0; i < party_count_; ++i) {
      std::string party = std::string("party ") + kCodes[i] + gap() + "name en " + string();
      if (korean_) party += gap() + "name ko " + string();
      declarations.push_back(party);
    }
    declarations.push_back(korean_ ? "languages en" + gap() + ", ko" : "languages en");
    declarations.push_back("timezone \"" + std::string(chance(2) ? "+09:00" : "-03:30") + "\"");
    declarations.push_back("in force from 2026-11-01" + std::string(chance(2) ? "T06:30" : "") +
                           (chance(2) ? gap() + "until 2031-01-01" : ""));
    const int shapes = pick(2, 4);
    for (int i = 0; i < shapes; ++i) declarations.push_back(shape(i));
    const int articles = pick(0, 5);
    for (int i = 0; i < articles; ++i) declarations.push_back(article(i));
    std::shuffle(declarations.begin(), declarations.end(), random_);
    for (const std::string& one : declarations) {
      out_ += "\n";
      put(one);
    }
    out_ += chance(2) ? "\n\n  end   agreement \n\n" : "\nend agreement\n";
    return out_;
  }

 private:
  int pick(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  bool chance(int of) { return pick(1, of) == 1; }
  std::string number(int from, int to) { return std::to_string(pick(from, to)); }

  // Appends, and now and then a comment before the next line.
  void put(const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(pick(0, 3)), ' ') + text;
    if (chance(4)) out_ += " # " + number(1, 99);
    if (chance(4)) out_ += "\n   # own " + number(1, 99) + (chance(2) ? "\n" : "");
  }

  // Between two tokens.
  std::string gap() {
    switch (pick(1, 8)) {
      case 1:
        return "\n      ";
      case 2:
        return "\t ";
      case 3:
        return chance(4) ? " # gap " + number(1, 99) + "\n    # two\n\n" : "  ";
      default:
        return " ";
    }
  }

  std::string words(const std::string& plain) {
    std::string out;
    for (const char c : plain) out += c == ' ' ? gap() : std::string(1, c);
    return out;
  }

  std::string string() {
    static const char* const kParts[] = {"West Sea", "대한민국", "\\\"", "\\\\", "# no comment",
                                         "Zürich",   "2 h",      "東海", ", "};
    std::string out = "\"x";
    for (int i = pick(0, 4); i > 0; --i) out += kParts[pick(0, 8)];
    return out + "\"";
  }

  std::string distance(int from, int to) {
    switch (pick(1, 3)) {
      case 1:
        return number(from * 1000, to * 1000) + (chance(2) ? ".50" : "") + gap() + "m";
      case 2:
        return number(from, to) + (chance(2) ? ".250" : "") + gap() + "km";
      default:
        return number(from, to) + gap() + "nmi";
    }
  }

  std::string duration() {
    static const char* const kUnits[] = {"s", "min"};
    return number(1, 60) + gap() + kUnits[pick(0, 1)];
  }

  std::string coordinate(int degrees, const char* hemispheres) {
    const std::string hemisphere(1, hemispheres[pick(0, 1)]);
    switch (pick(1, 3)) {
      case 1:
        return std::to_string(degrees) + "." + number(1, 9999999) + hemisphere;
      case 2:
        return std::to_string(degrees) + "°" + number(0, 59) + "." + number(1, 99999) + "'" + hemisphere;
      default:
        return std::to_string(degrees) + "°0" + number(0, 9) + "'" + number(10, 59) + ".5\"" + hemisphere;
    }
  }

  // Corners of a hexagon, or steps of a line: far enough apart for any digits behind the degrees.
  std::string places(bool zone) {
    static const int kRing[][2] = {{10, 20}, {10, 26}, {14, 30}, {18, 26}, {18, 20}, {14, 16}};
    const std::string north(1, chance(2) ? 'N' : 'S'), east(1, chance(2) ? 'E' : 'W');
    const int corners = zone ? 6 : pick(2, 6);
    std::string out;
    for (int i = 0; i < corners; ++i) {
      if (i > 0) out += gap() + "," + gap();
      out += coordinate(kRing[i][0], (north + north).c_str()) + gap() +
             coordinate(kRing[i][1], (east + east).c_str());
    }
    return out;
  }

  std::string shape(int index) {
    const bool zone = index % 2 == 0;
    std::string out = (zone ? "zone Zone" : "line Line") + std::to_string(index) + gap() + "accuracy ";
    out += chance(4) ? "unknown" : distance(0, 3);
    return out + gap() + words("datum WGS84 source ") + string() + gap() + (zone ? "polygon " : "points ") +
           places(zone);
  }

  std::string filter(const std::string& name) {
    std::string out = name;
    if (chance(3))
      out += words(chance(2) ? " with class fishing" : " with class naval or cargo or search_and_rescue");
    if (chance(3)) out += words(chance(2) ? " with speed at least 3.50 kn" : " with speed less than 20 km/h");
    if (chance(9)) out += words(" with speed at least 1 kn and less than 9 kn");
    return out.find("speed") != out.rfind("speed") ? name : out;
  }

  std::string other() {
    std::string out = filter("w");
    if (party_count_ > 1 && chance(2))
      out += words(party_count_ == 2 && chance(2) ? " of the other party" : " of any other party");
    return out;
  }

  std::string article(int index) {
    std::string out = "article " + std::to_string(index + 1) + (chance(3) ? ".2" : "") + " a" +
                      std::to_string(index) + gap() + "text en " + string();
    if (korean_) out += gap() + "text ko " + string();
    out += gap() + words(party_count_ > 1 && chance(3) ? "PRK and KOR must not" : "each party must not") +
           words(" have vessel ") + filter("v") + gap();
    std::string caution;
    switch (pick(1, 4)) {
      case 1:
        out += "inside" + gap() + "Zone0";
        caution = words("within ") + distance(5, 9) + gap() + "of Zone0";
        break;
      case 2:
        out += words("come within ") + distance(1, 4) + gap() + "of Line1";
        caution = words("within ") + distance(9, 15) + gap() + "of Line1";
        break;
      case 3:
        out += words("come within ") + distance(1, 4) + gap() + words("of vessel ") + other();
        caution = words("within ") + distance(9, 15) + gap() + "of w";
        break;
      default:
        out += words("closest approach to vessel ") + other() + words(" below ") + distance(1, 4) +
               words(" within 20 min");
        caution =
            words("closest approach below ") + distance(9, 15) + (chance(2) ? words(" within 1 h") : "");
    }
    if (chance(3)) out += words(" for at least ") + duration();
    if (party_count_ > 1 && chance(2)) {
      out += words("\n except when that party notified ") +
             (party_count_ == 2 ? "the"
              : chance(2)       ? "every"
                                : "any") +
             words(" other party of v at least ") + duration() + words(" and at most 2 d before");
      if (chance(2)) out += words(" by sending time");
    }
    if (chance(2)) out += words("\n caution ") + caution;
    return out;
  }

  std::mt19937_64 random_;
  std::string out_;
  int party_count_ = 1;
  bool korean_ = false;
};

}  // namespace detente::agreements::for_tests
