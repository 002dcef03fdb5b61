#include "agreements/quantity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/units.h"

namespace detente::agreements {

namespace {

constexpr auto kUnits = std::to_array<Unit>({
    {"m", Dimension::distance, 1'000},
    {"km", Dimension::distance, 1'000'000},
    {"nmi", Dimension::distance, base::kMmPerNauticalMile},
    {"s", Dimension::duration, base::kMsPerSecond},
    {"min", Dimension::duration, base::kMsPerMinute},
    {"h", Dimension::duration, base::kMsPerHour},
    {"d", Dimension::duration, base::kMsPerDay},
    {"kn", Dimension::speed, base::kMmphPerKnot},
    {"km/h", Dimension::speed, 1'000'000},
    {"deg", Dimension::angle, 1'000},
});

using Spelling = std::pair<std::string_view, std::string_view>;
constexpr auto kOtherSpellings = std::to_array<Spelling>({
    {"nm", "nmi"},     {"NM", "nmi"},      {"Nm", "nmi"},        {"nM", "nmi"},      {"M", "nmi"},
    {"sm", "nmi"},     {"mile", "nmi"},    {"miles", "nmi"},     {"metre", "m"},     {"metres", "m"},
    {"meter", "m"},    {"meters", "m"},    {"kilometres", "km"}, {"KM", "km"},       {"Km", "km"},
    {"sec", "s"},      {"secs", "s"},      {"second", "s"},      {"seconds", "s"},   {"mins", "min"},
    {"minute", "min"}, {"minutes", "min"}, {"hr", "h"},          {"hrs", "h"},       {"hour", "h"},
    {"hours", "h"},    {"day", "d"},       {"days", "d"},        {"kt", "kn"},       {"kts", "kn"},
    {"knots", "kn"},   {"kmh", "km/h"},    {"kph", "km/h"},      {"degrees", "deg"},
});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

const Unit* unit_named(std::string_view name) {
  const auto* found =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.name == name; });
  return found == kUnits.end() ? nullptr : found;
}

std::string_view unit_meant(std::string_view spelling) {
  const auto* found = std::find_if(kOtherSpellings.begin(), kOtherSpellings.end(),
                                   [&](const Spelling& s) { return s.first == spelling; });
  return found == kOtherSpellings.end() ? std::string_view() : found->second;
}

std::string_view name_of(Dimension dimension) {
  constexpr std::array<std::string_view, 4> kNames = {"distance", "duration", "speed", "angle"};
  return kNames[static_cast<std::size_t>(dimension)];
}

std::string_view units_of(Dimension dimension) {
  constexpr std::array<std::string_view, 4> kNames = {"m, km or nmi", "s, min, h or d", "kn or km/h", "deg"};
  return kNames[static_cast<std::size_t>(dimension)];
}

DecimalReading read_decimal(std::string_view raw) {
  const auto wrong = [](std::string what) { return DecimalReading{.decimal = {}, .wrong = std::move(what)}; };
  const std::size_t point = raw.find('.');
  const std::string_view whole = raw.substr(0, point);
  const std::string_view behind = point == raw.npos ? std::string_view() : raw.substr(point + 1);
  if (whole.empty()) return wrong("has no digit before its point");
  if (raw.starts_with('-') || raw.starts_with('+')) return wrong("has a sign");
  if (!std::all_of(whole.begin(), whole.end(), is_digit) ||
      !std::all_of(behind.begin(), behind.end(), is_digit))
    return wrong("is no plain decimal number");
  if (point != raw.npos && behind.empty()) return wrong("has no digit behind its point");
  if (whole.size() > 1 && whole.front() == '0') return wrong("begins with a needless zero");
  if (whole.size() > 9) return wrong("has more than nine digits before the point");
  if (behind.size() > 3) return wrong("has more than three decimals");
  Decimal decimal;
  for (const char c : whole) decimal.thousandths = decimal.thousandths * 10 + (c - '0');
  for (std::size_t i = 0; i < 3; ++i)
    decimal.thousandths = decimal.thousandths * 10 + (i < behind.size() ? behind[i] - '0' : 0);
  decimal.spelling = std::string(raw);
  if (point != raw.npos) {
    while (decimal.spelling.back() == '0') decimal.spelling.pop_back();
    if (decimal.spelling.back() == '.') decimal.spelling.pop_back();
  }
  return {.decimal = decimal, .wrong = {}};
}

std::int64_t value_of(const Decimal& decimal, const Unit& unit) {
  return decimal.thousandths * (unit.scale / 1'000);
}

}  // namespace detente::agreements
