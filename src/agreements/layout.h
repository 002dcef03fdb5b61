#pragma once

#include <string>
#include <vector>

#include "agreements/cursor.h"

namespace detente::agreements {

// The canonical text: blocks in order of (rank, key), two blanks an indent step, each comment where it stood:
// one on its own line (with the blank line behind it, if any) before the line whose first token followed it,
// one behind other words on their line.
std::string laid_out(std::vector<Block> blocks, const std::vector<Comment>& comments);

// The bytes of the formal reading: the canonical text without the authentic texts, comments and blank lines.
std::string reading_bytes(std::vector<Block> blocks);

}  // namespace detente::agreements
