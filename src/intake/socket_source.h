#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "intake/byte_source.h"
#include "intake/descriptor.h"

namespace detente::intake {

// A TCP connection that we make. When it is made again after a loss, a line that was cut is ended with '\n',
// so that two halves of different lines never join.
class TcpSource final : public ByteSource {
 public:
  TcpSource(SourceSpec spec, Opening opening) : spec_(std::move(spec)), opening_(opening), in_(kPieceMax) {}
  base::Outcome connect();  // once, waiting at most opening.connect_patience for each address of the host
  base::Result<Piece> read(base::Duration patience) override;
  bool live() const override { return true; }
  int descriptor() const override { return descriptor_.number(); }

 private:
  base::Result<Piece> lost();
  void retry_later();
  Piece retried(base::Duration patience);

  SourceSpec spec_;
  Opening opening_;
  Descriptor descriptor_;
  std::vector<char> in_;
  bool mid_line_ = false;
  bool ended_ = false;
  base::Duration back_off_ = kBackOffMin;
  std::optional<base::Duration> next_try_;  // on the steady clock
};

// A bound UDP port. A datagram ends its last line, with or without '\n'.
class UdpSource final : public ByteSource {
 public:
  UdpSource(SourceSpec spec, Descriptor descriptor)
      : spec_(std::move(spec)), descriptor_(std::move(descriptor)), in_(kPieceMax) {}
  base::Result<Piece> read(base::Duration patience) override;
  bool live() const override { return true; }
  int descriptor() const override { return descriptor_.number(); }

 private:
  SourceSpec spec_;
  Descriptor descriptor_;
  std::vector<char> in_;
};

base::Result<std::unique_ptr<ByteSource>> open_tcp(const SourceSpec& spec, const Opening& opening);
base::Result<std::unique_ptr<ByteSource>> open_udp(const SourceSpec& spec);

}  // namespace detente::intake
