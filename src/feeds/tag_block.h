#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "feeds/stamp.h"

namespace detente::feeds {

// What we take of a tag block, `\s:<station>,c:<time>,g:...*hh\` (NMEA 0183 4.10; IEC 61162-450, 7.2.3).
// `c` is seconds or milliseconds, `s` the station; every other parameter is passed over.
// The checksum may also be that of the block without a leading `g` parameter: the Norwegian Coastal
// Administration puts the group before a finished block.
struct TagBlock {
  Stamp stamp;
  std::size_t length = 0;  // characters from the first to the second backslash
};

// IEC 61162-450 allows 80 characters; recorders in the field write more, up to this we follow them.
inline constexpr std::size_t kTagBlockMax = 256;

// Reads the block that `line` begins with. Nothing where it has no end within kTagBlockMax, no or a wrong
// checksum, a parameter without a value, or a time that is none.
std::optional<TagBlock> read_tag_block(std::string_view line);

}  // namespace detente::feeds
