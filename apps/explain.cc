// detente explain: a plain reading of what an agreement means.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <string>

#include "commands.h"
#include "text_files.h"

namespace detente::apps {

int explain(int argc, const char* const* argv) {
  CLI::App app(
      "Prints a plain reading of an agreement, line by line and article by article. It is no authentic text.",
      "detente explain");
  std::string file, language = "en";
  std::optional<std::string> article;
  app.add_option("FILE", file, "the agreement")->required();
  app.add_option("--article", article, "of one article only")->type_name("NUMBER");
  app.add_option("--lang", language, "en or ko")->check(CLI::IsMember({"en", "ko"}))->capture_default_str();
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const auto text = read_text(file);
  if (!text.ok()) {
    std::fprintf(stderr, "detente explain: cannot read %s: %s\n", file.c_str(), text.error().message.c_str());
    return 1;
  }
  const auto reading = agreements::read_agreement(file, *text, TextFiles(file));
  for (const agreements::Diagnostic& diagnostic : reading.diagnostics)
    std::fprintf(stderr, "%s\n", agreements::diagnostic_text(diagnostic, *text).c_str());
  if (!reading.agreement) {
    std::fprintf(stderr, "detente explain: %s: not explained, because it has errors\n", file.c_str());
    return 1;
  }
  const auto plain = agreements::explain(*reading.agreement, reading.verification, language, article);
  if (!plain.ok()) {
    std::fprintf(stderr, "detente explain: %s: %s\n", file.c_str(), plain.error().message.c_str());
    return 1;
  }
  std::fwrite(plain->data(), 1, plain->size(), stdout);
  if (std::fflush(stdout) != 0) {
    std::perror("detente explain: standard output");
    return 1;
  }
  return 0;
}

}  // namespace detente::apps
