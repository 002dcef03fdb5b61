#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Numbers and units as they are written. Every accepted number is exact in mm, ms, mm/h or millidegrees.
namespace detente::agreements {

enum class Dimension : std::uint8_t { distance, duration, speed, angle };

struct Unit {
  std::string_view name;
  Dimension dimension;
  std::int64_t scale;  // mm, ms, mm/h or mdeg in one; a multiple of 1,000, so that three decimals stay exact
};

// nullptr where there is no such unit.
const Unit* unit_named(std::string_view name);
// The unit that a common other spelling means (kt, hours, NM), or an empty view.
std::string_view unit_meant(std::string_view spelling);
std::string_view name_of(Dimension dimension);   // "distance"
std::string_view units_of(Dimension dimension);  // "m, km, nmi"

// A plain decimal: no sign, no leading zero, at most nine digits before and three behind the point.
struct Decimal {
  std::int64_t thousandths = 0;
  std::string spelling;  // without trailing zeros
};
struct DecimalReading {
  std::optional<Decimal> decimal;
  std::string wrong;  // what is wrong with it, where there is none
};
DecimalReading read_decimal(std::string_view raw);

// The value of `decimal` in the small unit of its dimension; exact.
std::int64_t value_of(const Decimal& decimal, const Unit& unit);

}  // namespace detente::agreements
