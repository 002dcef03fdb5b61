#pragma once

#include <string>
#include <string_view>

namespace detente::base {

// Bytes from outside as a message may show them: at most `most` of them, everything but printable ASCII as
// '?', so that no message can move a terminal's cursor.
inline std::string printable(std::string_view bytes, std::size_t most = 60) {
  std::string shown(bytes.substr(0, most));
  for (char& c : shown)
    if (c < ' ' || c > '~') c = '?';
  return bytes.size() > most ? shown + "..." : shown;
}

}  // namespace detente::base
