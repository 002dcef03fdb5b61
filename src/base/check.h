#pragma once

namespace detente::base {

// Prints the broken reasoning to standard error and aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace detente::base

// Our own reasoning is wrong: stop loudly, in every build. For the outside world's faults use Result.
#define CHECK(condition)                                             \
  do {                                                               \
    if (!(condition)) [[unlikely]]                                   \
      ::detente::base::check_failed(#condition, __FILE__, __LINE__); \
  } while (false)
