#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace detente::base {

// What went wrong with something from outside. Our own mistakes are a CHECK, never an Error.
struct Error {
  enum class Kind {
    malformed,  // the bytes do not follow their format
    missing,    // a thing that was named is not there
    too_large,  // a stated maximum was passed
    refused,    // well-formed, but not allowed
    io,         // the operating system said no
    usage,      // the command line is wrong
  };
  Kind kind;
  std::string message;  // names the thing, what was seen and what was wanted; people read it
};

// A value or an Error. Look before you take: value() of an Error is a CHECK failure.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    CHECK(ok());
    return std::get<0>(held_);
  }
  T& value() & {
    CHECK(ok());
    return std::get<0>(held_);
  }
  T&& value() && {
    CHECK(ok());
    return std::get<0>(std::move(held_));
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  const Error& error() const {
    CHECK(!ok());
    return std::get<1>(held_);
  }

 private:
  std::variant<T, Error> held_;
};

// Success without a value, or an Error.
class [[nodiscard]] Outcome {
 public:
  Outcome() = default;
  Outcome(Error error) : error_(std::move(error)) {}
  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    CHECK(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace detente::base
