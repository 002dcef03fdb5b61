#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agreements/agreement.h"
#include "agreements/verification.h"
#include "base/result.h"

// The door to the language: text in; agreement or diagnostics out. Nothing here opens a file.
namespace detente::agreements {

// One thing wrong, or worth knowing, at one place of one text.
struct Diagnostic {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string code;  // "E214", "W301": listed in spec/agreement-errors.md
  std::string file;
  Place place;
  std::string message;
  std::string why;  // may be empty
  std::string fix;  // may be empty
};

// Files that a text names, relative to the text. A door implements it.
class Files {
 public:
  virtual ~Files() = default;
  virtual base::Result<std::string> read(const std::string& path) const = 0;
};

inline constexpr std::size_t kAgreementBytesMax = 16 * 1024 * 1024;

// `verification` is what applies: the file that the header names, or the built-in default.
struct Reading {
  std::optional<Agreement> agreement;  // present exactly when no diagnostic is an error
  Verification verification = built_in_verification();
  std::vector<Diagnostic> diagnostics;  // all of them, in the order of the text
};

// REQUIRES nothing of `text`: any bytes give an agreement or at least one error.
Reading read_agreement(const std::string& file_name, std::string_view text, const Files& files);

struct VerificationReading {
  std::optional<Verification> verification;
  std::vector<Diagnostic> diagnostics;
};
VerificationReading read_verification(const std::string& file_name, std::string_view text);

// The canonical spelling (`detente format`): reading it again gives the same agreement and the same spelling.
// Comments stay where they stand. Refused where the text has errors.
struct Formatted {
  std::optional<std::string> text;
  std::vector<Diagnostic> diagnostics;
};
Formatted format_text(const std::string& file_name, std::string_view text, const Files& files);

// A plain reading in `language` ("en" or "ko"), of every article or of one; says that it is no authentic
// text.
base::Result<std::string> explain(const Agreement& agreement, const Verification& verification,
                                  const std::string& language, const std::optional<std::string>& article);

// How a diagnostic is printed: file:line:col, the line, a caret, why, fix. `text` is the file's text.
std::string diagnostic_text(const Diagnostic& diagnostic, std::string_view text);

}  // namespace detente::agreements
