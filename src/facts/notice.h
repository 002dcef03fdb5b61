#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"

namespace detente::facts {

// One party told others beforehand of a movement: `notified` in an agreement reads nothing else.
struct Notice {
  std::string from;             // party code
  std::vector<std::string> to;  // party codes, sorted
  std::string about;            // "mmsi:440123456"
  base::Instant sent;
  base::Instant received;  // by the last of `to`
  friend bool operator==(const Notice&, const Notice&) = default;
};

// A line of a `facts` source: canonical JSON with `v` 1 and `fact`. A notice is read; a kind that this
// version does not know (request, answer, hail, report ...) is carried without effect.
struct FactLine {
  std::string kind;
  base::Instant at;  // received_ms: when it could first be known here
  std::optional<Notice> notice;
};

inline constexpr std::size_t kFactLineBytesMax = 64 * 1024;

// The message says which member is wrong, what was seen and what was wanted.
base::Result<FactLine> parse_fact_line(std::string_view line);

// The canonical spelling of a notice, without a line end.
std::string notice_text(const Notice& notice);

}  // namespace detente::facts
