#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace detente::base {

using Sha256Digest = std::array<std::uint8_t, 32>;

Sha256Digest sha256(std::string_view bytes);     // FIPS 180-4, by OpenSSL
std::string hex(const Sha256Digest& digest);     // 64 lower-case hexadecimal digits
std::string sha256_hex(std::string_view bytes);  // both at once

// A hash over bytes that come piece by piece. Not to be shared between threads.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256& other);
  Sha256& operator=(const Sha256&) = delete;
  void add(std::string_view bytes);
  Sha256Digest finish() const;  // of all that was added so far; adding may go on

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace detente::base
