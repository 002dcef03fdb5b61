#pragma once

#include <optional>
#include <string_view>

#include "intake/source_spec.h"

namespace detente::intake {

// How many bytes recognised() looks at; fewer are enough where the source has ended.
inline constexpr std::size_t kRecognitionBytes = 4'096;

// What a source is, from its first bytes: `facts` where the first line that is neither blank nor a comment
// (#) begins with
// '{', `nmea` where a line of the first kRecognitionBytes has an NMEA sentence, tag block or stamp in it.
// Nothing where it is neither.
std::optional<Format> recognised(std::string_view first_bytes);

}  // namespace detente::intake
