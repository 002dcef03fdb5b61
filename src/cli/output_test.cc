#include "cli/output.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>

namespace detente::cli {
namespace {

struct Pipe {
  Pipe() { REQUIRE(::pipe(ends) == 0); }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(int end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
  int ends[2] = {-1, -1};
};

std::string read_all(int descriptor) {
  std::string all;
  char bytes[4'096];
  for (ssize_t got = 0; (got = ::read(descriptor, bytes, sizeof bytes)) > 0;)
    all.append(bytes, static_cast<std::size_t>(got));
  return all;
}

TEST_CASE("lines go out whole and in order, with their ends, once they are flushed") {
  Pipe pipe;
  Output output(pipe.ends[1]);
  output.line("one");
  output.line("");
  output.held() += "two\nthr";
  output.line("ee");
  CHECK(output.held() == "one\n\ntwo\nthree\n");
  output.flush();
  CHECK(output.held().empty());
  CHECK(output.good());
  CHECK(output.error_words().empty());
  pipe.close_end(1);
  CHECK(read_all(pipe.ends[0]) == "one\n\ntwo\nthree\n");
}

TEST_CASE("much goes out by itself, also through a pipe that takes it in small pieces") {
  Pipe pipe;
  std::string got;
  std::jthread reader([&] { got = read_all(pipe.ends[0]); });
  Output output(pipe.ends[1]);
  std::string wanted;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = "line " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 50), '.');
    output.line(text);
    CHECK(output.held().size() < Output::kFlushAt);
    wanted += text + "\n";
  }
  output.flush();
  pipe.close_end(1);
  reader.join();
  CHECK(got == wanted);
}

TEST_CASE("a reader that has gone is told apart from a fault, and nothing more is written") {
  std::signal(SIGPIPE, SIG_IGN);
  Pipe pipe;
  Output output(pipe.ends[1]);
  pipe.close_end(0);
  output.line("one");
  CHECK(output.good());
  output.flush();
  CHECK(!output.good());
  CHECK(output.closed_pipe());
  for (int i = 0; i < 3; ++i) output.line(std::string(Output::kFlushAt, 'x'));
  CHECK(output.held().empty());
  CHECK(output.closed_pipe());
}

TEST_CASE("a full disk is a fault with the words of the operating system") {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  if (full < 0) {
    std::puts("SKIPPED: /dev/full is not here");
    return;
  }
  Output output(full);
  output.line("one");
  output.flush();
  CHECK(!output.good());
  CHECK(!output.closed_pipe());
  CHECK(output.error_words() == std::strerror(ENOSPC));
  ::close(full);
}

TEST_CASE("a descriptor that is not open is a fault too") {
  Output output(-1);
  output.line("one");
  output.flush();
  CHECK(!output.good());
  CHECK(output.error_words() == std::strerror(EBADF));
}

}  // namespace
}  // namespace detente::cli
