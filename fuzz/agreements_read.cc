#include <cstdint>
#include <string>
#include <string_view>

#include "agreements/geojson.h"
#include "agreements/reading.h"
#include "base/check.h"
#include "base/json.h"

namespace {

using namespace detente;

// Whatever file a text names holds the same few bytes.
class OneFile : public agreements::Files {
 public:
  base::Result<std::string> read(const std::string& path) const override {
    if (path.ends_with(".verification"))
      return std::string("verification \"x\" version 1 language 1\nend verification\n");
    return std::string(R"({"type":"Polygon","coordinates":[[[1,2],[3,2],[3,4],[1,2]]]})");
  }
};

bool any_error(const std::vector<agreements::Diagnostic>& diagnostics, std::string_view text) {
  bool any = false;
  for (const agreements::Diagnostic& one : diagnostics) {
    any = any || one.severity == agreements::Diagnostic::Severity::error;
    CHECK(one.place.line >= 1 && one.place.column >= 1 && one.place.length >= 1);
    CHECK(base::is_utf8(agreements::diagnostic_text(one, text)));
  }
  return any;
}

}  // namespace

// A text is an agreement or has an error, never both; what is an agreement has a canonical spelling with the
// same two hashes, which is its own canonical spelling, and can be explained.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const OneFile files;
  const auto reading = agreements::read_agreement("fuzz", text, files);
  CHECK(reading.agreement.has_value() != any_error(reading.diagnostics, text));
  const auto means = agreements::read_verification("fuzz", text);
  CHECK(means.verification.has_value() != any_error(means.diagnostics, text));
  if (const auto ring = agreements::read_geojson(text, agreements::Shape::Kind::zone); ring.ok())
    for (const geo::Position vertex : *ring) CHECK(geo::is_valid(vertex));

  const auto formatted = agreements::format_text("fuzz", text, files);
  CHECK(formatted.text.has_value() == (reading.agreement.has_value() || means.verification.has_value()));
  if (!formatted.text) return 0;
  CHECK(agreements::format_text("fuzz", *formatted.text, files).text == formatted.text);
  if (!reading.agreement) return 0;
  const auto again = agreements::read_agreement("fuzz", *formatted.text, files);
  CHECK(again.agreement.has_value());
  CHECK(again.agreement->words_sha256 == reading.agreement->words_sha256);
  CHECK(again.agreement->reading_sha256 == reading.agreement->reading_sha256);
  for (const char* language : {"en", "ko"})
    CHECK(agreements::explain(*reading.agreement, reading.verification, language, std::nullopt).ok());
  return 0;
}
