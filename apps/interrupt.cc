#include "interrupt.h"

#include <csignal>

namespace detente::apps {

namespace {

volatile std::sig_atomic_t caught = 0;
void take_note(int) {
  caught = 1;
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGPIPE, SIG_IGN);
  struct sigaction action {};
  action.sa_handler = take_note;  // without SA_RESTART: a wait ends at once
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() {
  return caught != 0;
}

}  // namespace detente::apps
