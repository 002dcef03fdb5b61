#include "base/json.h"

#include "base/check.h"
#include "base/utf8.h"

namespace detente::base {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void write_string(const std::string& value, std::string& out) {
  CHECK(is_utf8(value));
  out += '"';
  for (const char byte : value) {
    const auto code = static_cast<std::uint8_t>(byte);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (code < 0x20) {
      out += "\\u00";
      out += kHexDigits[code >> 4];
      out += kHexDigits[code & 15];
    } else {
      out += byte;
    }
  }
  out += '"';
}

void write(const Json& value, int depth, std::string& out);

void write_array(const Json::Array& items, int depth, std::string& out) {
  out += '[';
  bool first = true;
  for (const Json& item : items) {
    if (!first) out += ',';
    first = false;
    write(item, depth, out);
  }
  out += ']';
}

void write_object(const Json::Object& members, int depth, std::string& out) {
  out += '{';
  bool first = true;
  for (const auto& [key, member] : members) {
    CHECK(is_json_key(key));
    if (!first) out += ',';
    first = false;
    out += '"';
    out += key;
    out += "\":";
    write(member, depth, out);
  }
  out += '}';
}

void write(const Json& value, int depth, std::string& out) {
  if (const auto* boolean = value.as_bool()) {
    out += *boolean ? "true" : "false";
  } else if (const auto* integer = value.as_integer()) {
    CHECK(*integer <= kJsonIntegerMax && *integer >= -kJsonIntegerMax);
    out += std::to_string(*integer);
  } else if (const auto* string = value.as_string()) {
    write_string(*string, out);
  } else if (value.is_null()) {
    out += "null";
  } else {
    CHECK(depth < kJsonDepthMax);
    if (const auto* items = value.as_array()) write_array(*items, depth + 1, out);
    if (const auto* members = value.as_object()) write_object(*members, depth + 1, out);
  }
}

}  // namespace

Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

const Json* Json::member(std::string_view name) const {
  const Object* members = as_object();
  if (members == nullptr) return nullptr;
  const auto found = members->find(std::string(name));
  return found == members->end() ? nullptr : &found->second;
}

std::string Json::text() const {
  std::string out;
  write(*this, 0, out);
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length_at(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

bool is_json_key(std::string_view text) {
  for (const char byte : text)
    if ((byte < 'a' || byte > 'z') && (byte < '0' || byte > '9') && byte != '_') return false;
  return !text.empty();
}

}  // namespace detente::base
