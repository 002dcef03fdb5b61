#include "base/sha256.h"

#include <doctest/doctest.h>

namespace detente::base {
namespace {

// FIPS 180-4; the messages are those of NIST's "SHA256 example values" and of FIPS 180-2, appendix B.
TEST_CASE("the examples of the standard come out") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
            "mnopqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("pieces give the hash of the whole, however it is cut") {
  std::string whole;
  for (int i = 0; i < 300; ++i) whole += static_cast<char>(i * 7);
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    Sha256 hash;
    hash.add(std::string_view(whole).substr(0, cut));
    hash.add(std::string_view(whole).substr(cut));
    REQUIRE(hash.finish() == sha256(whole));
  }
  CHECK(Sha256().finish() == sha256(""));
}

TEST_CASE("a hash can be looked at on the way, and a copy goes its own way") {
  Sha256 hash;
  hash.add("a");
  CHECK(hash.finish() == sha256("a"));
  Sha256 copy(hash);
  copy.add("x");
  hash.add("bc");
  CHECK(hex(hash.finish()) == sha256_hex("abc"));
  CHECK(copy.finish() == sha256("ax"));
}

TEST_CASE("hexadecimal is lower case and keeps leading zeros") {
  Sha256Digest digest{};
  digest[0] = 0x0A;
  digest[31] = 0xFF;
  CHECK(hex(digest) == "0a" + std::string(60, '0') + "ff");
}

}  // namespace
}  // namespace detente::base
