#pragma once

#include <string>
#include <string_view>

namespace detente::cli {

// A descriptor that lines are written to, in large pieces. After a failure nothing more is written.
class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}

  void line(std::string_view text);  // adds the line end; goes out when kFlushAt bytes are waiting
  void flush();
  std::string& held() { return held_; }  // to append to directly; call flush() afterwards

  bool good() const { return error_ == 0; }
  bool closed_pipe() const;         // the reader has gone: no fault of ours
  std::string error_words() const;  // of the operating system; empty while good

  static constexpr std::size_t kFlushAt = 65'536;

 private:
  int descriptor_;
  std::string held_;
  int error_ = 0;
};

}  // namespace detente::cli
