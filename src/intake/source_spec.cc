#include "intake/source_spec.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace detente::intake {
namespace {

using base::Error;

Error usage(std::string message) {
  return {.kind = Error::Kind::usage, .message = std::move(message)};
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text.substr(0, 200)) + "\"";
}

bool is_format_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > 65'535)
    return std::nullopt;
  return static_cast<std::uint16_t>(value);
}

// Splits "host:port" or "[v6]:port" into `spec`.
bool read_address(std::string_view address, SourceSpec& spec) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return false;
  const auto port = port_of(address.substr(colon + 1));
  std::string_view host = address.substr(0, colon);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return false;  // an IPv6 address needs its brackets
  }
  if (!port || host.find_first_of("/?#@[] ") != std::string_view::npos) return false;
  spec.port = *port;
  spec.host = host;
  return true;
}

}  // namespace

base::Result<SourceSpec> parse_source(std::string_view text) {
  SourceSpec spec;
  std::string_view place = text;
  const std::size_t plus = text.find('+');
  if (plus != std::string_view::npos && is_format_name(text.substr(0, plus))) {
    const std::string_view format = text.substr(0, plus);
    if (format == "nmea") {
      spec.format = Format::nmea;
    } else if (format == "facts") {
      spec.format = Format::facts;
    } else {
      return usage("source " + quoted(text) + ": the format " + quoted(format) +
                   " is not one of nmea, facts (a file whose name has a + in it is written ./name)");
    }
    place = text.substr(plus + 1);
  }
  if (place.empty()) {
    return usage("source " + quoted(text) +
                 ": wanted a file, -, tcp://host:port or udp://host:port, optionally after nmea+ or facts+");
  }
  if (place.find('\0') != std::string_view::npos) return usage("source: a name cannot hold a zero byte");
  spec.name = place;

  const std::size_t scheme_end = place.find("://");
  if (place == "-") {
    spec.kind = SourceSpec::Kind::standard_input;
    spec.name = "stdin";
  } else if (scheme_end == std::string_view::npos) {
    spec.path = place;
  } else {
    const std::string_view scheme = place.substr(0, scheme_end);
    if (scheme != "tcp" && scheme != "udp") {
      return usage("source " + quoted(text) + ": " + quoted(scheme) + " is not one of tcp, udp");
    }
    spec.kind = scheme == "tcp" ? SourceSpec::Kind::tcp : SourceSpec::Kind::udp;
    if (!read_address(place.substr(scheme_end + 3), spec)) {
      return usage("source " + quoted(text) + ": wanted " + std::string(scheme) +
                   "://host:port with a port from 1 to 65535 (an IPv6 address in brackets)");
    }
    if (spec.host.empty()) {
      if (spec.kind == SourceSpec::Kind::tcp) return usage("source " + quoted(text) + ": tcp needs a host");
      spec.host = "127.0.0.1";
    }
  }
  return spec;
}

}  // namespace detente::intake
