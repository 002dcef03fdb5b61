#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/json.h"

// Whatever parse_json takes has one spelling, and that spelling is read back as the same value.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using detente::base::parse_json;
  const auto value = parse_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const std::string text = value->text();
  const auto again = parse_json(text);
  CHECK(again.ok());
  CHECK(*again == *value);
  CHECK(again->text() == text);
  return 0;
}
