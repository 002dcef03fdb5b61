#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What characters a text may hold. Pinned to Unicode 15.0, so that every node refuses the same texts.
namespace detente::agreements {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
  bool well_formed = true;  // false: one byte that is no UTF-8
};
CodePoint code_point_at(std::string_view text, std::size_t at);  // REQUIRES: at < text.size()

// Whether a string or a comment may hold it: everything assigned, except what a reader cannot see (controls,
// format characters that reorder text, private use). U+200C and U+200D stay: Persian and Hindi need them.
bool is_readable(char32_t code_point);

// A letter of any script.
bool is_alphabetic(char32_t code_point);

// Unicode normal form C. REQUIRES: well-formed UTF-8
bool is_normal(std::string_view text);

// `text` with U+FFFD in place of every byte that is no UTF-8 and of what a reader cannot see.
std::string readable(std::string_view text);

// "U+0412 (CYRILLIC CAPITAL LETTER VE)"
std::string description_of(char32_t code_point);

// How many columns of a terminal it takes: 0, 1 or 2.
int columns_of(char32_t code_point);

}  // namespace detente::agreements
