#pragma once

namespace detente::apps {

// From now on an interrupt (SIGINT, SIGTERM) ends work in good order instead of at once, and a closed pipe is
// a failed write instead of the end.
void catch_interrupts();
bool interrupted();

}  // namespace detente::apps
