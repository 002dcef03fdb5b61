#pragma once

#include <string>

#include "agreements/reading.h"
#include "base/result.h"

namespace detente::apps {

// The whole of a file, or of a pipe; at most kAgreementBytesMax bytes and some, so that a reader can tell
// that there is more.
base::Result<std::string> read_text(const std::string& path);
// The whole of it, or an error where it has more than `most` bytes.
base::Result<std::string> read_text(const std::string& path, std::size_t most);

inline constexpr std::size_t kTableBytesMax = 512 * 1024 * 1024;  // of rosters and of lines of indications

// Replaces a file in one step: the old bytes stay where writing fails.
base::Outcome replace_text(const std::string& path, const std::string& bytes);

// The files beside a text. Only relative paths without "..", only regular files, none reached through a
// symbolic link in its last part, none larger than kAgreementBytesMax.
class TextFiles : public agreements::Files {
 public:
  explicit TextFiles(const std::string& text_path);  // the folder is that of the text
  base::Result<std::string> read(const std::string& path) const override;

 private:
  std::string folder_;
};

}  // namespace detente::apps
