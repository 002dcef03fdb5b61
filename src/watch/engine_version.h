#pragma once

#include <string_view>

namespace detente::watch {

// Named in the run line. Changes whenever the same inputs may give other indications.
inline constexpr std::string_view kEngineVersion = "detente 0.1.0";

}  // namespace detente::watch
