#include "drill/scenario_words.h"

#include <algorithm>

#include "base/time_text.h"
#include "drill/scenario.h"

namespace detente::drill {

namespace {

using base::kMmPerNauticalMile;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What an error shows of a word: nothing long, nothing that is no text.
std::string shown(std::string_view text) {
  std::string out;
  for (const char c : text.substr(0, 40)) out += c >= 0x20 && c < 0x7f ? c : '?';
  return "'" + out + "'" + (text.size() > 40 ? "..." : "");
}

// Cuts one line into words. `line` is its number.
void words_of(std::string_view line, int number, Statement& words, std::vector<Problem>& problems) {
  std::size_t i = 0;
  int column = 1;
  const auto step = [&] {
    // Continuation bytes of UTF-8 make no column.
    if ((static_cast<unsigned char>(line[i]) & 0xC0U) != 0x80U) ++column;
    ++i;
  };
  while (i < line.size()) {
    const char c = line[i];
    if (c == ' ') {
      step();
    } else if (c == '#') {
      return;
    } else if (c == ',') {
      words.push_back({line.substr(i, 1), number, column, false});
      step();
    } else if (c == '"') {
      const int begun = column;
      const std::size_t from = i + 1;
      step();
      while (i < line.size() && line[i] != '"') step();
      if (i == line.size()) {
        problems.push_back({number, begun, "a text that is not closed", "end it with \" on the same line"});
        return;
      }
      words.push_back({line.substr(from, i - from), number, begun, true});
      step();
    } else if (c > ' ' && c < 0x7f) {
      const int begun = column;
      const std::size_t from = i;
      while (i < line.size() && line[i] > ' ' && line[i] < 0x7f && line[i] != ',' && line[i] != '#' &&
             line[i] != '"')
        step();
      words.push_back({line.substr(from, i - from), number, begun, false});
    } else {
      problems.push_back({number, column,
                          c == '\t'   ? "a tab"
                          : c == '\r' ? "a carriage return"
                                      : "a character that only texts in quotes and comments may hold",
                          c == '\t'   ? "write spaces"
                          : c == '\r' ? "end lines with a line feed alone"
                                      : "write letters, digits and the signs of the language"});
      return;
    }
  }
}

}  // namespace

std::vector<Statement> statements_of(std::string_view text, bool (*begins)(std::string_view),
                                     std::vector<Problem>& problems) {
  std::vector<Statement> statements;
  Statement words;
  for (int number = 1; !text.empty() && problems.size() < kProblemsMax; ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.size() > kScenarioLineBytesMax) {
      problems.push_back({number, 1,
                          "a line of " + std::to_string(line.size()) + " bytes; at most " +
                              std::to_string(kScenarioLineBytesMax) + " are read",
                          "break it: a statement goes on in the next line"});
      continue;
    }
    words.clear();
    words_of(line, number, words, problems);
    if (words.empty()) continue;
    if (begins(words.front().text) && !words.front().quoted) {
      statements.push_back(words);
    } else if (statements.empty()) {
      problems.push_back({number, words.front().column, "the text begins with " + shown(words.front().text),
                          "begin with: rehearsal \"TITLE\" version 1 language 1"});
      return {};
    } else {
      statements.back().insert(statements.back().end(), words.begin(), words.end());
    }
  }
  return statements;
}

void Words::wrong(std::string message, std::string fix) {
  if (!ok_) return;
  ok_ = false;
  const Word& at = statement_[next_ == 0 ? 0 : next_ - 1];
  problems_.push_back({at.line, at.column, std::move(message), std::move(fix)});
}

const Word& Words::take(std::string_view what) {
  static constexpr Word kNone{};
  if (!ok_) return kNone;
  if (next_ == statement_.size()) {
    wrong("the statement ends after " + shown(statement_.back().text) + "; wanted " + std::string(what));
    return kNone;
  }
  return statement_[next_++];
}

bool Words::next_is(std::string_view word) const {
  return ok_ && next_ < statement_.size() && !statement_[next_].quoted && statement_[next_].text == word;
}

bool Words::take_if(std::string_view word) {
  if (!next_is(word)) return false;
  ++next_;
  return true;
}

void Words::want(std::string_view word) {
  if (!ok_ || take_if(word)) return;
  const std::string wanted = "'" + std::string(word) + "'";
  const Word& seen = take(wanted);
  if (ok_) wrong("wanted " + wanted + ", saw " + shown(seen.text));
}

std::size_t Words::choice(const std::vector<std::string_view>& choices) {
  std::string wanted;
  for (const std::string_view one : choices) wanted += (wanted.empty() ? "" : ", ") + std::string(one);
  const Word& seen = take("one of: " + wanted);
  if (!ok_) return choices.size();
  const auto found = std::find(choices.begin(), choices.end(), seen.text);
  if (found == choices.end() || seen.quoted) {
    wrong("wanted one of: " + wanted + "; saw " + shown(seen.text));
    return choices.size();
  }
  return static_cast<std::size_t>(found - choices.begin());
}

void Words::want_end() {
  if (ended()) return;
  const Word& seen = take("the end of the statement");
  wrong(shown(seen.text) + " is one word too many",
        "end the statement before it, or begin the next one on a new line");
}

std::string Words::quoted(std::string_view what) {
  const Word& seen = take(what);
  if (!ok_) return {};
  if (!seen.quoted) wrong("wanted " + std::string(what) + " in quotes, saw " + shown(seen.text));
  if (ok_ && (seen.text.empty() || seen.text.size() > 200))
    wrong("a text of " + std::to_string(seen.text.size()) + " bytes; wanted 1 to 200");
  return ok_ ? std::string(seen.text) : std::string();
}

std::string Words::name(std::string_view what) {
  const Word& seen = take(what);
  if (!ok_) return {};
  const bool spelled = !seen.quoted && !seen.text.empty() && seen.text.size() <= 16 &&
                       is_letter(seen.text.front()) &&
                       std::all_of(seen.text.begin(), seen.text.end(),
                                   [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
  if (!spelled) {
    wrong("wanted " + std::string(what) + ", saw " + shown(seen.text),
          "a name is at most 16 letters, digits and '-', and begins with a letter");
    return {};
  }
  return std::string(seen.text);
}

std::string Words::party() {
  const Word& seen = take("a party");
  if (!ok_) return {};
  if (seen.quoted || seen.text.size() < 2 || seen.text.size() > 8 ||
      !std::all_of(seen.text.begin(), seen.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) {
    wrong("wanted the code of a party, saw " + shown(seen.text), "write its code, such as KOR");
    return {};
  }
  return std::string(seen.text);
}

std::string_view Words::any(std::string_view what) {
  return take(what).text;
}

std::int64_t Words::integer(std::string_view what, std::int64_t least, std::int64_t most) {
  const Word& seen = take(what);
  if (!ok_) return least;
  std::int64_t value = 0;
  const bool spelled = !seen.quoted && !seen.text.empty() && seen.text.size() <= 16 &&
                       std::all_of(seen.text.begin(), seen.text.end(), is_digit) &&
                       (seen.text.size() == 1 || seen.text.front() != '0');
  if (spelled)
    for (const char c : seen.text) value = value * 10 + (c - '0');
  if (!spelled || value < least || value > most) {
    wrong("wanted " + std::string(what) + ", a whole number from " + std::to_string(least) + " to " +
          std::to_string(most) + "; saw " + shown(seen.text));
    return least;
  }
  return value;
}

std::int64_t Words::quantity(std::string_view what, const std::vector<Unit>& units, std::int64_t least,
                             std::int64_t most) {
  const Word& number = take(what);
  if (!ok_) return least;
  std::string names;
  for (const Unit& one : units) names += (names.empty() ? "" : " ") + std::string(one.name);
  // [+-]digits[.digits], scaled to an integer.
  std::string_view rest = number.text;
  const bool negative = rest.starts_with('-');
  if (!number.quoted && (negative || rest.starts_with('+'))) rest.remove_prefix(1);
  std::int64_t mantissa = 0, scale = 1;
  std::size_t i = 0;
  for (; i < rest.size() && i < 12 && is_digit(rest[i]); ++i) mantissa = mantissa * 10 + (rest[i] - '0');
  if (i > 0 && i < rest.size() && rest[i] == '.' && rest.size() <= i + 7 && rest.size() > i + 1)
    for (++i; i < rest.size() && is_digit(rest[i]); ++i, scale *= 10)
      mantissa = mantissa * 10 + (rest[i] - '0');
  if (number.quoted || i == 0 || i < rest.size() || mantissa > 1'000'000'000'000) {
    std::string fix;
    if (i > 0 && i < rest.size())
      fix =
          "a number has at most six decimals, and its unit stands apart: " + std::string(rest.substr(0, i)) +
          " " + (units.empty() ? std::string() : std::string(units.front().name));
    wrong("wanted " + std::string(what) + ", saw " + shown(number.text), fix);
    return least;
  }
  const Word& unit = take("a unit: " + names);
  if (!ok_) return least;
  const auto found =
      std::find_if(units.begin(), units.end(), [&](const Unit& one) { return one.name == unit.text; });
  if (found == units.end() || unit.quoted) {
    wrong("wanted a unit after " + shown(number.text) + " (" + names + "), saw " + shown(unit.text),
          unit.text == "nm" || unit.text == "NM" ? "a nautical mile is written nmi" : "");
    return least;
  }
  // A value far beyond every limit would overflow: 1e12 * 86,400,000 does.
  const std::int64_t whole_most = INT64_MAX / 2 / found->value;
  if (mantissa > whole_most) {
    wrong(std::string(what) + " of " + shown(number.text) + " " + std::string(found->name) + " is too large");
    return least;
  }
  const std::int64_t size = base::rounded_quotient(mantissa * found->value, scale);
  const std::int64_t value = negative ? -size : size;
  if (value < least || value > most) {
    const auto in_unit = [&](std::int64_t limit) {
      return limit % found->value == 0
                 ? std::to_string(limit / found->value) + " " + std::string(found->name)
                 : std::to_string(limit / units.front().value) + " " + std::string(units.front().name);
    };
    wrong(std::string(what) + " of " + std::string(number.text) + " " + std::string(found->name) +
          "; wanted " + in_unit(least) + " to " + in_unit(most));
    return least;
  }
  return value;
}

base::Duration Words::duration(base::Duration least, base::Duration most) {
  return {quantity("a time",
                   {{"ms", 1},
                    {"s", base::kMsPerSecond},
                    {"min", base::kMsPerMinute},
                    {"h", base::kMsPerHour},
                    {"d", base::kMsPerDay}},
                   least.ms, most.ms)};
}

base::Distance Words::distance(base::Distance least, base::Distance most) {
  return {quantity("a distance", {{"m", 1'000}, {"km", 1'000'000}, {"nmi", kMmPerNauticalMile}}, least.mm,
                   most.mm)};
}

base::Speed Words::speed(base::Speed least, base::Speed most) {
  return {quantity("a speed", {{"kn", base::kMmphPerKnot}}, least.mmph, most.mmph)};
}

base::Angle Words::angle() {
  return {static_cast<std::int32_t>(quantity("a direction", {{"deg", 1'000}}, 0, 359'999))};
}

std::int32_t Words::per_million() {
  return static_cast<std::int32_t>(quantity("a share", {{"%", 10'000}}, 0, 1'000'000));
}

std::int32_t Words::degrees(std::string_view what, char positive, char negative, std::int64_t most) {
  const Word& seen = take(what);
  if (!ok_) return 0;
  const std::string wanted = std::string(what) + " such as " + (positive == 'N' ? "37.60N" : "124.80E") +
                             ", up to " + std::to_string(most) + " degrees, at most seven decimals";
  std::string_view rest = seen.text;
  const char side = rest.empty() ? '\0' : rest.back();
  if (seen.quoted || (side != positive && side != negative)) {
    wrong("wanted " + wanted + "; saw " + shown(seen.text),
          positive == 'N' && (side == 'E' || side == 'W') ? "latitude comes first" : "");
    return 0;
  }
  rest.remove_suffix(1);
  std::int64_t value = 0;
  std::size_t i = 0, decimals = 0;
  for (; i < rest.size() && i < 3 && is_digit(rest[i]); ++i) value = value * 10 + (rest[i] - '0');
  bool spelled = i > 0;
  if (i < rest.size()) {
    spelled = spelled && rest[i] == '.' && rest.size() > i + 1 && rest.size() <= i + 8;
    for (++i; spelled && i < rest.size(); ++i, ++decimals) {
      spelled = is_digit(rest[i]);
      value = value * 10 + (rest[i] - '0');
    }
  }
  for (; decimals < 7; ++decimals) value *= 10;
  if (!spelled || value > most * 10'000'000) {
    wrong("wanted " + wanted + "; saw " + shown(seen.text));
    return 0;
  }
  return static_cast<std::int32_t>(side == positive ? value : -value);
}

geo::Position Words::position() {
  const std::int32_t latitude = degrees("a latitude", 'N', 'S', 70);
  const std::int32_t longitude = degrees("a longitude", 'E', 'W', 180);
  return {latitude, longitude};
}

base::Instant Words::moment(base::Instant start) {
  if (ok_ && next_ < statement_.size() && !statement_[next_].quoted) {
    const std::string_view seen = statement_[next_].text;
    if (seen.starts_with('+') || seen.starts_with('-'))
      return start + duration({-kRehearsalMax.ms}, kRehearsalMax);
    if (seen.size() > 8) {
      const base::Result<base::Instant> stamp = base::parse_utc(take("a moment").text);
      if (!stamp) wrong(stamp.error().message);
      return stamp ? *stamp : start;
    }
  }
  const Word& seen = take("a moment");
  if (!ok_) return start;
  const std::string clock = std::string(seen.text) + (seen.text.size() == 5 ? ":00" : "");
  const base::Result<base::Instant> in_day = base::parse_utc("1970-01-01T" + clock + "Z");
  if (seen.quoted || clock.size() != 8 || !in_day) {
    wrong("wanted a moment, saw " + shown(seen.text),
          "write 02:10, 02:10:30, 2026-11-21T02:10:00Z, or +10 min counted from the start");
    return start;
  }
  const std::int64_t midnight = start.ms - start.ms % base::kMsPerDay;
  const base::Instant today{midnight + in_day->ms};
  return today < start ? today + base::Duration{base::kMsPerDay} : today;
}

}  // namespace detente::drill
