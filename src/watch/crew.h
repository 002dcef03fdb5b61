#pragma once

#include <memory>
#include <thread>
#include <vector>

#include "facts/event.h"
#include "facts/indication.h"
#include "monitor/engine.h"
#include "monitor/rules.h"
#include "watch/mailbox.h"

namespace detente::watch {

using Batch = std::shared_ptr<const std::vector<facts::Event>>;

// Worker threads that judge together: every one follows the whole picture and judges its share of the vessels
// and pairs. With one thread the work is done in the caller's.
class Crew {
 public:
  Crew(std::vector<std::shared_ptr<const monitor::Rules>> rules, unsigned threads);
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;

  void judge(Batch batch);  // waits while every worker has kBatchesWaiting to do
  void finish();            // the data ends here
  // What was settled by all that was handed in so far, in canonical order. Waits for it.
  std::vector<facts::Indication> collect();
  monitor::EngineCounts counts();  // waits likewise

  static constexpr std::size_t kBatchesWaiting = 8;

 private:
  struct Order {
    Batch batch;  // empty: the data ends
  };
  struct Worker {
    std::vector<monitor::Engine> engines;
    Mailbox<Order> orders{kBatchesWaiting};
    std::jthread thread;
    ~Worker() { orders.close(); }  // before the thread is joined, also where a later thread could not be made
  };
  static void carry_out(Worker& worker, const Order& order);
  void hand_out(const Order& order);
  void wait();

  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace detente::watch
