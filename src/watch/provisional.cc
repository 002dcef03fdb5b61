#include "watch/provisional.h"

#include <algorithm>

#include "watch/order.h"

namespace detente::watch {

using facts::Indication;

Provisional::Provisional(const std::vector<std::shared_ptr<const monitor::Rules>>& rules) {
  for (const auto& one : rules) checkpoint_.emplace_back(one, monitor::Share{});
}

Provisional::Key Provisional::key_of(const Indication& indication) {
  return {indication.agreement, indication.article, indication.party, indication.subjects};
}

void Provisional::settle(const std::vector<facts::Event>& events) {
  for (monitor::Engine& engine : checkpoint_) {
    for (const facts::Event& event : events) engine.eat(event);
    for (const Indication& ended : engine.take_settled()) said_.erase(key_of(ended));  // a final line says it
  }
}

std::vector<Indication> Provisional::look(const std::vector<facts::Event>& waiting,
                                          const std::string& inputs) {
  std::map<Key, Indication> now;
  for (monitor::Engine engine : checkpoint_) {
    for (const facts::Event& event : waiting) engine.eat(event);
    engine.finish();
    for (Indication& indication : engine.take_settled()) {
      // Of several situations of one key the newest.
      const auto [there, fresh] = now.try_emplace(key_of(indication), indication);
      if (!fresh && there->second.opened < indication.opened) there->second = std::move(indication);
    }
  }
  std::vector<Indication> lines;
  const auto say = [&](const Key& key, Indication indication, const Said* before) {
    indication.state = Indication::State::provisional;
    indication.inputs = inputs;
    if (!indication.closed) indication.basis.insert_or_assign("ended", "continues");
    if (before != nullptr) {
      indication.thread = before->thread;
      indication.supersedes = {before->id};
    }
    const std::string id = facts::line_of(indication).id;
    const std::string thread = before == nullptr ? id : before->thread;
    lines.push_back(indication);
    if (indication.status == facts::Status::met)
      said_.erase(key);
    else
      said_.insert_or_assign(key, Said{std::move(indication), id, thread});
  };
  for (auto said = said_.begin(); said != said_.end();) {
    const auto next = std::next(said);
    if (!now.contains(said->first)) {
      Indication withdrawn = said->second.indication;
      withdrawn.status = facts::Status::met;
      const Said before = said->second;
      say(Key(said->first), std::move(withdrawn), &before);
    }
    said = next;
  }
  for (const auto& [key, indication] : now) {
    const auto said = said_.find(key);
    if (said == said_.end()) {
      say(key, indication, nullptr);
    } else if (said->second.indication.status != indication.status ||
               said->second.indication.certainty != indication.certainty ||
               said->second.indication.closed.has_value() != indication.closed.has_value()) {
      const Said before = said->second;
      say(key, indication, &before);
    }
  }
  sort_canonically(lines);
  return lines;
}

}  // namespace detente::watch
