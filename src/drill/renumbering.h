#pragma once

#include <cstdint>
#include <map>
#include <optional>

namespace detente::drill {

// Other identities for the copies of a recording: of the same flag and kind (ITU-R M.585-9: the leading
// digits stay), and never one for two. Vessels of a flag are counted in the order in which they first appear;
// copy k of n gets number n * count + k. So the vessels of a flag, times n, are at most a million; of shore
// stations and aids to navigation, 10,000.
class Renumbering {
 public:
  explicit Renumbering(std::uint32_t copies) : copies_(copies) {}  // REQUIRES: copies > 0

  // REQUIRES: copy < copies. Nothing where the numbers of its kind are used up, or more than kIdentitiesMax
  // were seen, or `mmsi` has more than nine digits.
  std::optional<std::uint32_t> identity(std::uint32_t mmsi, std::uint32_t copy);

  static constexpr std::size_t kIdentitiesMax = 2'000'000;

 private:
  std::uint32_t copies_;
  std::map<std::uint32_t, std::uint32_t> count_of_;  // by mmsi
  std::map<std::uint32_t, std::uint32_t> counted_;   // by the first number of the kind
};

}  // namespace detente::drill
