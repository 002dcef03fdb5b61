#pragma once

#include "agreements/cursor.h"
#include "agreements/verification.h"

namespace detente::agreements {

struct VerificationDraft {
  Verification verification;  // whole only where no error was reported
  std::vector<Block> blocks;
  std::vector<Comment> comments;
};
VerificationDraft parse_verification(std::string_view text, Diagnoses& diagnoses);

inline constexpr std::size_t kVerificationBytesMax = 1024 * 1024;

}  // namespace detente::agreements
