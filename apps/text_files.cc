#include "text_files.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace detente::apps {

namespace {

using base::Error;

Error io_error(int number) {
  return {Error::Kind::io, std::generic_category().message(number)};
}

class Opened {
 public:
  Opened(const std::string& path, int flags, mode_t mode = 0)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~Opened() {
    if (number_ >= 0) ::close(number_);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  bool ok() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

base::Result<std::string> read_all(int number, std::size_t most = agreements::kAgreementBytesMax) {
  std::string bytes;
  char piece[65536];
  while (bytes.size() <= most) {
    const ssize_t got = ::read(number, piece, sizeof piece);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error(errno);
    if (got == 0) break;
    bytes.append(piece, static_cast<std::size_t>(got));
  }
  return bytes;
}

// Relative, without empty parts, "." and "..".
bool stays_inside(const std::string& path) {
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string part = path.substr(at, slash - at);
    if (part.empty() || part == "." || part == ".." || part.find('\0') != std::string::npos) return false;
    at = slash + 1;
  }
  return true;
}

}  // namespace

base::Result<std::string> read_text(const std::string& path) {
  const Opened file(path, O_RDONLY);
  if (!file.ok()) return io_error(errno);
  return read_all(file.number());
}

base::Result<std::string> read_text(const std::string& path, std::size_t most) {
  const Opened file(path, O_RDONLY);
  if (!file.ok()) return io_error(errno);
  auto bytes = read_all(file.number(), most);
  if (bytes.ok() && bytes->size() > most)
    return base::Error{base::Error::Kind::too_large, "more than " + std::to_string(most) + " bytes"};
  return bytes;
}

base::Outcome replace_text(const std::string& path, const std::string& bytes) {
  const std::string beside = path + ".new";
  struct stat old {};
  const mode_t mode = ::stat(path.c_str(), &old) == 0 ? old.st_mode & 0777 : 0644;
  {
    const Opened file(beside, O_WRONLY | O_CREAT | O_EXCL, mode);
    if (!file.ok()) return io_error(errno);
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t wrote = ::write(file.number(), bytes.data() + at, bytes.size() - at);
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) {
        const int why = errno;
        ::unlink(beside.c_str());
        return io_error(why);
      }
      at += static_cast<std::size_t>(wrote);
    }
    if (::fsync(file.number()) != 0) return io_error(errno);
  }
  if (std::rename(beside.c_str(), path.c_str()) == 0) return {};
  const int why = errno;
  ::unlink(beside.c_str());
  return io_error(why);
}

TextFiles::TextFiles(const std::string& text_path) {
  const std::size_t slash = text_path.rfind('/');
  if (slash != text_path.npos) folder_ = text_path.substr(0, slash + 1);
}

base::Result<std::string> TextFiles::read(const std::string& path) const {
  if (!stays_inside(path)) return Error{Error::Kind::refused, "the path leaves the folder of the text"};
  // Without O_NONBLOCK a named pipe would wait for its writer.
  const Opened file(folder_ + path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (!file.ok()) return io_error(errno);
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) return io_error(errno);
  if (!S_ISREG(about.st_mode)) return Error{Error::Kind::refused, "it is no regular file"};
  auto bytes = read_all(file.number());
  if (bytes.ok() && bytes->size() > agreements::kAgreementBytesMax)
    return Error{Error::Kind::too_large, "it is larger than 16 MiB"};
  return bytes;
}

}  // namespace detente::apps
