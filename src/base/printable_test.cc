#include "base/printable.h"

#include <doctest/doctest.h>

namespace detente::base {

TEST_CASE("a message shows no byte that could move a terminal's cursor, and no more than it should") {
  CHECK(printable("2026-11-21") == "2026-11-21");
  CHECK(printable("\x1b[2Jgone\n\x7f\xff") == "?[2Jgone???");
  CHECK(printable("abcdef", 3) == "abc...");
  CHECK(printable("abc", 3) == "abc");
}

}  // namespace detente::base
