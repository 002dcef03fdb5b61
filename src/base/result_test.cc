#include "base/result.h"

#include <csignal>
#include <cstdio>
#include <doctest/doctest.h>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

namespace detente::base {
namespace {

Result<int> half_of(int number) {
  if (number % 2 != 0) return Error{Error::Kind::refused, std::to_string(number) + " is odd"};
  return number / 2;
}

Outcome must_be_even(int number) {
  const auto half = half_of(number);
  if (!half) return half.error();
  return {};
}

// Whether `act`, run in a child process, stops it by a CHECK.
template <typename Act>
bool stops_loudly(Act act) {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // doctest's own handler would report a failure
    static_cast<void>(std::freopen("/dev/null", "w", stderr));
    act();
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

TEST_CASE("a result holds its value or says why there is none") {
  const auto good = half_of(8);
  REQUIRE(good.ok());
  CHECK(good.value() == 4);
  CHECK(*good == 4);
  const auto bad = half_of(7);
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().kind == Error::Kind::refused);
  CHECK(bad.error().message == "7 is odd");
}

TEST_CASE("an outcome is success without a value") {
  CHECK(must_be_even(2).ok());
  CHECK(must_be_even(3).error().message == "3 is odd");
}

TEST_CASE("a value that can only be moved is moved out") {
  Result<std::unique_ptr<int>> held(std::make_unique<int>(5));
  REQUIRE(held);
  const std::unique_ptr<int> taken = std::move(held).value();
  CHECK(*taken == 5);
}

TEST_CASE("a value can be changed in place") {
  Result<std::string> held(std::string("KOR"));
  *held += " PRK";
  CHECK(held->size() == 7);
  CHECK(*held == "KOR PRK");
}

TEST_CASE("a result of an Error is still told apart from an error") {
  struct Wrapped {
    Error inner;
  };
  const Result<Wrapped> held(Wrapped{{Error::Kind::io, "disk full"}});
  CHECK(held.ok());
  CHECK(held->inner.message == "disk full");
}

TEST_CASE("taking what is not there stops the program") {
  CHECK(stops_loudly([] { static_cast<void>(half_of(7).value()); }));
  CHECK(stops_loudly([] { static_cast<void>(half_of(8).error()); }));
  CHECK(stops_loudly([] { static_cast<void>(Outcome().error()); }));
  CHECK_FALSE(stops_loudly([] { static_cast<void>(half_of(8).value()); }));
}

}  // namespace
}  // namespace detente::base
