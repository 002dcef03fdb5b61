#include "intake/file_source.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace detente::intake {

FileSource::FileSource(std::string name, Descriptor descriptor, bool live)
    : name_(std::move(name)), descriptor_(std::move(descriptor)), live_(live), in_(kPieceMax) {}

base::Result<Piece> FileSource::read(base::Duration patience) {
  for (;;) {
    if (gunzip_ != nullptr) {
      const Gunzip::Step step = gunzip_->step(left_, out_.data(), out_.size());
      left_.remove_prefix(step.taken);
      offset_ += step.taken;
      if (step.made > 0) return Piece{.kind = Piece::Kind::bytes, .bytes = {out_.data(), step.made}};
      if (step.fault != nullptr) return damaged(step.fault);
      if (ended_ && !gunzip_->at_member_end()) return damaged("the file ends in the middle of the data");
    }
    if (ended_) return Piece{.kind = Piece::Kind::end, .bytes = {}};
    if (live_ && !wait(descriptor_.number(), For::reading, patience)) return Piece{};

    const ssize_t got = ::read(descriptor_.number(), in_.data() + gathered_, in_.size() - gathered_);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return Piece{};
    if (got < 0) {
      ended_ = true;
      gunzip_ = nullptr;
      return io_error(name_, "reading failed at byte " + std::to_string(offset_), errno);
    }
    ended_ = got == 0;
    const std::string_view bytes(in_.data(), gathered_ + static_cast<std::size_t>(got));
    if (!looked_) {
      // A pipe may bring the two bytes that tell gzip one by one.
      gathered_ = bytes.size();
      if (!ended_ && bytes == "\x1f") continue;
      looked_ = true;
      gathered_ = 0;
      if (Gunzip::is_gzip(bytes)) {
        gunzip_ = std::make_unique<Gunzip>();
        out_.resize(kPieceMax);
      }
    }
    if (gunzip_ != nullptr) {
      left_ = bytes;
    } else if (!bytes.empty()) {
      offset_ += bytes.size();
      return Piece{.kind = Piece::Kind::bytes, .bytes = bytes};
    }
  }
}

base::Error FileSource::damaged(const std::string& reason) {
  ended_ = true;
  gunzip_ = nullptr;
  return {.kind = base::Error::Kind::malformed,
          .message = name_ + ": damaged gzip at byte " + std::to_string(offset_) + ": " + reason};
}

base::Result<std::unique_ptr<ByteSource>> open_file(const SourceSpec& spec) {
  if (spec.kind == SourceSpec::Kind::standard_input) {
    return std::unique_ptr<ByteSource>(
        std::make_unique<FileSource>(spec.name, Descriptor(STDIN_FILENO), true));
  }
  Descriptor descriptor(::open(spec.path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor) return io_error(spec.name, "cannot be opened", errno);
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return io_error(spec.name, "cannot be examined", errno);
  if (S_ISDIR(status.st_mode)) return io_error(spec.name, "wanted a file", EISDIR);
  const bool live = !S_ISREG(status.st_mode);
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(spec.name, std::move(descriptor), live));
}

}  // namespace detente::intake
