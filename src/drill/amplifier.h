#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "drill/reception.h"
#include "drill/recorded_line.h"
#include "drill/renumbering.h"

namespace detente::drill {

// Where recordings are moved to (decision 12): 37.70N 124.90E, in the West Sea.
inline constexpr geo::Position kWestSea{377'000'000, 1'249'000'000};

struct Amplification {
  std::uint32_t copies = 1;               // 1 to kCopiesMax
  base::Duration shift{};                 // copy k is k times this later; 0 to 24 h
  bool to_west_sea = false;               // `around` comes to kWestSea, everything else with it
  std::optional<geo::Position> around{};  // absent: the first position of the recording
};
inline constexpr std::uint32_t kCopiesMax = 100'000;

// Makes a larger load of a recording of NMEA lines: every copy has identities of its own, all copies together
// are in the order of their times as far as the recording is. A function of its input alone.
// Held meanwhile: the part of the recording that the last copy has still to say, (copies - 1) * shift long.
class Amplifier {
 public:
  Amplifier(const Amplification& wanted, LineSink sink);

  base::Outcome read_line(
      std::string_view line);  // without line end; longer than kLineBytesMax is passed over
  base::Outcome finish();

  struct Counts {
    std::int64_t lines_in = 0;
    std::int64_t lines_out = 0;
    std::int64_t too_long = 0;       // lines
    std::int64_t no_identity = 0;    // messages left out: no number was left for them
    std::int64_t off_the_earth = 0;  // messages left out: moved beyond a pole
  };
  const Counts& counts() const { return counts_; }

  static constexpr std::size_t kLineBytesMax = 1'024;

 private:
  // The lines of one message: what stamps it, its sentences, and what stands between. Copies are written
  // group by group, so that sentences of one message stay together.
  struct Group {
    base::Instant at;  // never earlier than the group before
    bool timed = false;
    std::vector<std::string> lines;
  };
  struct Turn {
    base::Instant at;
    std::uint32_t copy;
    friend bool operator>(const Turn& a, const Turn& b) {
      return a.at != b.at ? a.at > b.at : a.copy > b.copy;
    }
  };

  base::Outcome close_group();
  base::Outcome write_until(base::Instant until);
  base::Outcome write(const Group& group, std::uint32_t copy);
  void schedule(std::uint32_t copy);
  std::optional<std::string> edited(std::string_view sentence, std::uint32_t copy, base::Duration shift);

  Amplification wanted_;
  LineSink sink_;
  Renumbering renumbering_;
  std::optional<Translation> translation_;
  Group open_;
  base::Instant latest_{0};
  std::deque<Group> groups_;         // from the one that the last copy says next
  std::uint64_t first_group_ = 0;    // the number of groups_.front()
  std::vector<std::uint64_t> next_;  // by copy: the number of the group that it says next
  std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns_;
  std::vector<std::uint32_t> waiting_;  // copies that have said all there is
  Counts counts_;
};

}  // namespace detente::drill
