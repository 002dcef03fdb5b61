#include "intake/source_spec.h"

#include <doctest/doctest.h>

#include "intake/format.h"

namespace detente::intake {
namespace {

SourceSpec spec_of(const std::string& text) {
  auto spec = parse_source(text);
  REQUIRE(spec.ok());
  return spec.value();
}

std::string refusal_of(const std::string& text) {
  const auto spec = parse_source(text);
  REQUIRE_FALSE(spec.ok());
  CHECK(spec.error().kind == base::Error::Kind::usage);
  return spec.error().message;
}

TEST_CASE("a source is a file, standard input, or an address") {
  CHECK(spec_of("a/b.txt").kind == SourceSpec::Kind::file);
  CHECK(spec_of("a/b.txt").path == "a/b.txt");
  CHECK(spec_of("-").kind == SourceSpec::Kind::standard_input);
  CHECK(spec_of("-").name == "stdin");
  const SourceSpec tcp = spec_of("tcp://ais.example:4001");
  CHECK(tcp.kind == SourceSpec::Kind::tcp);
  CHECK(tcp.host == "ais.example");
  CHECK(tcp.port == 4001);
  CHECK(tcp.name == "tcp://ais.example:4001");
  CHECK(spec_of("udp://0.0.0.0:10110").host == "0.0.0.0");
  CHECK(spec_of("tcp://[2001:db8::1]:65535").host == "2001:db8::1");
}

TEST_CASE("udp without a host hears this machine only") {
  CHECK(spec_of("udp://:10110").host == "127.0.0.1");
}

TEST_CASE("a format may stand before a place") {
  CHECK(spec_of("x").format == Format::by_content);
  CHECK(spec_of("nmea+x").format == Format::nmea);
  CHECK(spec_of("nmea+x").path == "x");
  CHECK(spec_of("facts+-").format == Format::facts);
  CHECK(spec_of("nmea+tcp://h:1").kind == SourceSpec::Kind::tcp);
  CHECK(spec_of("./a+b").path == "./a+b");
  CHECK(spec_of("nmea+a+b").path == "a+b");
}

TEST_CASE("what cannot be a source is refused with what was wanted") {
  CHECK(refusal_of("sbs+x").find("nmea, facts") != std::string::npos);
  CHECK(refusal_of("").find("wanted a file") != std::string::npos);
  CHECK(refusal_of("nmea+").find("wanted a file") != std::string::npos);
  CHECK(refusal_of("http://h:1").find("tcp, udp") != std::string::npos);
  for (const char* text : {"tcp://h", "tcp://h:0", "tcp://h:65536", "tcp://h:", "tcp://h:1x", "tcp://h:-1",
                           "tcp://::1:1", "tcp://a b:1", "tcp://h:1/", "udp://u@h:1", "udp://"}) {
    CAPTURE(text);
    CHECK(refusal_of(text).find("port from 1 to 65535") != std::string::npos);
  }
  CHECK(refusal_of("tcp://:4001").find("needs a host") != std::string::npos);
  CHECK(refusal_of(std::string("a\0b", 3)).find("zero byte") != std::string::npos);
  CHECK(refusal_of("://" + std::string(5'000, 'x')).size() < 1'000);
}

TEST_CASE("the first bytes tell facts from NMEA") {
  CHECK(recognised("{\"kind\":\"notice\"}\n") == Format::facts);
  CHECK(recognised("# said in the morning\n\n  {") == Format::facts);
  CHECK(recognised("!AIVDM,1,1,,A,0,0*26\n") == Format::nmea);
  CHECK(recognised("\\c:1*00\\!AIVDM") == Format::nmea);
  CHECK(recognised("half a line,0*12\r\n$PGHP,1,") == Format::nmea);
  CHECK(recognised("1550303566167726840 !AIVDM,1") == Format::nmea);
  CHECK(recognised("rubbish\n{") == std::nullopt);
  CHECK(recognised("") == std::nullopt);
  CHECK(recognised("# only a comment !AIVDM\n") == std::nullopt);
  CHECK(recognised(std::string(kRecognitionBytes, '\n') + "!AIVDM") == std::nullopt);
}

}  // namespace
}  // namespace detente::intake
