#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "feeds/sentence.h"
#include "feeds/six_bits.h"
#include "feeds/stamp.h"

namespace detente::feeds {

// Puts messages of several sentences together again. The sentences of one message share station, channel and
// sequence number and come in order, others may stand between them; a message whose rest does not come in
// time is given up. Holds at most kOpenMax messages, about 150 kB in all.
class Assembly {
 public:
  static constexpr std::size_t kOpenMax = 64;
  // A message is given up when its next sentence is stamped this much later than its first ...
  static constexpr base::Duration kAgeMax{10'000};
  // ... or, whatever the stamps say, when this many AIS sentences came after its latest.
  static constexpr std::uint64_t kSentencesMax = 1'000;

  enum class Fate : std::uint8_t {
    waiting,        // taken; the message is not complete yet
    complete,       // taken; message() is whole now
    orphan,         // the sentences before it are not here; dropped
    duplicate,      // equal to the latest one taken; dropped
    bad_character,  // not armour; the message it belongs to is given up
  };

  // A message that is complete. Valid until the next add().
  struct Whole {
    const SixBits* bits;
    std::string_view text;  // its sentences joined by '\n'
    Stamp stamp;            // of the first sentence that has a time, or a station
    std::uint8_t sentences;
    std::uint64_t first_line;
  };

  Assembly();

  // Where a sentence stands: how many AIS sentences there were before it, and on which line it is.
  struct Place {
    std::uint64_t ordinal;
    std::uint64_t line;
  };
  // REQUIRES: sentence.count > 1, place not before the one before.
  Fate add(const Sentence& sentence, const Stamp& stamp, Place place);
  Whole message() const { return whole_; }  // REQUIRES: the last add() answered complete

  // Sentences that were taken and given up since this was last asked.
  struct Stale {
    std::uint64_t sentences = 0;
    std::uint64_t first_line = 0;
  };
  Stale take_stale();
  void give_up_all();

 private:
  struct Open {
    bool used = false;
    std::uint8_t count = 0;
    std::uint8_t taken = 0;
    std::int8_t sequence = -1;
    char channel = '\0';
    Stamp stamp;
    std::uint64_t latest = 0;     // ordinal
    std::uint64_t line = 0;       // of the first sentence
    std::size_t latest_from = 0;  // where the latest sentence begins in `text`
    SixBits bits;
    std::string text;
  };

  Open* find(const Sentence& sentence, const Stamp& stamp);
  Open& room_for_one();
  void give_up(Open& open);
  bool is_over(const Open& open, const Stamp& stamp, std::uint64_t ordinal) const;

  std::vector<Open> open_;
  Stale stale_;
  Whole whole_{};
};

}  // namespace detente::feeds
