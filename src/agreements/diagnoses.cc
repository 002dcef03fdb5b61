#include "agreements/diagnoses.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "agreements/characters.h"

namespace detente::agreements {

namespace {

constexpr std::size_t kWordMax = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool differ_in_case_alone(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

// Letters changed, left out, put in, or two neighbours swapped (optimal string alignment).
std::size_t changes_between(std::string_view a, std::string_view b) {
  using Row = std::array<std::size_t, kWordMax + 1>;
  Row before_last{}, last{}, now{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = now;
  }
  return last[b.size()];
}

}  // namespace

void Diagnoses::error(std::string_view code, Place place, const Words& words) {
  if (full()) {
    ++errors_left_out_;
    return;
  }
  errors_.push_back(made(Diagnostic::Severity::error, code, place, words));
}

void Diagnoses::warning(std::string_view code, Place place, const Words& words) {
  if (warnings_.size() >= kDiagnosticsMax) {
    ++warnings_left_out_;
    return;
  }
  warnings_.push_back(made(Diagnostic::Severity::warning, code, place, words));
}

bool Diagnoses::full() const {
  return errors_.size() >= kDiagnosticsMax;
}

Diagnostic Diagnoses::made(Diagnostic::Severity severity, std::string_view code, Place place,
                           const Words& words) const {
  return {.severity = severity,
          .code = std::string(code),
          .file = file_,
          .place = place,
          .message = readable(words.message),
          .why = words.why,
          .fix = readable(words.fix)};
}

std::vector<Diagnostic> Diagnoses::in_order() const {
  std::vector<Diagnostic> all = errors_;
  const std::size_t room = kDiagnosticsMax - errors_.size();
  const std::size_t shown = std::min(room, warnings_.size());
  all.insert(all.end(), warnings_.begin(), warnings_.begin() + static_cast<std::ptrdiff_t>(shown));
  std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  const Place last = all.empty() ? Place{} : all.back().place;
  if (errors_left_out_ > 0)
    all.push_back(made(Diagnostic::Severity::error, "E199", last,
                       {"further errors not shown: " + std::to_string(errors_left_out_)}));
  const std::size_t warnings_hidden = warnings_left_out_ + warnings_.size() - shown;
  if (warnings_hidden > 0)
    all.push_back(made(Diagnostic::Severity::warning, "W399", last,
                       {"further warnings not shown: " + std::to_string(warnings_hidden)}));
  return all;
}

std::string_view nearest(std::string_view seen, const std::vector<std::string_view>& known) {
  if (seen.size() > kWordMax) return {};
  std::string_view best;
  std::size_t fewest = seen.size() <= 4 ? 2 : 3;
  if (seen.size() <= 2) fewest = 1;
  for (const std::string_view candidate : known) {
    if (candidate.size() > kWordMax) continue;
    if (differ_in_case_alone(seen, candidate)) return candidate;
    const std::size_t longer = std::max(seen.size(), candidate.size());
    if (longer - std::min(seen.size(), candidate.size()) >= fewest) continue;
    const std::size_t changes = changes_between(seen, candidate);
    if (changes >= fewest) continue;
    fewest = changes;
    best = candidate;
  }
  return best;
}

std::string did_you_mean(std::string_view seen, const std::vector<std::string_view>& known) {
  const std::string_view word = nearest(seen, known);
  return word.empty() ? std::string() : "did you mean \"" + std::string(word) + "\"?";
}

std::string quoted(std::string_view seen) {
  constexpr std::size_t kShown = 40;
  std::size_t at = 0;
  for (std::size_t i = 0; at < seen.size() && i < kShown; ++i) at += code_point_at(seen, at).bytes;
  const std::string out = "\"" + readable(seen.substr(0, at));
  return out + (at < seen.size() ? "...\"" : "\"");
}

}  // namespace detente::agreements
