// The one binary: hands the command line to its subcommand.

#include <array>
#include <cstdio>
#include <string_view>

#include "commands.h"
#include "watch/engine_version.h"

namespace {

struct Command {
  std::string_view name;
  int (*run)(int, const char* const*);
  const char* purpose;
};

using namespace detente::apps;

constexpr std::array kCommands = {
    Command{"check", check, "read agreements; every error as file:line:column, with its reason and a fix"},
    Command{"format", format, "the canonical spelling of an agreement"},
    Command{"explain", explain, "a plain reading of what an agreement means"},
    Command{"watch", watch, "the main job: feeds in, indications out as JSON lines"},
    Command{"recompute", recompute, "compute indications again: same, different (where), missing"},
    Command{"decode", decode, "decoded AIS messages as JSON lines"},
    Command{"drill", drill, "rehearsals: a feed and its ground truth from a scenario and a seed"},
};

void print_help(std::FILE* to) {
  std::fputs(
      "detente: agreements held against live ship data. The machine indicates; people find.\n\n"
      "usage: detente COMMAND [OPTION...]     detente COMMAND --help\n\n",
      to);
  for (const Command& command : kCommands)
    std::fprintf(to, "  %-10s %s\n", command.name.data(), command.purpose);
  std::fputs(
      "\n  --version  the version of the engine\n\nExit codes: 0 done, 1 the input is wrong, 2 the command "
      "line is wrong.\n",
      to);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  if (name == "--help" || name == "-h" || name == "help") {
    print_help(stdout);
    return 0;
  }
  if (name == "--version") {
    std::printf("%.*s\n", static_cast<int>(detente::watch::kEngineVersion.size()),
                detente::watch::kEngineVersion.data());
    return 0;
  }
  for (const Command& command : kCommands)
    if (command.name == name) return command.run(argc - 1, argv + 1);
  if (name.empty())
    std::fputs("detente: wanted a command\n\n", stderr);
  else
    std::fprintf(stderr, "detente: no command '%s'\n\n", argv[1]);
  print_help(stderr);
  return 2;
}
