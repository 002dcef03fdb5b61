#include "feeds/tag_block.h"

#include "feeds/sentence.h"

namespace detente::feeds {

std::optional<TagBlock> read_tag_block(std::string_view line) {
  if (line.empty() || line[0] != '\\') return std::nullopt;
  const std::size_t end = line.substr(0, kTagBlockMax).find('\\', 1);
  if (end == std::string_view::npos || end < 5 || line[end - 3] != '*') return std::nullopt;
  std::string_view body = line.substr(1, end - 4);
  const int checksum = hexadecimal_byte(line[end - 2], line[end - 1]);
  if (exclusive_or(body) != checksum) {
    const std::size_t comma = body.find(',');
    if (!body.starts_with("g:") || comma == std::string_view::npos) return std::nullopt;
    body.remove_prefix(comma + 1);
    if (exclusive_or(body) != checksum) return std::nullopt;
  }

  TagBlock block;
  block.length = end + 1;
  for (;;) {
    const std::size_t comma = body.find(',');
    const std::string_view parameter = body.substr(0, comma);
    const std::size_t colon = parameter.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view code = parameter.substr(0, colon);
    const std::string_view value = parameter.substr(colon + 1);
    if (code == "c") {
      block.stamp.at = epoch_of(value);
      if (!block.stamp.at) return std::nullopt;
    } else if (code == "s") {
      block.stamp.station = Station(value);
    }
    if (comma == std::string_view::npos) return block;
    body.remove_prefix(comma + 1);
  }
}

}  // namespace detente::feeds
