#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/reading.h"

namespace detente::agreements {

// What was found wrong so far with one text. Keeps the first kDiagnosticsMax errors and as many warnings, and
// counts the rest, so that a hostile text costs bounded memory.
class Diagnoses {
 public:
  explicit Diagnoses(std::string file) : file_(std::move(file)) {}

  struct Words {
    std::string message;
    std::string why = {};
    std::string fix = {};
  };
  void error(std::string_view code, Place place, const Words& words);
  void warning(std::string_view code, Place place, const Words& words);

  bool any_errors() const { return !errors_.empty(); }
  std::size_t error_count() const { return errors_.size() + errors_left_out_; }
  bool full() const;  // further errors are counted, and their words are not worth making

  // At most kDiagnosticsMax, errors before warnings where both do not fit, in the order of the text, with one
  // more that says how many are not shown.
  std::vector<Diagnostic> in_order() const;

 private:
  Diagnostic made(Diagnostic::Severity severity, std::string_view code, Place place,
                  const Words& words) const;

  std::string file_;
  std::vector<Diagnostic> errors_;
  std::vector<Diagnostic> warnings_;
  std::size_t errors_left_out_ = 0;
  std::size_t warnings_left_out_ = 0;
};

inline constexpr std::size_t kDiagnosticsMax = 100;

// The one of `known` that `seen` is most likely meant to be, or an empty view: at most two letters (one in a
// short word) changed, left out, put in or swapped, or a difference of case alone.
std::string_view nearest(std::string_view seen, const std::vector<std::string_view>& known);

// What people read as fix for a misspelt word: `did you mean "Buffer"?`, or nothing.
std::string did_you_mean(std::string_view seen, const std::vector<std::string_view>& known);

// A piece of the text as a message quotes it: bounded, with what cannot be seen replaced.
std::string quoted(std::string_view seen);

}  // namespace detente::agreements
