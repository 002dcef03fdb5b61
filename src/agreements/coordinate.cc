#include "agreements/coordinate.h"

#include <cstdio>

#include "base/units.h"

namespace detente::agreements {

namespace {

constexpr std::string_view kDegreeSign = "\xC2\xB0";
constexpr std::int64_t kE7 = 10'000'000;

struct Part {
  std::int64_t value = 0;  // in units of 10^-decimals
  int decimals = 0;
  bool ok = false;
};

std::int64_t power_of_ten(int exponent) {
  std::int64_t out = 1;
  for (int i = 0; i < exponent; ++i) out *= 10;
  return out;
}

Part read_part(std::string_view raw, std::size_t digits_max, int decimals_max) {
  Part part;
  std::size_t whole = 0;
  bool point = false;
  for (const char c : raw) {
    if (c == '.') {
      if (point || whole == 0) return {};
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return {};
    part.value = part.value * 10 + (c - '0');
    if (point ? ++part.decimals > decimals_max : ++whole > digits_max) return {};
  }
  part.ok = whole > 0 && (!point || part.decimals > 0);
  return part;
}

// Cuts what stands before `mark` off the front of `rest`; nothing where there is no mark.
std::optional<std::string_view> cut_before(std::string_view& rest, std::string_view mark) {
  const std::size_t at = rest.find(mark);
  if (at == rest.npos) return std::nullopt;
  const std::string_view before = rest.substr(0, at);
  rest.remove_prefix(at + mark.size());
  return before;
}

}  // namespace

CoordinateReading read_coordinate(std::string_view raw) {
  CoordinateReading out;
  const auto wrong = [&out](std::string what) {
    out.wrong = std::move(what);
    return out;
  };
  if (raw.starts_with('-') || raw.starts_with('+'))
    return wrong("has a sign; write N or S, E or W behind it");
  const char hemisphere = raw.empty() ? '\0' : raw.back();
  if (hemisphere != 'N' && hemisphere != 'S' && hemisphere != 'E' && hemisphere != 'W')
    return wrong("does not end with N, S, E or W");
  out.is_latitude = hemisphere == 'N' || hemisphere == 'S';
  const std::int64_t limit = (out.is_latitude ? 90 : 180) * kE7;
  std::string_view rest = raw.substr(0, raw.size() - 1);

  std::int64_t value_e7 = 0;
  if (const auto degrees = cut_before(rest, kDegreeSign)) {
    const Part whole = read_part(*degrees, 3, 0);
    if (!whole.ok || degrees->find('.') != degrees->npos)
      return wrong("needs whole degrees before its degree sign");
    value_e7 = whole.value * kE7;
    if (!rest.empty()) {
      const auto minutes = cut_before(rest, "'");
      const Part part = minutes ? read_part(*minutes, 2, 5) : Part{};
      if (!part.ok)
        return wrong("needs minutes such as 40' or 40.5' (at most 5 decimals) behind its degrees");
      if (part.value >= 60 * power_of_ten(part.decimals)) return wrong("has 60 minutes or more");
      value_e7 += base::rounded_quotient(part.value * kE7, 60 * power_of_ten(part.decimals));
      if (!rest.empty()) {
        if (part.decimals > 0 || rest.back() != '"')
          return wrong("needs seconds such as 00\" behind whole minutes");
        const Part seconds = read_part(rest.substr(0, rest.size() - 1), 2, 3);
        if (!seconds.ok) return wrong("needs seconds such as 00\" or 30.5\" (at most 3 decimals)");
        if (seconds.value >= 60 * power_of_ten(seconds.decimals)) return wrong("has 60 seconds or more");
        // Minutes and seconds together, so that only one rounding happens.
        const std::int64_t thousandths = seconds.value * power_of_ten(3 - seconds.decimals);
        value_e7 =
            whole.value * kE7 + base::rounded_quotient((part.value * 60'000 + thousandths) * kE7, 3'600'000);
      }
    }
  } else {
    const Part part = read_part(rest, 3, 7);
    if (!part.ok) return wrong("is no number of degrees with at most 7 decimals");
    value_e7 = part.value * power_of_ten(7 - part.decimals);
  }
  if (value_e7 > limit)
    return wrong(out.is_latitude ? "is beyond 90 degrees of latitude" : "is beyond 180 degrees of longitude");
  const bool negative = hemisphere == 'S' || hemisphere == 'W';
  out.value_e7 = static_cast<std::int32_t>(negative ? -value_e7 : value_e7);
  return out;
}

std::string position_text(geo::Position position) {
  const auto degrees = [](std::int64_t e7, char positive, char negative) {
    const std::int64_t size = e7 < 0 ? -e7 : e7;
    char text[32];
    std::snprintf(text, sizeof text, "%lld.%07lld%c", static_cast<long long>(size / kE7),
                  static_cast<long long>(size % kE7), e7 < 0 ? negative : positive);
    return std::string(text);
  };
  return degrees(position.lat_e7, 'N', 'S') + " " + degrees(position.lon_e7, 'E', 'W');
}

}  // namespace detente::agreements
