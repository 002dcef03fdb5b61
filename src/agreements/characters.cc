#include "agreements/characters.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/check.h"
#include "base/utf8.h"

namespace detente::agreements {

namespace {

constexpr std::uint8_t kUnicodeMajor = 15;

UChar32 for_icu(char32_t code_point) {
  return static_cast<UChar32>(code_point);
}

bool is_assigned(char32_t code_point) {
  UVersionInfo age;
  u_charAge(for_icu(code_point), age);
  return age[0] >= 1 && (age[0] < kUnicodeMajor || (age[0] == kUnicodeMajor && age[1] == 0));
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  const std::size_t bytes = base::utf8_length_at(text, at);
  if (bytes == 0) return {.value = 0xFFFD, .bytes = 1, .well_formed = false};
  if (bytes == 1) return {.value = byte(0)};
  char32_t value = byte(0) & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte(i) & 0x3FU);
  return {.value = value, .bytes = bytes};
}

bool is_readable(char32_t code_point) {
  if (code_point < 0x7F) return code_point >= 0x20;
  if (code_point == 0x200C || code_point == 0x200D) return true;
  if (!is_assigned(code_point)) return false;
  switch (u_charType(for_icu(code_point))) {
    case U_UNASSIGNED:
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
      return false;
    default:
      return true;
  }
}

bool is_alphabetic(char32_t code_point) {
  return u_isalpha(for_icu(code_point)) != 0;
}

bool is_normal(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x80; }))
    return true;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normal_form = icu::Normalizer2::getNFCInstance(status);
  CHECK(U_SUCCESS(status));
  const bool normal =
      normal_form->isNormalizedUTF8({text.data(), static_cast<std::int32_t>(text.size())}, status);
  CHECK(U_SUCCESS(status));
  return normal;
}

std::string readable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point_at(text, at);
    out += next.well_formed && is_readable(next.value) ? text.substr(at, next.bytes)
                                                       : std::string_view("\xEF\xBF\xBD");
    at += next.bytes;
  }
  return out;
}

std::string description_of(char32_t code_point) {
  char number[16];
  std::snprintf(number, sizeof number, "U+%04X", static_cast<unsigned>(code_point));
  char name[128] = "";
  UErrorCode status = U_ZERO_ERROR;
  u_charName(for_icu(code_point), U_EXTENDED_CHAR_NAME, name, sizeof name, &status);
  if (U_FAILURE(status) || name[0] == '\0') return number;
  return std::string(number) + " (" + name + ")";
}

int columns_of(char32_t code_point) {
  if (code_point < 0x300) return 1;
  const int type = u_charType(for_icu(code_point));
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(for_icu(code_point), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace detente::agreements
