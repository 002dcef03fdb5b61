#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/units.h"
#include "intake/source_spec.h"

namespace detente::intake {

// What one look at a source brought.
struct Piece {
  enum class Kind : std::uint8_t {
    bytes,  // some; at least one
    idle,   // none within the patience given; more may come
    end,    // none, and none will come
  };
  Kind kind = Kind::idle;
  std::string_view bytes;  // valid until the next read(), at most ByteSource::kPieceMax
};

// Bytes from outside, in order. Not to be shared between threads.
class ByteSource {
 public:
  static constexpr std::size_t kPieceMax = 65'536;

  virtual ~ByteSource() = default;
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // Waits at most `patience`; files never wait. An Error names the source, the byte reached and the reason;
  // what was read before it has been handed out, and nothing more will come.
  virtual base::Result<Piece> read(base::Duration patience) = 0;

  // Whether bytes come when somebody sends them, rather than from a file that lies there.
  virtual bool live() const = 0;

  // What poll(2) may watch for input, or -1 where there is nothing now (between two connections).
  virtual int descriptor() const = 0;
};

inline constexpr base::Duration kBackOffMin{1'000};
inline constexpr base::Duration kBackOffMax{30'000};

struct Opening {
  // A TCP connection that is lost, or cannot be made, is tried again after kBackOffMin, twice that, ... up to
  // kBackOffMax, counted anew once bytes came; read() is idle meanwhile, and may take connect_patience more
  // when it tries. Otherwise a lost connection is the end, and one not made an Error.
  bool reconnect = false;
  base::Duration connect_patience{5'000};
};

base::Result<std::unique_ptr<ByteSource>> open_source(const SourceSpec& spec, const Opening& opening = {});

}  // namespace detente::intake
