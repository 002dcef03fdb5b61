#include "base/sha256.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace detente::base {

namespace {

std::string_view as_text(const Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  State() { CHECK(context != nullptr && EVP_DigestInit_ex(context, EVP_sha256(), nullptr) == 1); }
  ~State() { EVP_MD_CTX_free(context); }
  State(const State& other) { CHECK(context != nullptr && EVP_MD_CTX_copy_ex(context, other.context) == 1); }
  State& operator=(const State&) = delete;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(const Sha256& other) : state_(std::make_unique<State>(*other.state_)) {}

void Sha256::add(std::string_view bytes) {
  CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

Sha256Digest Sha256::finish() const {
  const State copy(*state_);
  Sha256Digest digest;
  CHECK(EVP_DigestFinal_ex(copy.context, digest.data(), nullptr) == 1);
  return digest;
}

Sha256Digest sha256(std::string_view bytes) {
  Sha256Digest digest;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1);
  return digest;
}

std::string hex(const Sha256Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char byte : as_text(digest)) {
    out += kDigits[static_cast<std::uint8_t>(byte) >> 4];
    out += kDigits[static_cast<std::uint8_t>(byte) & 15];
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  return hex(sha256(bytes));
}

}  // namespace detente::base
