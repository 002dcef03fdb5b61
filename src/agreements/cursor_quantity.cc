#include <algorithm>

#include "agreements/cursor.h"

namespace detente::agreements {

// After a fault in a quantity reading goes on with some value, so that the rest of the declaration is looked
// at too.
std::int64_t Cursor::guess(const Range& range) {
  ++guesses_;
  return range.least;
}

void Cursor::pass_unit() {
  if (peek().kind == Token::Kind::word &&
      (unit_named(peek().raw) != nullptr || !unit_meant(peek().raw).empty()))
    pass();
}

// A number with its faults reported; nothing where the quantity has to be guessed.
std::optional<Decimal> Cursor::decimal_of(const Token& number) {
  const std::size_t digits = std::min(number.raw.find_first_not_of("+-.0123456789"), number.raw.size());
  const std::string_view tail = number.raw.substr(digits);
  const std::string_view unit = unit_named(tail) != nullptr ? tail : unit_meant(tail);
  if (!unit.empty()) {
    diagnoses_.error(
        "E137", number.place,
        {"number and unit stand apart", "",
         "write  \"" + std::string(number.raw.substr(0, digits)) + " " + std::string(unit) + "\""});
    pass();
    return std::nullopt;
  }
  const DecimalReading reading = read_decimal(number.raw);
  if (!reading.decimal) {
    diagnoses_.error("E134", number.place,
                     {quoted(number.raw) + " " + reading.wrong, "",
                      "write digits, and at most three decimals behind a point: 0.5, 12, 1852"});
    pass();
    pass_unit();
    return std::nullopt;
  }
  spell(reading.decimal->spelling);
  pass();
  if (peek().kind == Token::Kind::comma && peek(1).kind == Token::Kind::number &&
      peek(1).place.line == number.place.line) {
    diagnoses_.error("E134", span(number.place, peek(1).place),
                     {"a comma inside a number", "\"1,852\" is two numbers here, and 1.852 elsewhere",
                      "write thousands without a mark, decimals behind a point"});
    pass();
    pass();
    pass_unit();
    return std::nullopt;
  }
  return reading.decimal;
}

// The unit behind `number`, with its faults reported; nullptr where the quantity has to be guessed.
const Unit* Cursor::unit_of(const Decimal& number, const Place& number_place, const Range& range) {
  const Token seen = peek();
  const std::string units(units_of(range.dimension));
  const std::string dimension(name_of(range.dimension));
  const Unit* unit = seen.kind == Token::Kind::word ? unit_named(seen.raw) : nullptr;
  if (unit == nullptr && seen.kind == Token::Kind::broken) return nullptr;
  if (unit == nullptr && (seen.kind != Token::Kind::word || seen.first_of_line || is_keyword(seen.raw))) {
    diagnoses_.error("E130", number_place,
                     {"a " + dimension + " without a unit",
                      "a bare number means something else to each reader", "write " + units + " behind it"});
    return nullptr;
  }
  if (unit == nullptr) {
    const std::string meant(unit_meant(seen.raw));
    const std::string fix = meant.empty() ? "" : "write  \"" + number.spelling + " " + meant + "\"";
    if (meant == "nmi")
      diagnoses_.error("E132", seen.place,
                       {quoted(seen.raw) + " is refused as a unit",
                        "it stands for nanometre, newton metre, nautical and statute mile alike",
                        fix + "  for nautical miles of 1,852 m"});
    else
      diagnoses_.error("E131", seen.place,
                       {"unknown unit " + quoted(seen.raw) + "; wanted " + units, "", fix});
    pass();
    return nullptr;
  }
  if (unit->dimension != range.dimension) {
    diagnoses_.error("E133", span(number_place, seen.place),
                     {"expected a " + dimension + ", found a " + std::string(name_of(unit->dimension)), "",
                      "write " + units + " behind the number"});
    pass();
    return nullptr;
  }
  spell(unit->name);
  pass();
  return unit;
}

std::optional<std::int64_t> Cursor::want_quantity(std::string_view what, const Range& range) {
  const Token number = peek();
  if (number.kind != Token::Kind::number) {
    unexpected(std::string(what) + " (a number and " + std::string(units_of(range.dimension)) + ")");
    return std::nullopt;
  }
  const auto decimal = decimal_of(number);
  if (!decimal) return guess(range);
  const Unit* unit = unit_of(*decimal, number.place, range);
  if (unit == nullptr) return guess(range);
  last_ = span(number.place, last_);
  last_quantity_ = decimal->spelling + " " + std::string(unit->name);
  const std::int64_t value = value_of(*decimal, *unit);
  if (value >= range.least && value <= range.most) return value;
  diagnoses_.error("E135", last_,
                   {std::string(what) + " is " + std::string(range.text) + "; found " + last_quantity_});
  return guess(range);
}

}  // namespace detente::agreements
