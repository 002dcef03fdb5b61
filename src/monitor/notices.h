#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "agreements/agreement.h"
#include "facts/notice.h"
#include "monitor/levels.h"

namespace detente::monitor {

// What was notified so far, by vessel. At most kNoticesMax are held; further ones are counted and have no
// effect.
class Notices {
 public:
  void add(const facts::Notice& notice);

  // When a notice of `party` about the vessel excuses it under `exception`: from `at least` after the notice
  // until `at most` after it, both included, and not before it was received; where every other party must be
  // told, when each of `others` was.
  Runs excused(std::uint32_t mmsi, const std::string& party, const std::vector<std::string>& others,
               const agreements::NotifiedException& exception) const;
  // Whether the party gave any notice about the vessel that was received by then.
  bool any(std::uint32_t mmsi, const std::string& party, base::Instant by) const;
  std::uint64_t refused() const { return refused_; }

 private:
  std::map<std::string, std::vector<facts::Notice>> by_subject_;
  std::size_t held_ = 0;
  std::uint64_t refused_ = 0;
};

inline constexpr std::size_t kNoticesMax = 1'000'000;

}  // namespace detente::monitor
