#include "monitor/notices.h"

#include <algorithm>

#include "tracks/picture.h"

namespace detente::monitor {

namespace {

Runs unite(Runs runs) {
  std::sort(runs.begin(), runs.end());
  Runs united;
  append(united, runs);
  return united;
}

}  // namespace

void Notices::add(const facts::Notice& notice) {
  if (held_ == kNoticesMax) {
    ++refused_;
    return;
  }
  by_subject_[notice.about].push_back(notice);
  ++held_;
}

Runs Notices::excused(std::uint32_t mmsi, const std::string& party, const std::vector<std::string>& others,
                      const agreements::NotifiedException& exception) const {
  const auto notices = by_subject_.find(tracks::subject_text({.mmsi = mmsi, .part = 1}));
  if (notices == by_subject_.end()) return {};
  Runs any_other;
  std::vector<Runs> told(others.size());
  for (const facts::Notice& notice : notices->second) {
    if (notice.from != party) continue;
    const base::Instant given =
        exception.clock == agreements::NotifiedException::Clock::sent ? notice.sent : notice.received;
    const base::Interval run{std::max(given + exception.at_least, notice.received),
                             given + exception.at_most};
    if (run.to < run.from) continue;  // sent in time, received too late to excuse anything
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (!std::binary_search(notice.to.begin(), notice.to.end(), others[i])) continue;
      told[i].push_back(run);
      any_other.push_back(run);
    }
  }
  if (!exception.every_other_party) return unite(std::move(any_other));
  if (told.empty()) return {};
  Runs all = unite(std::move(told.front()));
  for (std::size_t i = 1; i < told.size(); ++i) all = meet(all, unite(std::move(told[i])));
  return all;
}

bool Notices::any(std::uint32_t mmsi, const std::string& party, base::Instant by) const {
  const auto notices = by_subject_.find(tracks::subject_text({.mmsi = mmsi, .part = 1}));
  return notices != by_subject_.end() &&
         std::any_of(notices->second.begin(), notices->second.end(), [&](const facts::Notice& notice) {
           return notice.from == party && notice.received <= by;
         });
}

}  // namespace detente::monitor
