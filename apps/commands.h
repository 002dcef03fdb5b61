#pragma once

// One function a subcommand: `argv[0]` is the subcommand's name. Returns the exit code: 0, 1 (the input is
// wrong), 2 (the command line is wrong).
namespace detente::apps {

int check(int argc, const char* const* argv);
int format(int argc, const char* const* argv);
int explain(int argc, const char* const* argv);
int decode(int argc, const char* const* argv);
int watch(int argc, const char* const* argv);
int recompute(int argc, const char* const* argv);
int drill(int argc, const char* const* argv);

}  // namespace detente::apps
