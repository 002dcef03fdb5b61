// Makes a larger load of a recording of NMEA lines, from standard input to standard output.
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drill/amplifier.h"
#include "drill/scenario_words.h"

namespace {

using detente::base::Outcome;
using detente::drill::Amplification;
using detente::drill::Amplifier;

constexpr const char* kUsage =
    "amplify --copies N [--shift-ms D] [--to-west-sea [--around LAT LON]] < recording > load\n"
    "  --copies N      1 to 100,000 copies, each with identities of its own under the same flags\n"
    "  --shift-ms D    copy k is k times D later; 0 to 86,400,000 (default 0: all at once)\n"
    "  --to-west-sea   the first position of the recording comes to 37.70N 124.90E, the others with it\n"
    "  --around LAT LON  instead of the first position, for instance 57.70N 11.00E\n";

std::optional<std::int64_t> number(std::string_view text, std::int64_t least, std::int64_t most) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size() || value < least || value > most)
    return std::nullopt;
  return value;
}

// As in a scenario: 57.70N 11.00E.
std::optional<detente::geo::Position> position(std::string_view latitude, std::string_view longitude) {
  std::vector<detente::drill::Problem> problems;
  const detente::drill::Statement statement{{latitude}, {longitude}};
  const detente::geo::Position at = detente::drill::Words(statement, problems).position();
  return problems.empty() ? std::optional(at) : std::nullopt;
}

// Nothing where the command line is wrong.
std::optional<Amplification> wanted_by(const std::vector<std::string_view>& words) {
  Amplification wanted;
  bool copies = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--to-west-sea") {
      wanted.to_west_sea = true;
      continue;
    }
    if (words[i] == "--around" && i + 2 < words.size()) {
      wanted.around = position(words[i + 1], words[i + 2]);
      if (!wanted.around) return std::nullopt;
      i += 2;
      continue;
    }
    if (i + 1 == words.size() || (words[i] != "--copies" && words[i] != "--shift-ms")) return std::nullopt;
    const bool is_copies = words[i] == "--copies";
    const std::optional<std::int64_t> value = is_copies ? number(words[i + 1], 1, detente::drill::kCopiesMax)
                                                        : number(words[i + 1], 0, detente::base::kMsPerDay);
    if (!value) return std::nullopt;
    if (is_copies)
      wanted.copies = static_cast<std::uint32_t>(*value);
    else
      wanted.shift = {*value};
    copies = copies || is_copies;
    ++i;
  }
  return copies && (wanted.to_west_sea || !wanted.around) ? std::optional(wanted) : std::nullopt;
}

// Lines of any length from standard input; what is longer than the amplifier takes is cut to just above that.
Outcome read_all(Amplifier& amplifier) {
  std::string line;
  std::vector<char> block(1 << 16);
  const auto add = [&line](std::string_view piece) {
    const std::size_t room =
        Amplifier::kLineBytesMax + 1 - std::min(line.size(), Amplifier::kLineBytesMax + 1);
    line += piece.substr(0, room);
  };
  for (std::size_t got; (got = std::fread(block.data(), 1, block.size(), stdin)) > 0;) {
    std::string_view rest(block.data(), got);
    for (std::size_t end; (end = rest.find('\n')) != std::string_view::npos; rest.remove_prefix(end + 1)) {
      add(rest.substr(0, end));
      if (Outcome read = amplifier.read_line(line); !read) return read;
      line.clear();
    }
    add(rest);
  }
  if (std::ferror(stdin) != 0)
    return detente::base::Error{detente::base::Error::Kind::io,
                                std::string("cannot read standard input: ") + std::strerror(errno)};
  if (!line.empty())
    if (Outcome read = amplifier.read_line(line); !read) return read;
  return amplifier.finish();
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string_view> words(argv + 1, argv + argc);
  if (words.size() == 1 && words[0] == "--help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  const std::optional<Amplification> wanted = wanted_by(words);
  if (!wanted) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error like any other
  const auto write = [](std::string_view line) -> Outcome {
    if (std::fwrite(line.data(), 1, line.size(), stdout) == line.size()) return {};
    return detente::base::Error{detente::base::Error::Kind::io,
                                std::string("cannot write standard output: ") + std::strerror(errno)};
  };
  Amplifier amplifier(*wanted, write);
  const Outcome done = read_all(amplifier);
  const Amplifier::Counts& counts = amplifier.counts();
  std::fprintf(stderr,
               "%lld lines in, %lld out; messages left out: %lld without a number left, %lld off the earth; "
               "%lld lines too long\n",
               static_cast<long long>(counts.lines_in), static_cast<long long>(counts.lines_out),
               static_cast<long long>(counts.no_identity), static_cast<long long>(counts.off_the_earth),
               static_cast<long long>(counts.too_long));
  if (!done || std::fflush(stdout) != 0) {
    std::fprintf(stderr, "%s\n", done ? "cannot write standard output" : done.error().message.c_str());
    return 1;
  }
  return 0;
}
