#include "feeds/sentence.h"

#include <cstring>

namespace detente::feeds {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}

// Some receivers leave the talker as the standard prints it, "--VDM".
bool is_talker(char c) {
  return is_letter(c) || c == '-';
}

int hexadecimal_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

// Reads the fields of `body`, which is what stands between '!' and '*'.
bool read_fields(std::string_view body, Sentence& sentence) {
  // "AIVDM,c,n," is the shortest beginning; the two optional fields follow.
  if (body.size() < 14 || body[5] != ',' || body[7] != ',' || body[9] != ',') return false;
  if (body[6] < '1' || body[6] > '9' || body[8] < '1' || body[8] > body[6]) return false;
  std::size_t at = 10;
  std::int8_t sequence = -1;
  if (is_digit(body[at])) sequence = static_cast<std::int8_t>(body[at++] - '0');
  if (body[at++] != ',') return false;
  char channel = '\0';
  if (is_digit(body[at]) || is_letter(body[at])) channel = body[at++];
  if (body[at++] != ',') return false;
  // The payload takes all but the last field ",f".
  const std::size_t end = body.size() - 2;
  if (end < at || body[end] != ',' || body[end + 1] < '0' || body[end + 1] > '5') return false;
  const std::string_view payload = body.substr(at, end - at);
  if (payload.find(',') != std::string_view::npos) return false;
  sentence.payload = payload;
  sentence.count = static_cast<std::uint8_t>(body[6] - '0');
  sentence.number = static_cast<std::uint8_t>(body[8] - '0');
  sentence.sequence = sequence;
  sentence.channel = channel;
  sentence.fill = static_cast<std::uint8_t>(body[end + 1] - '0');
  return true;
}

}  // namespace

std::uint8_t exclusive_or(std::string_view bytes) {
  std::uint64_t words = 0;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    words ^= word;
  }
  words ^= words >> 32;
  words ^= words >> 16;
  words ^= words >> 8;
  auto result = static_cast<std::uint8_t>(words);
  for (; at < bytes.size(); ++at)
    result = static_cast<std::uint8_t>(result ^ static_cast<std::uint8_t>(bytes[at]));
  return result;
}

int hexadecimal_byte(char high, char low) {
  const int h = hexadecimal_digit(high);
  const int l = hexadecimal_digit(low);
  return h < 0 || l < 0 ? -1 : h * 16 + l;
}

SentenceFault read_sentence(std::string_view line, Sentence& sentence) {
  if (line.size() < 6 || line[0] != '!' || !is_talker(line[1]) || !is_talker(line[2]) || line[3] != 'V' ||
      line[4] != 'D' || (line[5] != 'M' && line[5] != 'O')) {
    return SentenceFault::not_ais;
  }
  const std::string_view within = line.substr(0, kSentenceMax);
  const std::size_t star = within.find('*');
  if (star == std::string_view::npos || star + 3 > within.size()) {
    return line.size() > kSentenceMax ? SentenceFault::too_long : SentenceFault::no_checksum;
  }
  const int stated = hexadecimal_byte(within[star + 1], within[star + 2]);
  if (stated < 0) return SentenceFault::no_checksum;
  const std::string_view body = within.substr(1, star - 1);
  if (exclusive_or(body) != stated) return SentenceFault::bad_checksum;
  Sentence read;
  if (!read_fields(body, read)) return SentenceFault::bad_form;
  read.text = within.substr(0, star + 3);
  read.checksum = static_cast<std::uint8_t>(stated);
  read.own = line[5] == 'O';
  sentence = read;
  return SentenceFault::none;
}

}  // namespace detente::feeds
