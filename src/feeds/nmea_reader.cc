#include "feeds/nmea_reader.h"

#include <algorithm>
#include <utility>

#include "feeds/sentence.h"
#include "feeds/tag_block.h"

namespace detente::feeds {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}
bool is_all_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

// Takes a leading epoch and the spaces behind it off `line`.
std::optional<base::Instant> take_leading_epoch(std::string_view& line) {
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto at = epoch_of(line.substr(0, space));
  if (at) line = trimmed(line.substr(space));
  return at;
}

LineKind kind_of(SentenceFault fault) {
  switch (fault) {
    case SentenceFault::too_long:
      return LineKind::too_long_sentence;
    case SentenceFault::no_checksum:
      return LineKind::no_checksum;
    case SentenceFault::bad_checksum:
      return LineKind::bad_checksum;
    case SentenceFault::bad_form:
      return LineKind::bad_form;
    case SentenceFault::none:
    case SentenceFault::not_ais:
      break;
  }
  return LineKind::other_sentence;
}

void fill_gaps(Stamp& stamp, const Stamp& other) {
  if (!stamp.at) stamp.at = other.at;
  if (stamp.station.empty()) stamp.station = other.station;
}

}  // namespace

void NmeaReader::read(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    const bool whole = end != std::string_view::npos;
    if (!skipping_ && begun_.size() + piece.size() > kLineMax + 1) {  // one more for '\r'
      skipping_ = true;
      begun_.clear();
    }
    if (whole && !skipping_ && begun_.empty()) {
      read_line(piece);
    } else {
      if (!skipping_) begun_ += piece;
      if (whole) {
        const std::string line = std::exchange(begun_, {});
        read_line(line);
      }
    }
    if (!whole) return;
    bytes.remove_prefix(end + 1);
  }
}

void NmeaReader::finish() {
  if (skipping_ || !begun_.empty()) {
    const std::string line = std::exchange(begun_, {});
    read_line(line);
  }
  assembly_.give_up_all();
  settle_stale();
}

void NmeaReader::read_line(std::string_view line) {
  ++lines_;
  std::uint8_t type = 0;
  const bool too_long = std::exchange(skipping_, false) || trimmed(line).size() > kLineMax;
  const LineKind kind = too_long ? LineKind::too_long_line : kind_of_line(trimmed(line), type);
  counts_.add(kind, lines_, type);
  settle_stale();
}

void NmeaReader::settle_stale() {
  const Assembly::Stale stale = assembly_.take_stale();
  if (stale.sentences == 0) return;
  counts_.move(LineKind::fragment_waiting, LineKind::fragment_stale, stale.sentences, stale.first_line);
}

LineKind NmeaReader::kind_of_line(std::string_view line, std::uint8_t& type) {
  if (line.empty()) return LineKind::blank;
  Stamp own;
  if (line[0] != '!') {
    if (line[0] == '#') return LineKind::comment;
    if (line[0] >= '0' && line[0] <= '9') {
      own.at = take_leading_epoch(line);
      if (line.empty()) return LineKind::not_recognised;
    }
    if (line[0] == '\\') {
      const auto block = read_tag_block(line);
      if (!block) return LineKind::bad_stamp;
      Stamp stamp = block->stamp;
      fill_gaps(stamp, own);
      own = stamp;
      line = trimmed(line.substr(block->length));
      if (line.empty()) {  // stands alone: stamps what follows, as far as it says anything
        fill_gaps(own, coming_);
        coming_ = own;
        return LineKind::stamp;
      }
    }
    if (line[0] == '$') return kind_of_stamp(line);
  }
  if (line[0] != '!') {
    return is_all_printable(line) ? LineKind::not_recognised : LineKind::bad_characters;
  }
  return kind_of_sentence(line, own, type);
}

LineKind NmeaReader::kind_of_stamp(std::string_view line) {
  if (!line.starts_with("$PGHP,")) {
    return is_all_printable(line) ? LineKind::other_sentence : LineKind::bad_characters;
  }
  const auto stamp = gatehouse_stamp(line);
  // A stamp that cannot be read must not leave an older one for the next sentence.
  coming_ = stamp ? stamp->stamp : Stamp{};
  coming_checksum_ = stamp ? stamp->checksum : -1;
  return stamp ? LineKind::stamp : LineKind::bad_stamp;
}

LineKind NmeaReader::kind_of_sentence(std::string_view text, const Stamp& own, std::uint8_t& type) {
  Sentence sentence;
  const SentenceFault fault = read_sentence(text, sentence);
  if (fault == SentenceFault::not_ais) {
    return is_all_printable(text) ? LineKind::other_sentence : LineKind::bad_characters;
  }
  const Stamp coming = std::exchange(coming_, Stamp{});
  const int coming_checksum = std::exchange(coming_checksum_, -1);
  if (fault != SentenceFault::none) {
    return is_all_printable(text) ? kind_of(fault) : LineKind::bad_characters;
  }
  ++ais_sentences_;
  Stamp stamp = own;
  // $PGHP repeats the checksum of a received single sentence (29,006 of 29,006 in the Danish recordings;
  // own-vessel sentences and messages of several are given others): where it differs, the stamped sentence
  // was lost.
  const bool meant =
      coming_checksum < 0 || coming_checksum == sentence.checksum || sentence.own || sentence.count > 1;
  if (meant) fill_gaps(stamp, coming);
  const std::string_view suffix = text.substr(sentence.text.size());
  if (!suffix.empty()) {
    if (suffix[0] != ',') return LineKind::bad_form;
    if (!is_all_printable(suffix)) return LineKind::bad_characters;
    fill_gaps(stamp, coast_guard_stamp(suffix));
  }

  if (sentence.count == 1) {
    bits_.clear();
    if (!bits_.append(sentence.payload, sentence.fill)) return LineKind::bad_characters;
    return kind_of_message(bits_, sentence.text, stamp, type);
  }

  switch (assembly_.add(sentence, stamp, {.ordinal = ais_sentences_, .line = lines_})) {
    case Assembly::Fate::waiting:
      return LineKind::fragment_waiting;
    case Assembly::Fate::orphan:
      return LineKind::fragment_orphan;
    case Assembly::Fate::duplicate:
      return LineKind::fragment_duplicate;
    case Assembly::Fate::bad_character:
      return LineKind::bad_characters;
    case Assembly::Fate::complete:
      break;
  }
  const Assembly::Whole whole = assembly_.message();
  counts_.move(LineKind::fragment_waiting, LineKind::fragment, whole.sentences - 1U, whole.first_line);
  return kind_of_message(*whole.bits, whole.text, whole.stamp, type);
}

LineKind NmeaReader::kind_of_message(const SixBits& bits, std::string_view payload, const Stamp& stamp,
                                     std::uint8_t& type) {
  if (bits.size() >= 6) type = static_cast<std::uint8_t>(bits.number(0, 6));
  switch (read_message(bits, message_)) {
    case MessageFault::none:
      break;
    case MessageFault::not_used:
      return LineKind::not_used;
    case MessageFault::unknown:
      return LineKind::unknown;
    case MessageFault::bad_length:
      return LineKind::bad_length;
  }
  if (!stamp.at) ++untimed_;
  sink_({.message = message_,
         .at = stamp.at,
         .station = stamp.station.name(),
         .payload = payload,
         .line = lines_});
  return LineKind::accepted;
}

}  // namespace detente::feeds
