#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace detente::base {

// A value of canonical JSON (decision 1): keys [a-z0-9_]+ sorted and unique, integers within 2^53-1, no
// floats, UTF-8 strings. One value has one spelling; that spelling is what is hashed, compared and printed.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json>;

  Json() : held_(nullptr) {}
  // The five live in json.cc: inlined, they make GCC 12 see uninitialised strings that are not there.
  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();
  Json(std::nullptr_t) : held_(nullptr) {}
  Json(bool value) : held_(value) {}
  Json(int value) : held_(static_cast<std::int64_t>(value)) {}
  Json(std::int64_t value) : held_(value) {}
  Json(std::string value) : held_(std::move(value)) {}
  Json(std::string_view value) : held_(std::string(value)) {}
  Json(const char* value) : held_(std::string(value)) {}
  Json(Array value) : held_(std::move(value)) {}
  Json(Object value) : held_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(held_); }
  const bool* as_bool() const { return std::get_if<bool>(&held_); }
  const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&held_); }
  const std::string* as_string() const { return std::get_if<std::string>(&held_); }
  const Array* as_array() const { return std::get_if<Array>(&held_); }
  const Object* as_object() const { return std::get_if<Object>(&held_); }
  // The member of that name, or nullptr where there is none or this is no object.
  const Json* member(std::string_view name) const;

  // The canonical spelling, without a line end. REQUIRES: what parse_json would take (keys, UTF-8, integers
  // within kJsonIntegerMax, depth); the caller has checked what came from outside.
  std::string text() const;

  friend bool operator==(const Json&, const Json&) = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, Array, Object> held_;
};

inline constexpr std::int64_t kJsonIntegerMax = 9'007'199'254'740'991;  // 2^53-1
inline constexpr int kJsonDepthMax = 16;

// Reads one value. White space and any key order are taken; what canonical JSON has no spelling for is
// refused: floats, larger integers, duplicate keys, other keys, invalid UTF-8, lone surrogates, deeper
// nesting than kJsonDepthMax, anything after the value. The message names the column (bytes, from 1).
Result<Json> parse_json(std::string_view text);

bool is_json_key(std::string_view text);  // [a-z0-9_]+

// Whether `text` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view text);

}  // namespace detente::base
