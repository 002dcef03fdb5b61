#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace detente::feeds {

// One AIS sentence, `!ttVDM` (received) or `!ttVDO` (own vessel), any talker of two capital letters or dashes
// (IEC 61162-1, 8.3.105-106):
//   !AIVDM,<count>,<number>,<sequence>,<channel>,<payload>,<fill>*hh
// The views point into the line that was read.
struct Sentence {
  std::string_view text;      // from '!' to the last digit of the checksum
  std::string_view payload;   // armoured, not yet looked at
  std::uint8_t count = 1;     // sentences in the message, 1 to 9
  std::uint8_t number = 1;    // which of them this is, 1 to count
  std::int8_t sequence = -1;  // 0 to 9; -1 where the field is empty
  char channel = '\0';        // a letter or digit; '\0' where the field is empty
  std::uint8_t fill = 0;      // bits to drop at the end of the payload, 0 to 5
  std::uint8_t checksum = 0;  // XOR of what stands between '!' and '*'
  bool own = false;           // VDO
};

enum class SentenceFault : std::uint8_t {
  none,
  not_ais,       // another sentence, or none at all
  too_long,      // no end within kSentenceMax
  no_checksum,   // no '*' followed by two hexadecimal digits
  bad_checksum,  // the digits disagree with the sentence
  bad_form,      // the checksum holds, but number, order or content of the fields is wrong
};

// IEC 61162-1 allows 82 characters with CR and LF; receivers in the field send more, up to this we follow
// them.
inline constexpr std::size_t kSentenceMax = 128;

// Reads the sentence that `line` begins with; what follows its checksum is left to the caller.
// `sentence` is set only where the answer is `none`.
SentenceFault read_sentence(std::string_view line, Sentence& sentence);

// XOR of all bytes (IEC 61162-1, 7.3.3).
std::uint8_t exclusive_or(std::string_view bytes);

// The value of two hexadecimal digits of either case, or -1.
int hexadecimal_byte(char high, char low);

}  // namespace detente::feeds
