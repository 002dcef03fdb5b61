#include "intake/byte_source.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <zlib.h>

#include "intake/descriptor.h"
#include "intake/file_source.h"

namespace detente::intake {
namespace {

constexpr base::Duration kSoon{2'000};

// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "detente-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    const auto file = path_ / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file.string();
  }

 private:
  std::filesystem::path path_;
};

std::string gzipped(const std::string& bytes) {
  std::string out(compressBound(bytes.size()) + 64, '\0');
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::unique_ptr<ByteSource> opened(const std::string& text, const Opening& opening = {}) {
  const auto spec = parse_source(text);
  REQUIRE(spec.ok());
  auto source = open_source(*spec, opening);
  REQUIRE(source.ok());
  return std::move(source.value());
}

struct All {
  std::string bytes;
  std::string error;
};

All all_of(ByteSource& source) {
  All all;
  for (int looks = 0; looks < 100'000; ++looks) {
    const auto piece = source.read(kSoon);
    if (!piece.ok()) {
      all.error = piece.error().message;
      const auto after = source.read(kSoon);
      REQUIRE(after.ok());
      CHECK(after->kind == Piece::Kind::end);
      return all;
    }
    if (piece->kind == Piece::Kind::end) return all;
    CHECK(piece->bytes.size() <= ByteSource::kPieceMax);
    CHECK((piece->kind == Piece::Kind::bytes) == !piece->bytes.empty());
    all.bytes += piece->bytes;
  }
  FAIL("the source has no end");
  return all;
}

// Numbered lines, more than fit into one piece.
std::string many_lines() {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "line " + std::to_string(i) + "\n";
  return text;
}

TEST_CASE("a file is read to its end, plain or gzip, in one member or several") {
  const Folder folder;
  const std::string text = many_lines();
  CHECK(all_of(*opened(folder.write("plain", text))).bytes == text);
  CHECK(all_of(*opened(folder.write("packed", gzipped(text)))).bytes == text);
  CHECK(all_of(*opened(folder.write("members", gzipped(text) + gzipped("and more\n")))).bytes ==
        text + "and more\n");
  CHECK(all_of(*opened(folder.write("empty", ""))).bytes.empty());
  CHECK(all_of(*opened(folder.write("empty.gz", gzipped("")))).bytes.empty());
  CHECK(all_of(*opened(folder.write("one", "x"))).bytes == "x");
  CHECK(all_of(*opened(folder.write("half_magic", "\x1f"))).bytes == "\x1f");
  CHECK_FALSE(opened(folder.write("file", text))->live());
}

TEST_CASE("a gzip file of very many zeros is handed out in pieces") {
  const Folder folder;
  std::string zeros;
  zeros.resize(10'000'000);
  CHECK(all_of(*opened(folder.write("zeros.gz", gzipped(zeros)))).bytes == zeros);
}

TEST_CASE("a gzip file cut anywhere gives what is whole and says where it ends") {
  const Folder folder;
  const std::string text = many_lines();
  const std::string packed = gzipped(text);
  for (const std::size_t size :
       {std::size_t{2}, std::size_t{9}, std::size_t{17}, packed.size() / 2, packed.size() - 1}) {
    const std::string file = folder.write("cut", packed.substr(0, size));
    const All all = all_of(*opened(file));
    CHECK(text.starts_with(all.bytes));
    CHECK(all.error == file + ": damaged gzip at byte " + std::to_string(size) +
                           ": the file ends in the middle of the data");
  }
  CHECK(all_of(*opened(folder.write("half", packed.substr(0, packed.size() / 2)))).bytes.size() >
        text.size() / 4);
}

TEST_CASE("a damaged gzip file keeps what was read before the damage") {
  const Folder folder;
  const std::string text = many_lines();
  std::string packed = gzipped(text);
  for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 20; ++i) packed[i] = '\xff';
  const std::string file = folder.write("damaged", packed);
  const All all = all_of(*opened(file));
  CHECK(all.error.starts_with(file + ": damaged gzip at byte "));
  CHECK(all.bytes.size() > text.size() / 4);
  const std::string trailing = folder.write("trailing", gzipped("good\n") + "rubbish behind it");
  const All behind = all_of(*opened(trailing));
  CHECK(behind.bytes == "good\n");
  CHECK(behind.error.find("incorrect header check") != std::string::npos);
}

TEST_CASE("a file that cannot be read is named, with the system's reason") {
  const Folder folder;
  const auto refusal = [](const std::string& path) {
    const auto source = open_source(parse_source(path).value());
    REQUIRE_FALSE(source.ok());
    CHECK(source.error().kind == base::Error::Kind::io);
    return source.error().message;
  };
  const std::string missing = folder.write("x", "") + "y";
  CHECK(refusal(missing) == missing + ": cannot be opened: No such file or directory");
  const std::string directory = std::filesystem::path(missing).parent_path().string();
  CHECK(refusal(directory) == directory + ": wanted a file: Is a directory");
}

TEST_CASE("a pipe is idle until something comes, and gzip is told even byte by byte") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  FileSource source("pipe", Descriptor(ends[0]), true);
  CHECK(source.live());
  CHECK(source.read(base::Duration{1})->kind == Piece::Kind::idle);
  const std::string packed = gzipped("hello\n");
  std::string bytes;
  for (const char c : packed) {
    REQUIRE(::write(ends[1], &c, 1) == 1);
    const auto piece = source.read(base::Duration{0});
    REQUIRE(piece.ok());
    bytes += piece->bytes;
  }
  ::close(ends[1]);
  CHECK(bytes + all_of(source).bytes == "hello\n");
}

// A listening port of this machine.
class Listener {
 public:
  explicit Listener(std::uint16_t port = 0) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const int on = 1;
    ::setsockopt(socket_.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket_.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(socket_.number(), 4) == 0);
    socklen_t size = sizeof address;
    REQUIRE(::getsockname(socket_.number(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  std::uint16_t port() const { return port_; }
  std::string name() const { return "tcp://127.0.0.1:" + std::to_string(port_); }
  Descriptor accepted() const { return Descriptor(::accept(socket_.number(), nullptr, nullptr)); }

 private:
  Descriptor socket_;
  std::uint16_t port_ = 0;
};

void send(const Descriptor& to, const std::string& bytes) {
  REQUIRE(::send(to.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
          static_cast<ssize_t>(bytes.size()));
}

TEST_CASE("a TCP connection is idle, brings bytes, and ends") {
  const Listener listener;
  const auto source = opened(listener.name());
  Descriptor other = listener.accepted();
  CHECK(source->live());
  CHECK(source->descriptor() >= 0);
  CHECK(source->read(base::Duration{1})->kind == Piece::Kind::idle);
  send(other, "one\n");
  CHECK(source->read(kSoon)->bytes == "one\n");
  other.reset();
  CHECK(source->read(kSoon)->kind == Piece::Kind::end);
  CHECK(source->read(kSoon)->kind == Piece::Kind::end);
}

TEST_CASE("a connection that nobody takes is an error with the address in it") {
  std::string name;
  {
    const Listener listener;
    name = listener.name();
  }
  const auto source = open_source(parse_source(name).value());
  REQUIRE_FALSE(source.ok());
  CHECK(source.error().message == name + ": cannot be connected to: Connection refused");
  const auto nowhere = open_source(parse_source("tcp://host.invalid:1").value());
  REQUIRE_FALSE(nowhere.ok());
  CHECK(nowhere.error().message.starts_with("tcp://host.invalid:1: the host is not known: "));
}

TEST_CASE("a lost connection is made again when asked, and a cut line is ended") {
  const Listener listener;
  const auto source = opened(listener.name(), {.reconnect = true, .connect_patience = base::Duration{1'000}});
  Descriptor first = listener.accepted();
  send(first, "cut in the mid");
  CHECK(source->read(kSoon)->bytes == "cut in the mid");
  first.reset();
  CHECK(source->read(kSoon)->bytes == "\n");
  CHECK(source->descriptor() == -1);
  CHECK(source->read(base::Duration{1})->kind == Piece::Kind::idle);
  // After the back-off of a second it is there again.
  std::string bytes;
  std::thread sender([&] {
    const Descriptor second = listener.accepted();
    const std::string line = "whole\n";
    (void)!::send(second.number(), line.data(), line.size(), MSG_NOSIGNAL);
  });
  for (int looks = 0; looks < 50 && bytes.empty(); ++looks) bytes += source->read(base::Duration{200})->bytes;
  sender.join();
  CHECK(bytes == "whole\n");
}

TEST_CASE("a server that is not there yet is waited for when asked") {
  std::uint16_t port = 0;
  {
    const Listener listener;
    port = listener.port();
  }
  const auto source =
      opened("tcp://127.0.0.1:" + std::to_string(port), {.reconnect = true, .connect_patience = kSoon});
  CHECK(source->read(base::Duration{0})->kind == Piece::Kind::idle);
  CHECK(source->descriptor() == -1);
}

TEST_CASE("each datagram ends its line") {
  std::uint16_t port = 0;
  {
    const Listener listener;  // a number that is free now
    port = listener.port();
  }
  const auto source = opened("udp://:" + std::to_string(port));
  CHECK(source->live());
  CHECK(source->read(base::Duration{1})->kind == Piece::Kind::idle);
  const Descriptor sender(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto say = [&](const std::string& bytes) {
    REQUIRE(::sendto(sender.number(), bytes.data(), bytes.size(), 0, reinterpret_cast<sockaddr*>(&address),
                     sizeof address) == static_cast<ssize_t>(bytes.size()));
  };
  say("with an end\n");
  say("without");
  say("");
  say(std::string(60'000, 'x'));
  CHECK(source->read(kSoon)->bytes == "with an end\n");
  CHECK(source->read(kSoon)->bytes == "without\n");
  CHECK(source->read(kSoon)->kind == Piece::Kind::idle);
  CHECK(source->read(kSoon)->bytes == std::string(60'000, 'x') + "\n");
  const auto taken = open_source(parse_source("udp://:" + std::to_string(port)).value());
  REQUIRE_FALSE(taken.ok());
  CHECK(taken.error().message.find("cannot be bound: Address already in use") != std::string::npos);
}

}  // namespace
}  // namespace detente::intake
