#pragma once

#include <memory>
#include <string>
#include <vector>

#include "intake/byte_source.h"
#include "intake/descriptor.h"
#include "intake/gunzip.h"

namespace detente::intake {

// A file, a pipe or standard input, plain or gzip (told by its first two bytes).
class FileSource final : public ByteSource {
 public:
  FileSource(std::string name, Descriptor descriptor, bool live);
  base::Result<Piece> read(base::Duration patience) override;
  bool live() const override { return live_; }
  int descriptor() const override { return descriptor_.number(); }

 private:
  base::Error damaged(const std::string& reason);

  std::string name_;
  Descriptor descriptor_;
  bool live_;
  bool ended_ = false;
  bool looked_ = false;       // at the first two bytes
  std::size_t gathered_ = 0;  // bytes in in_ before that
  std::uint64_t offset_ = 0;  // bytes of the file that were used
  std::vector<char> in_;
  std::string_view left_;  // part of in_ that is not used yet
  std::unique_ptr<Gunzip> gunzip_;
  std::vector<char> out_;
};

base::Result<std::unique_ptr<ByteSource>> open_file(const SourceSpec& spec);

}  // namespace detente::intake
