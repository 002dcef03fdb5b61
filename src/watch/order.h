#pragma once

#include <vector>

#include "facts/indication.h"

namespace detente::watch {

// The order in which indications are printed (decision 7): opened, article, subjects; then all the rest, by
// spelling.
void sort_canonically(std::vector<facts::Indication>& indications);

}  // namespace detente::watch
