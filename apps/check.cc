// detente check: reads agreements and means of verification, and says all that is wrong with them.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "commands.h"
#include "text_files.h"

namespace detente::apps {

namespace {

bool has_errors(const std::vector<agreements::Diagnostic>& diagnostics) {
  for (const agreements::Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == agreements::Diagnostic::Severity::error) return true;
  return false;
}

void print(const std::vector<agreements::Diagnostic>& diagnostics, const std::string& text) {
  for (const agreements::Diagnostic& diagnostic : diagnostics)
    std::fprintf(stderr, "%s\n", agreements::diagnostic_text(diagnostic, text).c_str());
}

bool check_file(const std::string& path) {
  const auto text = read_text(path);
  if (!text.ok()) {
    std::fprintf(stderr, "detente check: cannot read %s: %s\n", path.c_str(), text.error().message.c_str());
    return false;
  }
  if (text->starts_with("verification")) {
    const auto reading = agreements::read_verification(path, *text);
    print(reading.diagnostics, *text);
    if (reading.verification)
      std::printf("%s: ok, means of verification, sha256 %s\n", path.c_str(),
                  reading.verification->sha256.c_str());
    return reading.verification.has_value();
  }
  const auto reading = agreements::read_agreement(path, *text, TextFiles(path));
  print(reading.diagnostics, *text);
  if (has_errors(reading.diagnostics)) return false;
  const agreements::Agreement& agreement = *reading.agreement;
  std::printf("%s: ok, %zu article%s, words %s, reading %s\n", path.c_str(), agreement.articles.size(),
              agreement.articles.size() == 1 ? "" : "s", agreement.words_sha256.c_str(),
              agreement.reading_sha256.c_str());
  return true;
}

}  // namespace

int check(int argc, const char* const* argv) {
  CLI::App app(
      "Reads agreements (*.agreement) and means of verification (*.verification) and says all that is wrong "
      "with them, on standard error.\n"
      "One line on standard output for each good file. Exits 0 when every file is good (warnings are "
      "allowed), 1 otherwise.",
      "detente check");
  std::vector<std::string> files;
  app.add_option("FILE", files, "texts to check")->required();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  bool good = true;
  for (const std::string& file : files) good = check_file(file) && good;
  if (std::fflush(stdout) != 0) {
    std::perror("detente check: standard output");
    return 1;
  }
  return good ? 0 : 1;
}

}  // namespace detente::apps
