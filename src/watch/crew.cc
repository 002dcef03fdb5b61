#include "watch/crew.h"

#include <algorithm>

#include "base/check.h"
#include "watch/order.h"

namespace detente::watch {

Crew::Crew(std::vector<std::shared_ptr<const monitor::Rules>> rules, unsigned threads) {
  CHECK(threads >= 1);
  for (unsigned index = 0; index < threads; ++index) {
    auto worker = std::make_unique<Worker>();
    for (const auto& one : rules)
      worker->engines.emplace_back(one, monitor::Share{.index = index, .of = threads});
    workers_.push_back(std::move(worker));
  }
  if (threads == 1) return;
  for (auto& worker : workers_)
    worker->thread = std::jthread([self = worker.get()] {
      while (const auto order = self->orders.take()) {
        carry_out(*self, *order);
        self->orders.carried_out();
      }
    });
}

void Crew::carry_out(Worker& worker, const Order& order) {
  for (monitor::Engine& engine : worker.engines) {
    if (order.batch == nullptr) {
      engine.finish();
      continue;
    }
    for (const facts::Event& event : *order.batch) engine.eat(event);
  }
}

void Crew::hand_out(const Order& order) {
  if (workers_.size() == 1) {
    carry_out(*workers_.front(), order);
    return;
  }
  for (auto& worker : workers_) worker->orders.put(order);
}

void Crew::wait() {
  if (workers_.size() == 1) return;
  for (auto& worker : workers_) worker->orders.wait_until_done();
}

void Crew::judge(Batch batch) {
  CHECK(batch != nullptr);
  hand_out({.batch = std::move(batch)});
}

void Crew::finish() {
  hand_out({.batch = nullptr});
}

std::vector<facts::Indication> Crew::collect() {
  wait();
  std::vector<facts::Indication> all;
  for (auto& worker : workers_)
    for (monitor::Engine& engine : worker->engines)
      for (facts::Indication& indication : engine.take_settled()) all.push_back(std::move(indication));
  sort_canonically(all);
  return all;
}

monitor::EngineCounts Crew::counts() {
  wait();
  // Every worker sees every event, so the first one's picture speaks for all; engines of other agreements see
  // the same.
  return workers_.front()->engines.empty() ? monitor::EngineCounts{}
                                           : workers_.front()->engines.front().counts();
}

}  // namespace detente::watch
