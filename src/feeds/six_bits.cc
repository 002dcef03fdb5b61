#include "feeds/six_bits.h"

#include <bit>
#include <cstring>

#include "base/check.h"

namespace detente::feeds {
namespace {

constexpr std::uint8_t kBad = 0x80;

constexpr std::array<std::uint8_t, 256> armour_table() {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    // '0' to 'W' are 0 to 39, '`' to 'w' are 40 to 63; nothing else is armour.
    if (i >= '0' && i <= 'W') {
      table[i] = static_cast<std::uint8_t>(i - '0');
    } else if (i >= '`' && i <= 'w') {
      table[i] = static_cast<std::uint8_t>(i - '`' + 40);
    } else {
      table[i] = kBad;
    }
  }
  return table;
}

constexpr auto kArmour = armour_table();

std::uint32_t six(char c) {
  return kArmour[static_cast<std::uint8_t>(c)];
}

}  // namespace

bool SixBits::append(std::string_view payload, unsigned fill) {
  if (payload.empty()) return true;
  CHECK(size_ + payload.size() * 6 <= kBitsMax && fill <= 5);
  std::uint8_t* out = bytes_.data() + size_ / 8;
  unsigned held = size_ % 8;  // bits of an unfinished byte, at the low end of `bits`
  std::uint64_t bits = held == 0 ? 0 : static_cast<std::uint64_t>(*out >> (8 - held));
  std::uint32_t bad = 0;
  std::size_t at = 0;
  for (; at + 4 <= payload.size(); at += 4) {
    const std::uint32_t a = six(payload[at]), b = six(payload[at + 1]);
    const std::uint32_t c = six(payload[at + 2]), d = six(payload[at + 3]);
    bad |= a | b | c | d;
    bits =
        bits << 24 | static_cast<std::uint64_t>((a & 63) << 18 | (b & 63) << 12 | (c & 63) << 6 | (d & 63));
    *out++ = static_cast<std::uint8_t>(bits >> (held + 16));
    *out++ = static_cast<std::uint8_t>(bits >> (held + 8));
    *out++ = static_cast<std::uint8_t>(bits >> held);
  }
  for (; at < payload.size(); ++at) {
    const std::uint32_t a = six(payload[at]);
    bad |= a;
    bits = bits << 6 | (a & 63);
    held += 6;
    if (held >= 8) {
      held -= 8;
      *out++ = static_cast<std::uint8_t>(bits >> held);
    }
  }
  if ((bad & kBad) != 0) return false;
  *out = held == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(bits << (8 - held));
  std::memset(out + 1, 0, 7);
  size_ += payload.size() * 6;
  if (fill > 0) {
    size_ -= fill;
    // The dropped bits lie in this byte and perhaps the next; everything past size() reads as 0.
    std::uint8_t* last = bytes_.data() + size_ / 8;
    last[0] = static_cast<std::uint8_t>(last[0] & ~(0xFFU >> (size_ % 8)));
    last[1] = 0;
  }
  return true;
}

std::uint64_t SixBits::number(std::size_t start, unsigned width) const {
  CHECK(width >= 1 && width <= 57 && start + width <= kBitsMax);
  // Past the written bytes and the zeros behind them the array may still hold an older message.
  if (start >= size_) return 0;
  std::uint64_t word;
  std::memcpy(&word, bytes_.data() + start / 8, 8);
  if constexpr (std::endian::native == std::endian::little) word = __builtin_bswap64(word);
  return word << (start % 8) >> (64 - width);
}

std::int64_t SixBits::signed_number(std::size_t start, unsigned width) const {
  const std::uint64_t value = number(start, width);
  const std::uint64_t sign = std::uint64_t{1} << (width - 1);
  return static_cast<std::int64_t>(value ^ sign) - static_cast<std::int64_t>(sign);
}

}  // namespace detente::feeds
