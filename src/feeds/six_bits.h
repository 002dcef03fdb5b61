#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace detente::feeds {

// The bits of one AIS message, taken out of their six-bit armour (IEC 61162-1, table for six-bit binary
// fields).
class SixBits {
 public:
  // Room for nine sentences of kSentenceMax characters. M.1371-5 itself needs at most 1,064 bits (message
  // 26).
  static constexpr std::size_t kBitsMax = 6'000;

  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }

  // Appends the payload of one sentence less its last `fill` bits (0 to 5; an empty payload has none to
  // drop). False where a character is not armour; the content is then unspecified until clear(). REQUIRES:
  // size() + 6 * payload.size() <= kBitsMax, which holds for nine sentences after clear().
  bool append(std::string_view payload, unsigned fill);

  // `width` bits from bit `start` on, the first the most significant. What lies past size() reads as 0.
  // REQUIRES: 1 <= width <= 57, start + width <= kBitsMax.
  std::uint64_t number(std::size_t start, unsigned width) const;
  std::int64_t signed_number(std::size_t start, unsigned width) const;  // two's complement

  bool flag(std::size_t at) const { return number(at, 1) != 0; }

 private:
  // Eight bytes more than the bits need, so that a field is one 64-bit load.
  std::array<std::uint8_t, kBitsMax / 8 + 8> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace detente::feeds
