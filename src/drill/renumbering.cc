#include "drill/renumbering.h"

#include "base/check.h"

namespace detente::drill {

namespace {

// How many numbers begin with the digits that say the flag and kind of `mmsi`.
std::uint32_t numbers_like(std::uint32_t mmsi) {
  if (mmsi < 10'000'000) return 10'000;                           // 00MIDxxxx shore stations
  if (mmsi < 100'000'000) return 100'000;                         // 0MIDxxxxx groups
  if (mmsi >= 980'000'000) return 10'000;                         // 98MIDxxxx, 99MIDxxxx
  if (mmsi / 1'000'000 == 111) return 1'000;                      // 111MIDxxx aircraft
  if (mmsi >= 800'000'000 && mmsi < 900'000'000) return 100'000;  // 8MIDxxxxx hand-held
  return 1'000'000;                                               // MIDxxxxxx, and what follows no plan
}

}  // namespace

std::optional<std::uint32_t> Renumbering::identity(std::uint32_t mmsi, std::uint32_t copy) {
  CHECK(copy < copies_);
  if (mmsi > 999'999'999) return std::nullopt;
  const std::uint32_t like = numbers_like(mmsi);
  const std::uint32_t first = mmsi - mmsi % like;
  auto found = count_of_.find(mmsi);
  if (found == count_of_.end()) {
    if (count_of_.size() >= kIdentitiesMax) return std::nullopt;
    found = count_of_.emplace(mmsi, counted_[first]++).first;
  }
  const std::uint64_t number = static_cast<std::uint64_t>(found->second) * copies_ + copy;
  if (number >= like) return std::nullopt;
  return first + static_cast<std::uint32_t>(number);
}

}  // namespace detente::drill
