#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <zlib.h>

namespace detente::intake {

// Takes gzip members, one after the other (RFC 1952), out of bytes that come in pieces.
class Gunzip {
 public:
  Gunzip();
  ~Gunzip();
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  static bool is_gzip(std::string_view first_bytes) { return first_bytes.starts_with("\x1f\x8b"); }

  struct Step {
    std::size_t taken;  // of `in`
    std::size_t made;   // into `out`
    const char* fault;  // why nothing more can be made, or nullptr
  };
  // Makes what it can. Takes nothing and makes nothing only where `in` is used up or there is a fault.
  Step step(std::string_view in, char* out, std::size_t room);

  // Whether the bytes so far end where a member ends.
  bool at_member_end() const { return at_member_end_; }

 private:
  std::unique_ptr<z_stream> stream_;
  bool at_member_end_ = false;
};

}  // namespace detente::intake
