#include "feed.h"

#include <algorithm>

#include "facts/notice.h"
#include "monitor/notices.h"

namespace detente::apps {

namespace {

constexpr std::uint64_t kComplaintsShown = 10;

}  // namespace

Feed::Feed(std::string name, intake::Format format, std::unique_ptr<intake::ByteSource> source,
           std::optional<Pacing> pacing, Sink sink, Complain complain)
    : name_(std::move(name)),
      format_(format),
      source_(std::move(source)),
      pacing_(pacing),
      sink_(std::move(sink)),
      complain_(std::move(complain)),
      nmea_([this](const feeds::Reading& reading) { take_message(reading); }) {}

void Feed::offer(facts::Event event) {
  const base::Instant at = facts::at(event);
  newest_ = newest_ ? std::max(*newest_, at) : at;
  spoke_ = true;
  sink_(std::move(event));
}

void Feed::take_message(const feeds::Reading& reading) {
  auto sighting = feeds::sighting_of(reading);
  if (!sighting) return;
  if (!reading.at) {
    if (!pacing_) {
      ++untimed_;
      return;
    }
    sighting->at = pacing_->start + base::Duration{static_cast<std::int64_t>(static_cast<double>(paced_++) *
                                                                             1000.0 / pacing_->per_second)};
  }
  offer(std::move(*sighting));
}

void Feed::take_fact(std::string_view line) {
  ++facts_lines_;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty() || line.starts_with('#')) return;
  auto fact = facts::parse_fact_line(line);
  if (!fact) {
    if (++facts_refused_ <= kComplaintsShown)
      complain_(name_ + ":" + std::to_string(facts_lines_) + ": " + fact.error().message);
    return;
  }
  if (!fact->notice) {
    ++facts_without_effect_;
    return;
  }
  facts::Said said{.notice = std::move(*fact->notice), .payload = std::string(line)};
  if (live())
    offer(std::move(said));
  else if (said_.size() < monitor::kNoticesMax)
    said_.push_back(std::move(said));
  else if (++facts_refused_ <= kComplaintsShown)
    complain_(name_ + ":" + std::to_string(facts_lines_) + ": more than " +
              std::to_string(monitor::kNoticesMax) + " notices");
}

void Feed::take_facts(std::string_view bytes, bool last) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view part = bytes.substr(0, end);
    if (!skipping_) line_ += part;
    if (line_.size() > facts::kFactLineBytesMax) {
      skipping_ = true;
      line_.resize(facts::kFactLineBytesMax + 1);  // enough for the reader to say that it is too long
    }
    if (end == std::string_view::npos) break;
    take_fact(line_);
    line_.clear();
    skipping_ = false;
    bytes.remove_prefix(end + 1);
  }
  if (last && !line_.empty()) take_fact(std::exchange(line_, {}));
}

void Feed::take(std::string_view bytes) {
  if (format_ == intake::Format::by_content) {
    first_bytes_ += bytes;
    const auto format = intake::recognised(first_bytes_);
    // What is not recognised in time is read as NMEA all the same: each line is counted for what it is.
    if (!format && first_bytes_.size() < intake::kRecognitionBytes && !ended_) return;
    format_ = format.value_or(intake::Format::nmea);
    const std::string held = std::exchange(first_bytes_, {});
    take(held);
    return;
  }
  if (format_ == intake::Format::facts)
    take_facts(bytes, false);
  else
    nmea_.read(bytes);
}

void Feed::look(base::Duration patience) {
  const auto piece = source_->read(patience);
  spoke_ = false;
  if (!piece) {
    complain_(piece.error().message);
    failed_ = true;
    end();
  } else if (piece->kind == intake::Piece::Kind::bytes) {
    take(piece->bytes);
  } else if (piece->kind == intake::Piece::Kind::end) {
    end();
  }
}

void Feed::end() {
  if (ended_) return;
  ended_ = true;
  if (format_ == intake::Format::by_content) take({});
  if (format_ != intake::Format::facts) {
    nmea_.finish();
    return;
  }
  take_facts({}, true);
  std::sort(said_.begin(), said_.end(), facts::canonically_before);
  for (facts::Event& said : said_) offer(std::move(said));
  said_.clear();
}

}  // namespace detente::apps
