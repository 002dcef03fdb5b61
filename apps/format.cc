// detente format: the canonical spelling of agreements and means of verification.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "commands.h"
#include "text_files.h"

namespace detente::apps {

namespace {

enum class Do { print, check, write };

void complain(const std::string& path, const std::string& message) {
  std::fprintf(stderr, "detente format: %s: %s\n", path.c_str(), message.c_str());
}

bool format_file(const std::string& path, Do what) {
  const auto text = read_text(path);
  if (!text.ok()) {
    complain(path, "cannot read it: " + text.error().message);
    return false;
  }
  const auto formatted = agreements::format_text(path, *text, TextFiles(path));
  if (!formatted.text) {
    for (const agreements::Diagnostic& diagnostic : formatted.diagnostics)
      std::fprintf(stderr, "%s\n", agreements::diagnostic_text(diagnostic, *text).c_str());
    complain(path, "not formatted, because it has errors");
    return false;
  }
  const bool canonical = *formatted.text == *text;
  if (what == Do::check) {
    if (!canonical) complain(path, "not in its canonical spelling; detente format --write changes it");
    return canonical;
  }
  if (what == Do::print) {
    std::fwrite(formatted.text->data(), 1, formatted.text->size(), stdout);
    return true;
  }
  if (canonical) return true;
  const auto written = replace_text(path, *formatted.text);
  if (!written.ok()) complain(path, "cannot write it: " + written.error().message);
  return written.ok();
}

}  // namespace

int format(int argc, const char* const* argv) {
  CLI::App app(
      "Prints the canonical spelling of agreements and means of verification. Comments stay where they "
      "stand.\n"
      "A text with errors is not formatted.",
      "detente format");
  std::vector<std::string> files;
  bool check = false, write = false;
  app.add_option("FILE", files, "texts to format")->required();
  auto* check_flag = app.add_flag("--check", check, "print nothing; exit 1 where a text is not canonical");
  app.add_flag("--write", write, "change the files in place")->excludes(check_flag);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  bool good = true;
  for (const std::string& file : files)
    good = format_file(file, check ? Do::check : write ? Do::write : Do::print) && good;
  if (std::fflush(stdout) != 0) {
    std::perror("detente format: standard output");
    return 1;
  }
  return good ? 0 : 1;
}

}  // namespace detente::apps
