#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "facts/event.h"
#include "facts/indication.h"
#include "monitor/book.h"
#include "monitor/courses.h"
#include "monitor/desk.h"
#include "monitor/notices.h"
#include "monitor/rules.h"
#include "monitor/stretches.h"
#include "tracks/picture.h"

namespace detente::monitor {

// What was seen and not used, for the watch's counters.
struct EngineCounts {
  std::uint64_t repeated = 0;
  std::uint64_t kept_apart = 0;
  std::uint64_t not_a_vessel = 0;
  std::uint64_t default_number = 0;
  std::uint64_t after_gap = 0;
  std::uint64_t no_course_or_speed = 0;
  std::uint64_t let_go = 0;
  std::uint64_t notices_refused = 0;
  std::uint64_t crowded_out = 0;
};

// One agreement held against the picture, one share of it. Eats events in canonical order; what it says
// depends on nothing else: not on how they were grouped, not on how many engines share the work. A value:
// copying it copies its whole state. One thread at a time.
class Engine {
 public:
  Engine(std::shared_ptr<const Rules> rules, Share share);

  void eat(const facts::Event& event);  // REQUIRES: not canonically before an event eaten earlier
  void finish();                        // the data ends here; nothing may be eaten after

  std::vector<facts::Indication> take_settled() { return book_.take_settled(); }
  EngineCounts counts() const;

 private:
  void on_sighting(const facts::Sighting& sighting);
  void sweep();
  base::Duration silence() const;
  Desk desk();

  std::shared_ptr<const Rules> rules_;
  Share share_;
  tracks::Picture picture_;
  Notices notices_;
  Book book_;
  Stretches stretches_;
  Courses courses_;
  base::Instant now_{};
  std::int64_t swept_minute_ = 0;
  EngineCounts counts_;
};

}  // namespace detente::monitor
