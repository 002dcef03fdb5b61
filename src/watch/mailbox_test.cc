#include "watch/mailbox.h"

#include <atomic>
#include <chrono>
#include <doctest/doctest.h>
#include <thread>
#include <vector>

namespace detente::watch {
namespace {

TEST_CASE(
    "orders come out in the order in which they were put, and the box is done when all were carried out") {
  Mailbox<int> box(4);
  std::vector<int> got;
  std::jthread worker([&] {
    while (const auto order = box.take()) {
      got.push_back(*order);
      box.carried_out();
    }
  });
  for (int i = 0; i < 1'000; ++i) box.put(i);
  box.wait_until_done();
  CHECK(got.size() == 1'000);
  for (int i = 0; i < 1'000; ++i) CHECK(got[static_cast<std::size_t>(i)] == i);
  box.close();
}

TEST_CASE("never more than the capacity waits: the one who puts waits") {
  Mailbox<int> box(2);
  std::atomic<int> put = 0;
  std::jthread sender([&] {
    for (int i = 0; i < 5; ++i) {
      box.put(i);
      ++put;
    }
  });
  while (put < 2) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  CHECK(put == 2);
  for (int i = 0; i < 5; ++i) {
    CHECK(box.take() == i);
    box.carried_out();
  }
  sender.join();
  CHECK(put == 5);
}

TEST_CASE("an order that was taken is not done before it was carried out") {
  Mailbox<int> box(2);
  box.put(1);
  CHECK(box.take() == 1);
  std::atomic<bool> done = false;
  std::jthread waiter([&] {
    box.wait_until_done();
    done = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  CHECK(!done);
  box.carried_out();
  waiter.join();
  CHECK(done);
}

TEST_CASE("a closed box gives out what it holds and then nothing") {
  Mailbox<int> box(3);
  box.put(1);
  box.put(2);
  box.close();
  CHECK(box.take() == 1);
  CHECK(box.take() == 2);
  CHECK(!box.take());
  Mailbox<int> empty(1);
  std::jthread waiter([&] { CHECK(!empty.take()); });
  empty.close();
}

}  // namespace
}  // namespace detente::watch
