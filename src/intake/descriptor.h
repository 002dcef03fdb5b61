#pragma once

#include <string>
#include <utility>

#include "base/result.h"
#include "base/units.h"

namespace detente::intake {

// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }
  void reset();

 private:
  int number_ = -1;
};

// Waits until `number` can be read (or written), at most `patience`; false where it cannot. A number below 0
// only waits.
enum class For : bool { reading, writing };
bool wait(int number, For what, base::Duration patience);

// "NAME: what: the system's words for `number`"
base::Error io_error(const std::string& name, const std::string& what, int number);

}  // namespace detente::intake
