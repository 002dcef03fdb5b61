#include "intake/socket_source.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <netdb.h>
#include <sys/socket.h>

namespace detente::intake {
namespace {

base::Duration steady_now() {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::steady_clock::now().time_since_epoch())
              .count()};
}

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using Addresses = std::unique_ptr<addrinfo, FreeAddresses>;

base::Result<Addresses> addresses_of(const SourceSpec& spec, int socket_type) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = socket_type;
  wanted.ai_flags = socket_type == SOCK_DGRAM ? AI_PASSIVE : 0;
  addrinfo* list = nullptr;
  const int answer = ::getaddrinfo(spec.host.c_str(), std::to_string(spec.port).c_str(), &wanted, &list);
  if (answer != 0) {
    return base::Error{.kind = base::Error::Kind::io,
                       .message = spec.name + ": the host is not known: " + ::gai_strerror(answer)};
  }
  return Addresses(list);
}

Descriptor new_socket(const addrinfo& address) {
  return Descriptor(
      ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address.ai_protocol));
}

// 0, or the error number.
int connect_within(const Descriptor& descriptor, const addrinfo& address, base::Duration patience) {
  if (::connect(descriptor.number(), address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  const base::Duration until = steady_now() + patience;
  while (!wait(descriptor.number(), For::writing, until - steady_now())) {
    if (steady_now() >= until) return ETIMEDOUT;
  }
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(descriptor.number(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
  return error;
}

}  // namespace

base::Outcome TcpSource::connect() {
  const auto addresses = addresses_of(spec_, SOCK_STREAM);
  if (!addresses) return addresses.error();
  int error = EHOSTUNREACH;
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) {
    Descriptor descriptor = new_socket(*address);
    if (!descriptor) {
      error = errno;
      continue;
    }
    error = connect_within(descriptor, *address, opening_.connect_patience);
    if (error != 0) continue;
    // A sender that vanished without a word is noticed by the system's probes.
    const int on = 1;
    ::setsockopt(descriptor.number(), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    descriptor_ = std::move(descriptor);
    return {};
  }
  return io_error(spec_.name, "cannot be connected to", error);
}

base::Result<Piece> TcpSource::lost() {
  descriptor_.reset();
  if (!opening_.reconnect) {
    ended_ = true;
    return Piece{.kind = Piece::Kind::end, .bytes = {}};
  }
  retry_later();
  if (!std::exchange(mid_line_, false)) return Piece{};
  return Piece{.kind = Piece::Kind::bytes, .bytes = "\n"};
}

void TcpSource::retry_later() {
  next_try_ = steady_now() + back_off_;
  back_off_ = std::min(base::Duration{back_off_.ms * 2}, kBackOffMax);
}

Piece TcpSource::retried(base::Duration patience) {
  const base::Duration now = steady_now();
  const base::Duration due = next_try_.value_or(now);
  if (due > now) {
    wait(-1, For::reading, std::min(patience, due - now));
    return {};
  }
  if (!connect().ok()) {
    retry_later();
  }
  return {};
}

base::Result<Piece> TcpSource::read(base::Duration patience) {
  if (ended_) return Piece{.kind = Piece::Kind::end, .bytes = {}};
  if (!descriptor_) return retried(patience);
  if (!wait(descriptor_.number(), For::reading, patience)) return Piece{};
  const ssize_t got = ::recv(descriptor_.number(), in_.data(), in_.size(), 0);
  if (got > 0) {
    const std::string_view bytes(in_.data(), static_cast<std::size_t>(got));
    mid_line_ = bytes.back() != '\n';
    back_off_ = kBackOffMin;
    return Piece{.kind = Piece::Kind::bytes, .bytes = bytes};
  }
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return Piece{};
  if (got < 0 && !opening_.reconnect) {
    const int error = errno;
    ended_ = true;
    descriptor_.reset();
    return io_error(spec_.name, "the connection was lost", error);
  }
  return lost();
}

base::Result<Piece> UdpSource::read(base::Duration patience) {
  if (!wait(descriptor_.number(), For::reading, patience)) return Piece{};
  const ssize_t got = ::recv(descriptor_.number(), in_.data(), in_.size() - 1, 0);
  if (got < 0) {
    if (errno == EAGAIN || errno == EINTR) return Piece{};
    return io_error(spec_.name, "receiving failed", errno);
  }
  auto size = static_cast<std::size_t>(got);
  if (size == 0) return Piece{};
  if (in_[size - 1] != '\n') in_[size++] = '\n';
  return Piece{.kind = Piece::Kind::bytes, .bytes = {in_.data(), size}};
}

base::Result<std::unique_ptr<ByteSource>> open_tcp(const SourceSpec& spec, const Opening& opening) {
  auto source = std::make_unique<TcpSource>(spec, opening);
  const base::Outcome outcome = source->connect();
  if (!outcome.ok() && !opening.reconnect) return outcome.error();
  return std::unique_ptr<ByteSource>(std::move(source));
}

base::Result<std::unique_ptr<ByteSource>> open_udp(const SourceSpec& spec) {
  const auto addresses = addresses_of(spec, SOCK_DGRAM);
  if (!addresses) return addresses.error();
  int error = EADDRNOTAVAIL;
  for (const addrinfo* address = addresses->get(); address != nullptr; address = address->ai_next) {
    Descriptor descriptor = new_socket(*address);
    if (!descriptor || ::bind(descriptor.number(), address->ai_addr, address->ai_addrlen) != 0) {
      error = errno;
      continue;
    }
    return std::unique_ptr<ByteSource>(std::make_unique<UdpSource>(spec, std::move(descriptor)));
  }
  return io_error(spec.name, "cannot be bound", error);
}

}  // namespace detente::intake
