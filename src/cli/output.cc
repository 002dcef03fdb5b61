#include "cli/output.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace detente::cli {

void Output::line(std::string_view text) {
  held_ += text;
  held_ += '\n';
  if (held_.size() >= kFlushAt) flush();
}

void Output::flush() {
  std::string_view rest = held_;
  while (!rest.empty() && good()) {
    const ssize_t wrote = ::write(descriptor_, rest.data(), rest.size());
    if (wrote >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(wrote));
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  held_.clear();
}

bool Output::closed_pipe() const {
  return error_ == EPIPE;
}

std::string Output::error_words() const {
  return good() ? std::string() : std::generic_category().message(error_);
}

}  // namespace detente::cli
