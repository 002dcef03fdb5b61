#include "watch/sequencer.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "base/sha256.h"

namespace detente::watch {

namespace {

constexpr base::Instant kEnd{std::numeric_limits<std::int64_t>::max()};  // the watermark where nobody speaks

std::int64_t second_of(base::Instant at) {
  return at.ms >= 0 ? at.ms / base::kMsPerSecond : -((-at.ms + base::kMsPerSecond - 1) / base::kMsPerSecond);
}

// Sorts by facts::canonically_before and drops what is there twice; returns how many were. Stamps of whole
// seconds make many events share moment and source: each payload is hashed once, not at every comparison.
std::size_t settle(std::vector<facts::Event>& events) {
  std::sort(events.begin(), events.end(), [](const facts::Event& a, const facts::Event& b) {
    return facts::at(a) != facts::at(b) ? facts::at(a) < facts::at(b) : facts::source(a) < facts::source(b);
  });
  struct Hashed {
    base::Sha256Digest hash;
    facts::Event event;
  };
  std::vector<Hashed> together;
  auto kept = events.begin();
  for (auto first = events.begin(); first != events.end();) {
    const auto last = std::find_if(first + 1, events.end(), [first](const facts::Event& event) {
      return facts::at(event) != facts::at(*first) || facts::source(event) != facts::source(*first);
    });
    if (last - first == 1) {
      if (kept != first) *kept = std::move(*first);
      ++kept;
      first = last;
      continue;
    }
    together.clear();
    for (; first != last; ++first)
      together.push_back({.hash = base::sha256(facts::payload(*first)), .event = std::move(*first)});
    std::sort(together.begin(), together.end(),
              [](const Hashed& a, const Hashed& b) { return a.hash < b.hash; });
    const auto end = std::unique(together.begin(), together.end(),
                                 [](const Hashed& a, const Hashed& b) { return a.hash == b.hash; });
    for (auto one = together.begin(); one != end; ++one) *kept++ = std::move(one->event);
  }
  const auto repeated = static_cast<std::size_t>(events.end() - kept);
  events.erase(kept, events.end());
  return repeated;
}

}  // namespace

void Sequencer::offer(std::size_t index, facts::Event event) {
  Source& source = sources_.at(index);
  source.idle = false;
  const base::Instant at = facts::at(event);
  if (std::holds_alternative<facts::Said>(event)) {
    accept(source, std::move(event));  // people state a time; no clock of a receiver can be wrong about it
    return;
  }
  if (!source.held.empty()) {
    if (follows(source, at)) {
      source.held.push_back(std::move(event));
      if (source.held.size() == kAgreeing) release_held(source);
      return;
    }
    // The feed did not follow: what was held had a wrong clock.
    counts_.ahead += source.held.size();
    source.held.clear();
  }
  if (!source.newest || at > *source.newest + kAhead) {
    source.held.push_back(std::move(event));
    return;
  }
  accept(source, std::move(event));
}

bool Sequencer::follows(const Source& source, base::Instant at) const {
  base::Instant least = facts::at(source.held.front());
  for (const facts::Event& held : source.held) least = std::min(least, facts::at(held));
  // Less the lateness, so that the order of arrival within it decides nothing.
  return at >= least - kAhead && (!source.newest || at > *source.newest + kAhead - lateness_);
}

void Sequencer::release_held(Source& source) {
  std::vector<facts::Event> held;
  held.swap(source.held);
  std::sort(held.begin(), held.end(), facts::canonically_before);  // or the first would make the others late
  for (facts::Event& event : held) accept(source, std::move(event));
}

void Sequencer::accept(Source& source, facts::Event event) {
  const base::Instant at = facts::at(event);
  source.newest = source.newest ? std::max(*source.newest, at) : at;
  if ((taken_to_ && at < *taken_to_) || (settled_to_ && at < *settled_to_)) {
    ++counts_.late;
    return;
  }
  ++counts_.accepted;
  ++pending_;
  by_second_[second_of(at)].push_back(std::move(event));
  advance();
}

void Sequencer::end(std::size_t index) {
  Source& source = sources_.at(index);
  release_held(source);
  source.ended = true;
  advance();
}

void Sequencer::idle(std::size_t index) {
  sources_.at(index).idle = true;
  advance();
}

std::optional<base::Instant> Sequencer::watermark() const {
  base::Instant least = kEnd;
  std::optional<base::Instant>
      idle;  // where nobody else speaks: to the end of the newest second that the idle ones told of
  bool only_idle = false;
  for (const Source& source : sources_) {
    if (source.ended) continue;
    if (source.idle) {
      only_idle = true;
      if (source.newest) idle = idle ? std::max(*idle, *source.newest) : *source.newest;
      continue;
    }
    if (!source.newest) return std::nullopt;
    least = std::min(least, *source.newest - lateness_);
  }
  if (least != kEnd || !only_idle) return least;
  if (!idle) return std::nullopt;
  return base::Instant{(second_of(*idle) + 1) * base::kMsPerSecond};
}

void Sequencer::advance() {
  const auto limit = watermark();
  if (!limit) return;
  // Where nobody speaks any more all that is here is settled, and no more.
  if (*limit == kEnd && by_second_.empty()) return;
  const std::int64_t second = *limit == kEnd ? by_second_.rbegin()->first + 1 : second_of(*limit);
  const base::Instant reached{second * base::kMsPerSecond};
  settled_to_ = settled_to_ ? std::max(*settled_to_, reached) : reached;
}

std::vector<facts::Event> Sequencer::take_ready() {
  std::vector<facts::Event> ready;
  const auto limit = watermark();
  while (!by_second_.empty()) {
    const auto first = by_second_.begin();
    const base::Instant end{(first->first + 1) * base::kMsPerSecond};
    const bool settled = limit && end <= *limit;
    if (!settled && pending_ <= pending_max_) break;
    if (!settled) ++counts_.crowded_out;
    pending_ -= first->second.size();
    counts_.duplicate += settle(first->second);
    std::move(first->second.begin(), first->second.end(), std::back_inserter(ready));
    by_second_.erase(first);
    taken_to_ = end;
  }
  return ready;
}

std::vector<facts::Event> Sequencer::waiting() const {
  std::vector<facts::Event> events;
  events.reserve(pending_);
  for (const auto& [second, bucket] : by_second_) events.insert(events.end(), bucket.begin(), bucket.end());
  settle(events);
  return events;
}

}  // namespace detente::watch
