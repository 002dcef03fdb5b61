#include <charconv>
#include <optional>

#include "base/json.h"
#include "base/utf8.h"

namespace detente::base {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void append_utf8(std::uint32_t code_point, std::string& out) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
    return;
  }
  if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
  }
  put(0x80 | (code_point & 0x3F));
}

// Reads one text once, from left to right. Recursion is as deep as the value, so at most kJsonDepthMax.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // False when the text is refused; then error() says why.
  bool read(Json& out) {
    skip_space();
    if (!read_value(0, out)) return false;
    skip_space();
    return at_ == text_.size() || refuse("the end after the value");
  }
  const Error& error() const { return error_; }

 private:
  // What stands at the reading point, in words that are safe to print.
  std::string seen() const {
    if (at_ >= text_.size()) return "the end";
    const auto byte = static_cast<std::uint8_t>(text_[at_]);
    if (byte > 0x20 && byte < 0x7F) return {'\'', text_[at_], '\''};
    return std::string("byte 0x") + kHexDigits[byte >> 4] + kHexDigits[byte & 15];
  }

  bool fail(Error::Kind kind, std::size_t at, const std::string& what) {
    error_ = Error{kind, "JSON, column " + std::to_string(at + 1) + ": " + what};
    return false;
  }
  bool refuse(const std::string& wanted) {
    return fail(Error::Kind::malformed, at_, "saw " + seen() + ", wanted " + wanted);
  }

  bool next_is(char byte) const { return at_ < text_.size() && text_[at_] == byte; }
  bool next_is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  bool take(char byte) {
    if (!next_is(byte)) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void skip_space() {
    while (next_is(' ') || next_is('\t') || next_is('\n') || next_is('\r')) ++at_;
  }

  bool read_value(int depth, Json& out) {
    if (next_is('{')) return read_object(depth + 1, out);
    if (next_is('[')) return read_array(depth + 1, out);
    if (next_is('"')) {
      std::string string;
      if (!read_string(string)) return false;
      out = Json(std::move(string));
      return true;
    }
    if (next_is('-') || next_is_digit()) return read_integer(out);
    if (take_word("true")) {
      out = Json(true);
    } else if (take_word("false")) {
      out = Json(false);
    } else if (take_word("null")) {
      out = Json(nullptr);
    } else {
      return refuse("a value");
    }
    return true;
  }

  bool read_integer(Json& out) {
    const std::size_t start = at_;
    take('-');
    if (!next_is_digit()) return refuse("a digit");
    const std::size_t first_digit = at_;
    while (next_is_digit()) ++at_;
    if (next_is('.') || next_is('e') || next_is('E'))
      return refuse("an integer, without fraction or exponent");
    if (text_[first_digit] == '0' && at_ - first_digit > 1)
      return fail(Error::Kind::malformed, start, "an integer with leading zeros, wanted none");
    if (text_[first_digit] == '0' && first_digit > start)
      return fail(Error::Kind::malformed, start, "saw -0, wanted 0");
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text_.data() + start, text_.data() + at_, value);
    if (problem != std::errc() || end != text_.data() + at_ || value > kJsonIntegerMax ||
        value < -kJsonIntegerMax)
      return fail(Error::Kind::too_large, start, "an integer beyond 9007199254740991 (2^53-1)");
    out = Json(value);
    return true;
  }

  // The four digits after \u; nullopt when they are not there, and the error is set.
  std::optional<std::uint32_t> read_hex4() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char digit = at_ < text_.size() ? text_[at_] : '\0';
      std::uint32_t nibble = 0;
      if (digit >= '0' && digit <= '9') {
        nibble = static_cast<std::uint32_t>(digit - '0');
      } else if (digit >= 'a' && digit <= 'f') {
        nibble = static_cast<std::uint32_t>(digit - 'a') + 10;
      } else if (digit >= 'A' && digit <= 'F') {
        nibble = static_cast<std::uint32_t>(digit - 'A') + 10;
      } else {
        refuse("four hexadecimal digits after \\u");
        return std::nullopt;
      }
      value = value * 16 + nibble;
    }
    return value;
  }

  bool read_unicode_escape(std::size_t start, std::string& out) {
    const auto unit = read_hex4();
    if (!unit) return false;
    std::uint32_t code_point = *unit;
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      if (code_point >= 0xDC00 || !take_word("\\u"))
        return fail(Error::Kind::malformed, start, "half of a surrogate pair, wanted both");
      const auto low = read_hex4();
      if (!low) return false;
      if (*low < 0xDC00 || *low > 0xDFFF)
        return fail(Error::Kind::malformed, start, "half of a surrogate pair, wanted both");
      code_point = 0x10000 + ((code_point - 0xD800) << 10) + (*low - 0xDC00);
    }
    append_utf8(code_point, out);
    return true;
  }

  bool read_escape(std::string& out) {
    const std::size_t start = at_;
    ++at_;  // the backslash
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (take('u')) return read_unicode_escape(start, out);
    const std::size_t which = at_ < text_.size() ? kNames.find(text_[at_]) : std::string_view::npos;
    if (which == std::string_view::npos) return refuse("one of \" \\ / b f n r t u after a backslash");
    out += kMeanings[which];
    ++at_;
    return true;
  }

  bool read_string(std::string& out) {
    ++at_;  // the opening quote
    while (!take('"')) {
      if (at_ >= text_.size()) return refuse("the closing '\"'");
      if (next_is('\\')) {
        if (!read_escape(out)) return false;
        continue;
      }
      if (static_cast<std::uint8_t>(text_[at_]) < 0x20)
        return refuse("control characters written as \\u00XX");
      const std::size_t length = utf8_length_at(text_, at_);
      if (length == 0) return refuse("UTF-8");
      out.append(text_, at_, length);
      at_ += length;
    }
    return true;
  }

  bool open(int depth) {
    if (depth > kJsonDepthMax)
      return fail(Error::Kind::too_large, at_, "nested deeper than " + std::to_string(kJsonDepthMax));
    ++at_;
    skip_space();
    return true;
  }

  bool read_array(int depth, Json& out) {
    if (!open(depth)) return false;
    Json::Array items;
    if (!take(']')) {
      do {
        skip_space();
        if (!read_value(depth, items.emplace_back())) return false;
        skip_space();
      } while (take(','));
      if (!take(']')) return refuse("',' or ']'");
    }
    out = Json(std::move(items));
    return true;
  }

  bool read_member(int depth, Json::Object& members) {
    const std::size_t start = at_;
    if (!next_is('"')) return refuse("a key in double quotes");
    std::string key;
    if (!read_string(key)) return false;
    if (!is_json_key(key)) return fail(Error::Kind::malformed, start, "a key may hold only a-z, 0-9 and _");
    if (members.contains(key))
      return fail(Error::Kind::malformed, start, "the key '" + key + "' comes twice");
    skip_space();
    if (!take(':')) return refuse("':'");
    skip_space();
    return read_value(depth, members[std::move(key)]);
  }

  bool read_object(int depth, Json& out) {
    if (!open(depth)) return false;
    Json::Object members;
    if (!take('}')) {
      do {
        skip_space();
        if (!read_member(depth, members)) return false;
        skip_space();
      } while (take(','));
      if (!take('}')) return refuse("',' or '}'");
    }
    out = Json(std::move(members));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Error error_{Error::Kind::malformed, {}};
};

}  // namespace

Result<Json> parse_json(std::string_view text) {
  Reader reader(text);
  Json value;
  if (!reader.read(value)) return reader.error();
  return value;
}

}  // namespace detente::base
