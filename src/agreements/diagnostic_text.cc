#include <algorithm>

#include "agreements/characters.h"
#include "agreements/reading.h"

namespace detente::agreements {

namespace {

std::string_view line_of(std::string_view text, int number) {
  std::size_t at = 0;
  for (int line = 1; line < number; ++line) {
    at = text.find('\n', at);
    if (at == text.npos) return {};
    ++at;
  }
  std::string_view line = text.substr(at, std::min(text.find('\n', at), text.size()) - at);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// What is shown of a source line and of the marks below it.
struct Excerpt {
  std::string line;
  std::string marks;
};

// Long lines are shown from shortly before the place, so that the marks stay in sight.
Excerpt excerpt(std::string_view line, const Place& place) {
  constexpr int kShown = 100;
  constexpr int kBefore = 40;
  const int first = place.column + std::min(place.length, kShown / 2) > kShown ? place.column - kBefore : 1;
  Excerpt out;
  if (first > 1) {
    out.line = "... ";
    out.marks = "    ";
  }
  int column = 1;
  std::size_t at = 0;
  for (; at < line.size() && column < first + kShown; ++column) {
    const CodePoint next = code_point_at(line, at);
    const std::string_view raw = line.substr(at, next.bytes);
    at += next.bytes;
    if (column < first) continue;
    const bool tab = next.value == '\t';
    const bool shown = next.well_formed && (tab || is_readable(next.value));
    const bool marked = column >= place.column && column < place.column + place.length;
    const int width = !shown || tab ? 1 : columns_of(next.value);
    if (shown)
      out.line += raw;
    else
      out.line += "\xEF\xBF\xBD";  // U+FFFD
    if (marked)
      out.marks.append(static_cast<std::size_t>(width), '^');
    else if (tab)
      out.marks += '\t';
    else
      out.marks.append(static_cast<std::size_t>(width), ' ');
  }
  if (at < line.size()) out.line += " ...";
  if (column <= place.column && at >= line.size()) {  // behind the last character
    out.marks.append(static_cast<std::size_t>(std::min(place.column - column, kShown)), ' ');
    out.marks += '^';
  }
  while (!out.marks.empty() && out.marks.back() != '^') out.marks.pop_back();
  return out;
}

}  // namespace

std::string diagnostic_text(const Diagnostic& diagnostic, std::string_view text) {
  const Place& place = diagnostic.place;
  const std::string number = std::to_string(place.line);
  const std::string severity = diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning";
  std::string out = diagnostic.file + ":" + number + ":" + std::to_string(place.column) + ": " + severity +
                    " " + diagnostic.code + ": " + diagnostic.message + "\n";
  const Excerpt shown = excerpt(line_of(text, place.line), place);
  if (!shown.line.empty()) {
    const std::string margin(std::max<std::size_t>(number.size(), 2), ' ');
    out += "   " + margin.substr(number.size()) + number + " | " + shown.line + "\n";
    out += "   " + margin + " | " + shown.marks + "\n";
  }
  if (!diagnostic.why.empty()) out += "   why: " + diagnostic.why + "\n";
  if (!diagnostic.fix.empty()) out += "   fix: " + diagnostic.fix + "\n";
  return out;
}

}  // namespace detente::agreements
