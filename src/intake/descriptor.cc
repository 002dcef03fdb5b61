#include "intake/descriptor.h"

#include <algorithm>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace detente::intake {

void Descriptor::reset() {
  // Standard input is not ours to close.
  if (number_ > STDERR_FILENO) ::close(number_);
  number_ = -1;
}

bool wait(int number, For what, base::Duration patience) {
  constexpr std::int64_t kHour = base::kMsPerHour;
  const auto ms = static_cast<int>(std::clamp<std::int64_t>(patience.ms, 0, kHour));
  pollfd watched{
      .fd = number, .events = static_cast<short>(what == For::reading ? POLLIN : POLLOUT), .revents = 0};
  // A signal ends the wait early; the caller looks again.
  return ::poll(&watched, 1, ms) > 0 && number >= 0;
}

base::Error io_error(const std::string& name, const std::string& what, int number) {
  return {.kind = base::Error::Kind::io,
          .message = name + ": " + what + ": " + std::error_code(number, std::generic_category()).message()};
}

}  // namespace detente::intake
