#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "drill/perform.h"
#include "drill/scenario.h"

// Whatever read_scenario takes can be performed, and twice the same; a small one is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace detente;
  const auto scenario = drill::read_scenario("fuzz.drill", {reinterpret_cast<const char*>(data), size});
  if (!scenario) {
    CHECK(!scenario.error().message.empty());
    return 0;
  }
  if (scenario->vessels.size() > 40 || scenario->span.length().ms > 20 * base::kMsPerMinute) return 0;
  const auto feed_of = [&scenario] {
    std::string feed;
    const auto keep = [&feed](std::string_view line) {
      CHECK(line.ends_with('\n'));
      feed += line;
      return base::Outcome();
    };
    CHECK(drill::perform(*scenario, scenario->seed,
                         {.feed = keep, .facts = keep, .roster = keep, .truth = keep})
              .ok());
    return feed;
  };
  CHECK(feed_of() == feed_of());
  return 0;
}
