#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace detente::base {

// How many bytes the well-formed code point at `at` takes, 1 to 4; 0 when it is not well-formed.
// The bounds are those of the Unicode Standard 15, table 3-7, the same set as RFC 3629, section 4.
// REQUIRES: at < text.size()
constexpr std::size_t utf8_length_at(std::string_view text, std::size_t at) {
  const auto byte = [text, at](std::size_t i) {
    return at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : std::uint8_t{0};
  };
  const auto continues = [byte](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const std::uint8_t first = byte(0);
  const std::uint8_t second = byte(1);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !continues(1)) return 0;
  if (first < 0xE0) return 2;
  if (!continues(2)) return 0;
  if (first < 0xF0) {
    if (first == 0xE0 && second < 0xA0) return 0;  // overlong
    if (first == 0xED && second > 0x9F) return 0;  // a surrogate
    return 3;
  }
  if (first == 0xF0 && second < 0x90) return 0;  // overlong
  if (first == 0xF4 && second > 0x8F) return 0;  // above U+10FFFF
  return continues(3) ? 4 : 0;
}

}  // namespace detente::base
