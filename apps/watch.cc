// detente watch: feeds in, indications out.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <unistd.h>

#include "cli/indication_words.h"
#include "cli/output.h"
#include "commands.h"
#include "interrupt.h"
#include "watching.h"

namespace detente::apps {

int watch(int argc, const char* const* argv) {
  CLI::App app(
      "The main job: holds agreements against sources and prints indications as JSON lines.\n"
      "Files give final lines, sorted, at the end; with --provisional, and from live sources, what can be "
      "said "
      "earlier comes too. Indications do not change the exit code. The machine indicates; people find.",
      "detente watch");
  WatchingOptions options;
  bool words = false;
  add_options(app, options);
  app.add_option("--speed", options.speed, "replay files at N times their own pace")->type_name("N|max");
  app.add_flag("--provisional", options.provisional, "print provisional lines too");
  app.add_flag("--words", words, "print each indication in words, instead of JSON");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  catch_interrupts();

  cli::Output output(STDOUT_FILENO);
  const WatchingSinks sinks{
      .run =
          [&](const std::string& line) {
            if (!words) output.line(line);
          },
      .indication =
          [&](const facts::IndicationLine& line, const facts::Indication& indication,
              const agreements::Agreement& agreement) {
            output.line(words ? cli::indication_words(indication, agreement) : line.text);
          },
      .going = [&] { return !interrupted() && output.good(); },
      .flush = [&] { output.flush(); },
  };
  const int code = run_watching("detente watch", options, sinks);
  output.flush();
  if (output.good() || output.closed_pipe()) return code;
  std::fprintf(stderr, "detente watch: standard output: %s\n", output.error_words().c_str());
  return 1;
}

}  // namespace detente::apps
