#include "intake/format.h"

namespace detente::intake {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// "!AIVDM" or "$PGHP": a start, then at least four capital letters.
bool has_sentence(std::string_view line) {
  for (std::size_t at = line.find_first_of("!$"); at != std::string_view::npos;
       at = line.find_first_of("!$", at + 1)) {
    std::size_t letters = 0;
    while (at + 1 + letters < line.size() && is_upper(line[at + 1 + letters])) ++letters;
    if (letters >= 4) return true;
  }
  return false;
}

bool has_tag_block(std::string_view line) {
  return line.starts_with('\\') && line.find(':') != std::string_view::npos;
}

}  // namespace

std::optional<Format> recognised(std::string_view first_bytes) {
  first_bytes = first_bytes.substr(0, kRecognitionBytes);
  bool first = true;
  while (!first_bytes.empty()) {
    const std::size_t end = first_bytes.find('\n');
    std::string_view line = first_bytes.substr(0, end);
    first_bytes = end == std::string_view::npos ? std::string_view{} : first_bytes.substr(end + 1);
    const std::size_t start = line.find_first_not_of(" \t\r");
    if (start == std::string_view::npos) continue;
    line.remove_prefix(start);
    if (line[0] == '#') continue;
    if (first && line[0] == '{') return Format::facts;
    first = false;
    if (has_tag_block(line) || has_sentence(line)) return Format::nmea;
  }
  return std::nullopt;
}

}  // namespace detente::intake
