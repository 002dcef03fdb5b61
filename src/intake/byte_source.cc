#include "intake/byte_source.h"

#include "base/check.h"
#include "intake/file_source.h"
#include "intake/socket_source.h"

namespace detente::intake {

base::Result<std::unique_ptr<ByteSource>> open_source(const SourceSpec& spec, const Opening& opening) {
  switch (spec.kind) {
    case SourceSpec::Kind::file:
    case SourceSpec::Kind::standard_input:
      return open_file(spec);
    case SourceSpec::Kind::tcp:
      return open_tcp(spec, opening);
    case SourceSpec::Kind::udp:
      return open_udp(spec);
  }
  CHECK(false);
  return base::Error{};
}

}  // namespace detente::intake
