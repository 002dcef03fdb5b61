#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace detente::watch {

// Orders from one thread to another, at most `capacity` waiting. Also tells when all have been carried out.
template <typename Order>
class Mailbox {
 public:
  explicit Mailbox(std::size_t capacity) : capacity_(capacity) {}

  void put(Order order) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return waiting_.size() < capacity_; });
    waiting_.push_back(std::move(order));
    ++open_;
    changed_.notify_all();
  }

  // The next order, or nothing once the box is closed and empty. Call carried_out() after each.
  std::optional<Order> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return std::nullopt;
    Order order = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return order;
  }

  void carried_out() {
    const std::lock_guard lock(mutex_);
    --open_;
    changed_.notify_all();
  }

  void wait_until_done() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return open_ == 0; });
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Order> waiting_;
  std::size_t open_ = 0;  // put and not yet carried out
  bool closed_ = false;
};

}  // namespace detente::watch
