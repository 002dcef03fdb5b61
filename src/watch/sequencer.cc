#include "watch/sequencer.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace detente::watch {

namespace {

std::int64_t second_of(base::Instant at) {
  return at.ms >= 0 ? at.ms / base::kMsPerSecond : -((-at.ms + base::kMsPerSecond - 1) / base::kMsPerSecond);
}

// Sorts canonically and drops what is there twice; returns how many were.
std::size_t settle(std::vector<facts::Event>& events) {
  std::sort(events.begin(), events.end(), facts::canonically_before);
  const auto end = std::unique(events.begin(), events.end(), facts::same_event);
  const auto repeated = static_cast<std::size_t>(events.end() - end);
  events.erase(end, events.end());
  return repeated;
}

}  // namespace

void Sequencer::offer(std::size_t index, facts::Event event) {
  Source& source = sources_.at(index);
  source.silent = false;
  const base::Instant at = facts::at(event);
  if (!source.held.empty()) {
    base::Instant least = facts::at(source.held.front());
    for (const facts::Event& held : source.held) least = std::min(least, facts::at(held));
    if (at >= least - kAhead) {
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

void Sequencer::release_held(Source& source) {
  std::vector<facts::Event> held;
  held.swap(source.held);
  for (facts::Event& event : held) accept(source, std::move(event));
}

void Sequencer::accept(Source& source, facts::Event event) {
  const base::Instant at = facts::at(event);
  source.newest = source.newest ? std::max(*source.newest, at) : at;
  if (taken_to_ && at < *taken_to_) {
    ++counts_.late;
    return;
  }
  ++counts_.accepted;
  ++pending_;
  by_second_[second_of(at)].push_back(std::move(event));
}

void Sequencer::end(std::size_t index) {
  Source& source = sources_.at(index);
  release_held(source);
  source.silent = true;
}

void Sequencer::idle(std::size_t index) {
  sources_.at(index).silent = true;
}

std::optional<base::Instant> Sequencer::watermark() const {
  constexpr base::Instant kEnd{std::numeric_limits<std::int64_t>::max()};
  base::Instant least = kEnd;
  for (const Source& source : sources_) {
    if (source.silent) continue;
    if (!source.newest) return std::nullopt;
    least = std::min(least, *source.newest - lateness_);
  }
  return least;
}

std::vector<facts::Event> Sequencer::take_ready() {
  std::vector<facts::Event> ready;
  const auto limit = watermark();
  while (!by_second_.empty()) {
    const auto first = by_second_.begin();
    const base::Instant end{(first->first + 1) * base::kMsPerSecond};
    const bool settled = limit && end <= *limit;
    if (!settled && pending_ <= kPendingMax) break;
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
