#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace detente::intake {

// What the bytes of a source are: `nmea` is AIS and its stamps, `facts` is JSON lines of what people said and
// saw.
enum class Format : std::uint8_t { by_content, nmea, facts };

// A source as the command line names it, `[format+]place`:
//   path              a file, plain or gzip
//   -                 standard input
//   tcp://host:port   connects and reads
//   udp://host:port   binds that address and receives; without a host only this machine's own (127.0.0.1)
struct SourceSpec {
  enum class Kind : std::uint8_t { file, standard_input, tcp, udp };
  Kind kind = Kind::file;
  Format format = Format::by_content;
  std::string path;  // of a file
  std::string host;  // of tcp and udp: a name, an IPv4 address, or an IPv6 address without its brackets
  std::uint16_t port = 0;
  std::string name;  // as it was given, without the format; for messages
};

base::Result<SourceSpec> parse_source(std::string_view text);

}  // namespace detente::intake
