#pragma once

#include <cstdint>

#include "drill/random.h"

namespace detente::drill {

// What the property tests of this room draw from. The seed is printed, and taken from DETENTE_SEED where that
// is set. Defined in draw_test.cc.
Random draw_for_test(const char* law, std::uint64_t usual_seed);

}  // namespace detente::drill
