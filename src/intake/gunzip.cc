#include "intake/gunzip.h"

#include "base/check.h"

namespace detente::intake {

Gunzip::Gunzip() : stream_(std::make_unique<z_stream>()) {
  constexpr int kGzipOnly = 15 + 16;  // zlib.h: the largest window, with a gzip header
  CHECK(inflateInit2(stream_.get(), kGzipOnly) == Z_OK);
}

Gunzip::~Gunzip() {
  inflateEnd(stream_.get());
}

Gunzip::Step Gunzip::step(std::string_view in, char* out, std::size_t room) {
  if (at_member_end_) {
    if (in.empty()) return {.taken = 0, .made = 0, .fault = nullptr};
    CHECK(inflateReset(stream_.get()) == Z_OK);
    at_member_end_ = false;
  }
  // zlib declares its input without const and does not write to it.
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream_->avail_in = static_cast<uInt>(in.size());
  stream_->next_out = reinterpret_cast<Bytef*>(out);
  stream_->avail_out = static_cast<uInt>(room);
  const int answer = inflate(stream_.get(), Z_NO_FLUSH);
  Step step{.taken = in.size() - stream_->avail_in, .made = room - stream_->avail_out, .fault = nullptr};
  if (answer == Z_STREAM_END) {
    at_member_end_ = true;
  } else if (answer != Z_OK && answer != Z_BUF_ERROR) {
    step.fault = stream_->msg != nullptr ? stream_->msg : "the data are damaged";
  }
  return step;
}

}  // namespace detente::intake
