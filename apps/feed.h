#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/units.h"
#include "facts/event.h"
#include "feeds/nmea_reader.h"
#include "intake/byte_source.h"
#include "intake/format.h"

namespace detente::apps {

// Stamps for messages that have none: the first gets `start`, each further one 1/rate seconds more.
struct Pacing {
  base::Instant start;
  double per_second;
};

// One source on its way to the watch: bytes to events, by its format.
class Feed {
 public:
  using Sink = std::function<void(facts::Event)>;
  using Complain = std::function<void(const std::string&)>;

  Feed(std::string name, intake::Format format, std::unique_ptr<intake::ByteSource> source,
       std::optional<Pacing> pacing, Sink sink, Complain complain);

  void look(base::Duration patience);  // takes what is there
  void end();                          // nothing more is taken
  bool ended() const { return ended_; }
  bool failed() const { return failed_; }
  bool live() const { return source_->live(); }
  bool spoke() const { return spoke_; }  // the last look brought an event
  std::optional<base::Instant> newest() const { return newest_; }
  const std::string& name() const { return name_; }

  const feeds::NmeaReader& nmea() const { return nmea_; }
  intake::Format format() const { return format_; }
  std::uint64_t facts_lines() const { return facts_lines_; }
  std::uint64_t facts_refused() const { return facts_refused_; }
  std::uint64_t facts_without_effect() const { return facts_without_effect_; }
  std::uint64_t untimed() const { return untimed_; }

 private:
  void take(std::string_view bytes);
  void take_facts(std::string_view bytes, bool last);
  void take_fact(std::string_view line);
  void take_message(const feeds::Reading& reading);
  void offer(facts::Event event);

  std::string name_;
  intake::Format format_;
  std::unique_ptr<intake::ByteSource> source_;
  std::optional<Pacing> pacing_;
  Sink sink_;
  Complain complain_;
  feeds::NmeaReader nmea_;
  std::string first_bytes_;  // held back until they tell the format
  std::string line_;         // of facts, not yet ended
  bool skipping_ = false;    // that line is too long
  std::vector<facts::Event>
      said_;  // of a file: people write it in any order, so it is offered whole, in order
  bool ended_ = false;
  bool failed_ = false;
  bool spoke_ = false;
  std::optional<base::Instant> newest_;
  std::uint64_t paced_ = 0;
  std::uint64_t facts_lines_ = 0;
  std::uint64_t facts_refused_ = 0;
  std::uint64_t facts_without_effect_ = 0;
  std::uint64_t untimed_ = 0;
};

}  // namespace detente::apps
