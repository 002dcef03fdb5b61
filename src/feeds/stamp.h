#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/units.h"

namespace detente::feeds {

// The name of a receiving station as a source may carry it: [A-Za-z0-9._-], at most kStationMax characters.
// Other characters become '-', what is longer is cut.
inline constexpr std::size_t kStationMax = 24;
class Station {
 public:
  Station() = default;
  explicit Station(std::string_view name);
  bool empty() const { return size_ == 0; }
  std::string_view name() const { return {characters_.data(), size_}; }
  friend bool operator==(const Station& a, const Station& b) { return a.name() == b.name(); }

 private:
  std::array<char, kStationMax> characters_{};
  std::uint8_t size_ = 0;
};

// When and where a sentence was received, as far as its line says.
struct Stamp {
  std::optional<base::Instant> at;
  Station station;
};

// Latest moment that a stamp may name: the last millisecond of the year 9999, as in base/time_text.h.
inline constexpr base::Instant kStampMax{253'402'300'799'999};

// A count of time units since 1970 in 1 to 19 digits. The unit follows from the number of digits: up to 11
// seconds, 12 to 14 milliseconds, 15 to 17 microseconds, 18 and 19 nanoseconds. Seconds may have a fraction.
// Floored to milliseconds; nothing else in `text`.
std::optional<base::Instant> epoch_of(std::string_view text);

// What the US Coast Guard's receivers append to a sentence (",x1,s2,d-98,T33.7,r003669973,1152921694"): the
// station is the field that begins with 'r' or 'b' and continues with a letter or digit, the time the first
// field after it, or without one the first field, that is a plain epoch of 9 digits or more. Other fields are
// passed over.
Stamp coast_guard_stamp(std::string_view suffix);

// `$PGHP,1,y,m,d,h,min,s,ms,country,region,base,online,xsum*hh`: when and by which base station the next
// sentence was received (Gatehouse; as the Danish Maritime Authority's AisLib reads it).
struct GatehouseStamp {
  Stamp stamp;
  int checksum = -1;  // that the next sentence is said to have; -1 where the field is empty
};
// Nothing where the line has another form, its checksum disagrees or the time is none.
std::optional<GatehouseStamp> gatehouse_stamp(std::string_view line);

}  // namespace detente::feeds
