#include "agreements/layout.h"

#include <algorithm>
#include <tuple>

namespace detente::agreements {

namespace {

auto order(const Place& place) {
  return std::tuple(place.line, place.column);
}

struct Laid {
  const SpelledLine* line;
  std::vector<const Comment*> above;  // comments on their own lines
  std::string_view behind;            // a comment on the same line
};

void sort_blocks(std::vector<Block>& blocks) {
  std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) {
    return std::tie(a.rank, a.key) < std::tie(b.rank, b.key);
  });
}

// Hands each comment to its line. `lines` are in order of the text. Every text ends with a line of its own,
// behind which no comment may stand, so there always is a line that follows.
void place_comments(std::vector<Laid>& lines, const std::vector<Comment>& comments) {
  std::size_t next = 0;  // the first line that begins behind the comment
  for (const Comment& comment : comments) {
    while (next < lines.size() && order(lines[next].line->from) < order(comment.place)) ++next;
    if (!comment.own_line && next > 0 && lines[next - 1].behind.empty())
      lines[next - 1].behind = comment.raw;
    else if (next < lines.size())
      lines[next].above.push_back(&comment);
  }
}

void append_line(std::string& out, int indent, std::string_view text) {
  out.append(static_cast<std::size_t>(indent), ' ');
  out += text;
}

}  // namespace

std::string laid_out(std::vector<Block> blocks, const std::vector<Comment>& comments) {
  std::vector<Laid> in_text_order;
  for (const Block& block : blocks)
    for (const SpelledLine& line : block.lines)
      in_text_order.push_back({.line = &line, .above = {}, .behind = {}});
  std::stable_sort(in_text_order.begin(), in_text_order.end(),
                   [](const Laid& a, const Laid& b) { return order(a.line->from) < order(b.line->from); });
  place_comments(in_text_order, comments);

  std::vector<std::size_t> begins;  // of each block, in blocks' order of the text, in in_text_order
  std::size_t at = 0;
  for (const Block& block : blocks) {
    begins.push_back(at);
    at += block.lines.size();
  }
  std::vector<std::size_t> printed(blocks.size());
  for (std::size_t i = 0; i < printed.size(); ++i) printed[i] = i;
  std::stable_sort(printed.begin(), printed.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(blocks[a].rank, blocks[a].key) < std::tie(blocks[b].rank, blocks[b].key);
  });

  std::string out;
  for (const std::size_t index : printed) {
    const Block& block = blocks[index];
    if (block.gap == Gap::before) out += '\n';
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
      const Laid& laid = in_text_order[begins[index] + i];
      for (const Comment* comment : laid.above) {
        append_line(out, laid.line->indent, comment->raw);
        out += comment->own_line && comment->blank_line_behind ? "\n\n" : "\n";
      }
      append_line(out, laid.line->indent, laid.line->text);
      if (!laid.behind.empty()) out.append("  ").append(laid.behind);
      out += '\n';
    }
    if (block.gap == Gap::behind) out += '\n';
  }
  return out;
}

std::string reading_bytes(std::vector<Block> blocks) {
  sort_blocks(blocks);
  std::string out;
  for (const Block& block : blocks)
    for (const SpelledLine& line : block.lines) {
      if (line.words) continue;
      append_line(out, line.indent, line.text);
      out += '\n';
    }
  return out;
}

}  // namespace detente::agreements
