#include "../core/link/base64.h"
#include "../core/link/sha1.h"
#include "fake-stream.h"
#include "harness.h"

using namespace marquee;

namespace {

std::string sha1_hex(const std::string& bytes) {
  uint8_t digest[kSha1Bytes];
  sha1(text_of(bytes), digest);
  uint8_t hex[2 * kSha1Bytes];
  Writer out(hex, sizeof hex);
  out.hex(digest, sizeof digest);
  return string_of(out.text());
}

std::string base64(const std::string& bytes) {
  uint8_t out[64];
  Writer writer(out, sizeof out);
  write_base64(text_of(bytes).data, bytes.size(), writer);
  CHECK_EQUAL(writer.size(), base64_size(bytes.size()));
  return string_of(writer.text());
}

}  // namespace

TEST("SHA-1 gives the digests of FIPS 180") {
  CHECK_EQUAL(sha1_hex(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  CHECK_EQUAL(sha1_hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK_EQUAL(sha1_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK_EQUAL(sha1_hex(std::string(1000000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST("SHA-1 is right on both sides of a block") {
  CHECK_EQUAL(sha1_hex(std::string(55, 'a')), "c1c8bbdc22796e28c0e15163d20899b65621d65a");
  CHECK_EQUAL(sha1_hex(std::string(56, 'a')), "c2db330f6083854c99d4b5bfb6e8f29f201be699");
  CHECK_EQUAL(sha1_hex(std::string(63, 'a')), "03f09f5b158a7a8cdad920bddc29b81c18a551f5");
  CHECK_EQUAL(sha1_hex(std::string(64, 'a')), "0098ba824b5c16427bd7a1122a5a442a25ec644d");
}

TEST("base64 gives the test vectors of RFC 4648") {
  CHECK_EQUAL(base64(""), "");
  CHECK_EQUAL(base64("f"), "Zg==");
  CHECK_EQUAL(base64("fo"), "Zm8=");
  CHECK_EQUAL(base64("foo"), "Zm9v");
  CHECK_EQUAL(base64("foob"), "Zm9vYg==");
  CHECK_EQUAL(base64("foobar"), "Zm9vYmFy");
  CHECK_EQUAL(base64("\xFF\xFE\xFD"), "//79");
}
