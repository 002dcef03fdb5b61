#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/units.h"
#include "facts/sighting.h"
#include "feeds/ais_message.h"
#include "feeds/assembly.h"
#include "feeds/counts.h"
#include "feeds/stamp.h"

namespace detente::feeds {

// One message that we read. Everything it points to is valid during the call that hands it out.
struct Reading {
  const AisMessage& message;
  std::optional<base::Instant> at;  // the receiver's stamp, where the line has one
  std::string_view station;         // of the receiver; empty where the line names none
  std::string_view payload;         // the sentences as received, joined by '\n'
  std::uint64_t line;               // on which the message was complete, counted from 1
};

// The sighting that a reading is; its `at` is 0 where the reading has no time. Nothing where the message
// says nothing of a vessel (no position in a position report, no MMSI that a station can have).
std::optional<facts::Sighting> sighting_of(const Reading& reading);

// Reads a feed of NMEA lines, in pieces of any size. Never fails: what cannot be used is counted by kind
// (spec/nmea-feed.md). Holds the unfinished line and the unfinished messages, about 150 kB in all.
// Not to be shared between threads.
class NmeaReader {
 public:
  using Sink = std::function<void(const Reading&)>;

  static constexpr std::size_t kLineMax = 1'024;  // bytes without the line end; longer lines are skipped

  explicit NmeaReader(Sink sink) : sink_(std::move(sink)) {}

  void read(std::string_view bytes);
  void finish();  // the feed has ended: its last line may lack a line end, open messages are given up

  // Of all whole lines so far; after finish() of all lines.
  const Counts& counts() const { return counts_; }
  std::uint64_t lines() const { return lines_; }
  std::uint64_t untimed() const { return untimed_; }  // readings without a time

 private:
  void read_line(std::string_view line);
  LineKind kind_of_line(std::string_view line, std::uint8_t& type);
  LineKind kind_of_stamp(std::string_view line);
  LineKind kind_of_sentence(std::string_view text, const Stamp& own, std::uint8_t& type);
  LineKind kind_of_message(const SixBits& bits, std::string_view payload, const Stamp& stamp,
                           std::uint8_t& type);
  void settle_stale();

  Sink sink_;
  Counts counts_;
  Assembly assembly_;
  SixBits bits_;
  AisMessage message_;
  std::string begun_;         // the beginning of a line whose end has not come
  bool skipping_ = false;     // that line is longer than kLineMax
  Stamp coming_;              // stamps the next AIS sentence
  int coming_checksum_ = -1;  // which it should have
  std::uint64_t lines_ = 0;
  std::uint64_t ais_sentences_ = 0;
  std::uint64_t untimed_ = 0;
};

}  // namespace detente::feeds
