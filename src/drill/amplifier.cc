#include "drill/amplifier.h"

#include <algorithm>

#include "base/check.h"
#include "drill/ais_encoder.h"
#include "feeds/sentence.h"
#include "feeds/stamp.h"
#include "feeds/tag_block.h"

namespace detente::drill {

namespace {

constexpr std::size_t kGroupLinesMax = 32;

// The sentence of a line, after its tag block if it has one.
std::string_view after_tag(std::string_view line) {
  const std::optional<feeds::TagBlock> block = feeds::read_tag_block(line);
  return block ? line.substr(block->length) : line;
}

// Whether the message of a group is complete with this line.
bool completes(std::string_view line) {
  feeds::Sentence sentence;
  if (feeds::read_sentence(after_tag(line), sentence) != feeds::SentenceFault::none) return false;
  return sentence.number == sentence.count;
}

std::optional<base::Instant> time_of(std::string_view line) {
  if (const std::optional<feeds::TagBlock> block = feeds::read_tag_block(line)) return block->stamp.at;
  if (const std::optional<feeds::GatehouseStamp> stamp = feeds::gatehouse_stamp(line)) return stamp->stamp.at;
  return std::nullopt;
}

}  // namespace

Amplifier::Amplifier(const Amplification& wanted, LineSink sink)
    : wanted_(wanted), sink_(std::move(sink)), renumbering_(wanted.copies), next_(wanted.copies, 0) {
  CHECK(wanted.copies >= 1 && wanted.copies <= kCopiesMax);
  CHECK(wanted.shift.ms >= 0 && wanted.shift.ms <= base::kMsPerDay);
  for (std::uint32_t copy = 0; copy < wanted.copies; ++copy) waiting_.push_back(copy);
}

base::Outcome Amplifier::read_line(std::string_view line) {
  ++counts_.lines_in;
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() > kLineBytesMax) {
    ++counts_.too_long;
    return {};
  }
  if (const std::optional<base::Instant> at = time_of(line)) {
    open_.at = *at;
    open_.timed = true;
  }
  open_.lines.emplace_back(line);
  return completes(line) || open_.lines.size() >= kGroupLinesMax ? close_group() : base::Outcome();
}

base::Outcome Amplifier::close_group() {
  if (open_.lines.empty()) return {};
  // A group without a time goes where the one before it went.
  latest_ = open_.at = std::max(latest_, open_.timed ? open_.at : latest_);
  groups_.push_back(std::move(open_));
  open_ = {};
  for (const std::uint32_t copy : std::exchange(waiting_, {})) schedule(copy);
  return write_until(latest_);
}

void Amplifier::schedule(std::uint32_t copy) {
  const std::uint64_t number = next_[copy];
  if (number == first_group_ + groups_.size())
    waiting_.push_back(copy);
  else
    turns_.push({groups_[number - first_group_].at + base::Duration{wanted_.shift.ms * copy}, copy});
}

base::Outcome Amplifier::write_until(base::Instant until) {
  while (!turns_.empty() && turns_.top().at <= until) {
    const std::uint32_t copy = turns_.top().copy;
    turns_.pop();
    if (base::Outcome written = write(groups_[next_[copy] - first_group_], copy); !written) return written;
    ++next_[copy];
    // A later copy is never ahead of an earlier one, so the last has the fewest groups behind it.
    while (first_group_ < next_.back()) {
      groups_.pop_front();
      ++first_group_;
    }
    schedule(copy);
  }
  return {};
}

base::Outcome Amplifier::finish() {
  if (base::Outcome written = close_group(); !written) return written;
  return write_until({INT64_MAX});
}

// The AIS sentence for that copy; as it is where it does not begin a message. Nothing where it cannot be.
std::optional<std::string> Amplifier::edited(std::string_view text, std::uint32_t copy,
                                             base::Duration shift) {
  feeds::Sentence sentence;
  if (feeds::read_sentence(text, sentence) != feeds::SentenceFault::none) return std::string(text);
  const std::string suffix = with_later_suffix(text.substr(sentence.text.size()), shift);
  std::optional<PayloadEditor> editor;
  if (sentence.number == 1) editor = PayloadEditor::open(sentence.payload);
  if (!editor) return std::string(sentence.text) + suffix;

  const std::optional<std::uint32_t> identity = renumbering_.identity(editor->mmsi(), copy);
  if (!identity) {
    ++counts_.no_identity;
    return std::nullopt;
  }
  editor->set_mmsi(*identity);
  const std::optional<geo::Position> position = editor->position();
  if (wanted_.to_west_sea && position) {
    if (!translation_) translation_.emplace(wanted_.around.value_or(*position), kWestSea);
    const std::optional<geo::Position> moved = translation_->moved(*position);
    if (!moved) {
      ++counts_.off_the_earth;
      return std::nullopt;
    }
    editor->set_position(*moved);
  }
  const auto payload_at = static_cast<std::size_t>(sentence.payload.data() - text.data());
  const std::size_t payload_end = payload_at + sentence.payload.size();
  const std::string body = std::string(text.substr(1, payload_at - 1)) + editor->payload() +
                           std::string(text.substr(payload_end, sentence.text.size() - payload_end - 3));
  return with_checksum(text.front(), body) + suffix;
}

base::Outcome Amplifier::write(const Group& group, std::uint32_t copy) {
  const base::Duration shift{wanted_.shift.ms * copy};
  std::vector<std::string> lines(group.lines.size());
  // From the last line to the first, since a stamp names the checksum of the sentence after it.
  std::optional<int> checksum;
  bool left_out = false;
  for (std::size_t i = lines.size(); i-- > 0;) {
    const std::string_view line = group.lines[i];
    if (line.starts_with("$PGHP,")) {
      lines[i] = with_later_gatehouse(line, shift, checksum);
      checksum.reset();
      continue;
    }
    const std::string_view sentence = after_tag(line);
    const std::optional<std::string> text = edited(sentence, copy, shift);
    left_out = left_out || !text;
    if (!text) break;
    lines[i] = with_later_tag(line.substr(0, line.size() - sentence.size()), shift) + *text;
    feeds::Sentence now;
    if (feeds::read_sentence(*text, now) == feeds::SentenceFault::none) checksum = now.checksum;
  }
  if (left_out) return {};
  for (std::string& line : lines) {
    ++counts_.lines_out;
    line += '\n';
    if (base::Outcome written = sink_(line); !written) return written;
  }
  return {};
}

}  // namespace detente::drill
