// Which images are taken, and what becomes of one that does not reach the hub.
#include <mbedtls/sha256.h>
#include <mbedtls/version.h>

#include "../host/memory-store.h"
#include "harness.h"
#include "json-file.h"
#include "update/image-check.h"
#include "update/trial.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string sha256_of(const std::string& bytes, size_t chunk) {
  Sha256 hash;
  for (size_t at = 0; at < bytes.size(); at += chunk) hash.add(text_of(bytes.substr(at, chunk)));
  uint8_t out[kSha256Bytes];
  hash.finish(out);
  return to_hex(out, sizeof out);
}

#if MBEDTLS_VERSION_NUMBER >= 0x03000000
constexpr auto reference = mbedtls_sha256;
#else
constexpr auto reference = mbedtls_sha256_ret;
#endif

class Verifier final : public SignatureVerifier {
 public:
  explicit Verifier(bool answer) : answer_(answer) {}
  bool verify(const uint8_t (&)[kSha256Bytes], Text) override {
    asked++;
    return answer_;
  }
  int asked = 0;

 private:
  bool answer_;
};

const std::string kHash(64, 'a');

std::string manifest_of(const std::string& version, const std::string& size, const std::string& sha256, const std::string& signature,
                        const std::string& url) {
  return "{\"version\":\"" + version + "\",\"size\":" + size + ",\"sha256\":\"" + sha256 + "\",\"signature\":\"" + signature +
         "\",\"url\":\"" + url + "\"}";
}

Verdict parse(const std::string& payload, Manifest& manifest) {
  static Json json;
  return parse_manifest(text_of(payload), json, manifest);
}

Verdict verdict_of(const std::string& payload) {
  Manifest manifest;
  return parse(payload, manifest);
}

Manifest offer(const std::string& version) {
  Manifest manifest;
  CHECK(parse(manifest_of(version, "4000", kHash, "3006", "/firmware/esp32/x.bin"), manifest) == Verdict::kTake);
  return manifest;
}

Verdict judge(const std::string& version, const RunningImage& running, bool is_signed = true) {
  Verifier verifier(is_signed);
  return judge_offer(offer(version), running, verifier);
}

// An image and what the check says of it, when its bytes come in chunks.
Verdict check(std::string image, const std::string& board, const std::string& version, size_t missing = 0, size_t flipped = SIZE_MAX) {
  const std::string hash = sha256_of(image, 64);
  Manifest manifest;
  CHECK(parse(manifest_of(version, std::to_string(image.size()), hash, "3006", "/x"), manifest) == Verdict::kTake);
  if (flipped < image.size()) image[flipped] = static_cast<char>(image[flipped] ^ 1);
  ImageCheck checked;
  checked.begin(manifest);
  const std::string sent = image.substr(0, image.size() - missing);
  for (size_t at = 0; at < sent.size(); at += 7) CHECK(checked.take(text_of(sent.substr(at, 7))));
  CHECK(missing > 0 || !checked.take("x"));
  return checked.finish(manifest, {text_of(board), "0.1.0", {}});
}

std::string image_with(const std::string& tag) { return std::string(700, '\x7F') + tag + std::string(900, 'm'); }
const std::string kTag = MARQUEE_IMAGE_TAG("esp32", "0.2.0");

}  // namespace

TEST("the hash is SHA-256 for every length and however the bytes come") {
  CHECK_EQUAL(sha256_of("abc", 1), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK_EQUAL(sha256_of("", 1), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  std::string bytes;
  for (size_t size = 0; size < 300; size++) {
    uint8_t expected[kSha256Bytes];
    reference(reinterpret_cast<const uint8_t*>(bytes.data()), size, expected, 0);
    CHECK_EQUAL(sha256_of(bytes, 1 + size % 67), to_hex(expected, sizeof expected));
    bytes += static_cast<char>(size * 37);
  }
}

TEST("versions are ordered as Semantic Versioning says") {
  const char* const ordered[] = {"0.0.9", "0.1.0-0", "0.1.0-2", "0.1.0-10", "0.1.0-alpha", "0.1.0-alpha.1", "0.1.0-alpha.beta", "0.1.0-beta",
                                 "0.1.0-beta.2", "0.1.0-beta.11", "0.1.0-rc.1", "0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0", "10.0.0"};
  for (size_t i = 0; i < count_of(ordered); i++) {
    for (size_t j = 0; j < count_of(ordered); j++) {
      Version a;
      Version b;
      CHECK(parse_version(Text::of(ordered[i]), a) && parse_version(Text::of(ordered[j]), b));
      const int order = compare(a, b);
      if ((order < 0) != (i < j) || (order > 0) != (i > j)) FAIL(std::string(ordered[i]) + " " + ordered[j]);
    }
  }
  Version plain;
  Version built;
  CHECK(parse_version("1.2.3-a", plain) && parse_version("1.2.3-a+build.007", built) && compare(plain, built) == 0);
}

TEST("what is no version is refused") {
  for (const char* text : {"", "1", "1.2", "1.2.3.4", "1.2.", ".1.2", "1.2.3.", "01.2.3", "1.2.3-", "1.2.3-a..b", "1.2.3-01", "1.2.3+", "1.2.3+a.", "v1.2.3",
                           "1.2.x", "1.2.3-\xC3\xA4", "1.2.1234567890", "1.2.3-", "1.2.3 ", "1.2.3-aaaaaaaaaaaaaaaaaaaaaaaaaaa", "1..3", "-1.2.3"}) {
    Version version;
    if (parse_version(Text::of(text), version)) FAIL(text);
  }
}

TEST("a manifest with all of its fields is read") {
  Manifest manifest;
  CHECK(parse(manifest_of("1.2.3", "4096", kHash, "30AB", "/firmware/esp32/marquee-1.2.3.bin"), manifest) == Verdict::kTake);
  CHECK_EQUAL(string_of(manifest.version.view()), "1.2.3");
  CHECK_EQUAL(manifest.size, 4096u);
  CHECK(manifest.sha256[0] == 0xAA && manifest.signature.size == 2 && manifest.signature.bytes[1] == 0xAB);
  CHECK_EQUAL(string_of(manifest.path.view()), "/firmware/esp32/marquee-1.2.3.bin");
}

TEST("a manifest outside its form, unsigned or too large is refused") {
  for (const std::string& payload :
       {std::string(""), std::string("[]"), std::string("{}"), manifest_of("1.2", "4096", kHash, "30", "/x"), manifest_of("1.2.3", "0", kHash, "30", "/x"),
        manifest_of("1.2.3", "-1", kHash, "30", "/x"), manifest_of("1.2.3", "1e99", kHash, "30", "/x"), manifest_of("1.2.3", "\"4096\"", kHash, "30", "/x"),
        manifest_of("1.2.3", "4096", "aa", "30", "/x"), manifest_of("1.2.3", "4096", kHash + "aa", "30", "/x"), manifest_of("1.2.3", "4096", kHash, "30", "x"),
        manifest_of("1.2.3", "4096", kHash, "30", "http://evil.example/x"), manifest_of("1.2.3", "4096", kHash, "30", "//evil.example/x"),
        manifest_of("1.2.3", "4096", kHash, "30", "/x\\r\\nHost: evil"), manifest_of("1.2.3", "4096", kHash, "30", "/" + std::string(200, 'x')),
        manifest_of("1.2.3", "4096", kHash, "30", "/x") + std::string(kMaxManifestBytes, ' ')}) {
    if (verdict_of(payload) != Verdict::kMalformed) FAIL(payload);
  }
  CHECK(verdict_of(manifest_of("1.2.3", "4096", kHash, "", "/x")) == Verdict::kUnsigned);
  CHECK(verdict_of(manifest_of("1.2.3", "4096", kHash, "3", "/x")) == Verdict::kUnsigned);
  CHECK(verdict_of(manifest_of("1.2.3", "4096", kHash, std::string(146, '3'), "/x")) == Verdict::kUnsigned);
  CHECK(verdict_of("{\"version\":\"1.2.3\",\"size\":4096,\"sha256\":\"" + kHash + "\",\"url\":\"/x\"}") == Verdict::kUnsigned);
  CHECK(verdict_of(manifest_of("1.2.3", std::to_string(kMaxImageBytes + 1), kHash, "30", "/x")) == Verdict::kTooLarge);
  CHECK(verdict_of(manifest_of("1.2.3", std::to_string(kMaxImageBytes), kHash, "30", "/x")) == Verdict::kTake);
}

TEST("only a newer, signed image that has not failed before is fetched") {
  RunningImage running{"esp32", "0.2.0", {}};
  CHECK(judge("0.2.1", running) == Verdict::kTake);
  CHECK(judge("0.2.0", running) == Verdict::kCurrent);
  CHECK(judge("0.2.0+other", running) == Verdict::kCurrent);
  CHECK(judge("0.1.9", running) == Verdict::kDowngrade);
  CHECK(judge("0.2.0-rc.1", running) == Verdict::kDowngrade);
  CHECK(judge("0.2.1", running, false) == Verdict::kWrongSignature);
  const std::string failed(32, '\xAA');
  running.failed_sha256 = text_of(failed);
  CHECK(judge("0.2.1", running) == Verdict::kFailedBefore);
  Manifest without = offer("0.2.1");
  without.signature.set({});
  Verifier trusting(true);
  CHECK(judge_offer(without, {"esp32", "0.2.0", {}}, trusting) == Verdict::kUnsigned);
  CHECK_EQUAL(trusting.asked, 0);
}

TEST("an image is started only if it is whole, unchanged, for this board and of the version it was offered as") {
  CHECK(check(image_with(kTag), "esp32", "0.2.0") == Verdict::kTake);
  CHECK(check(image_with(kTag), "esp32", "0.2.0", 1) == Verdict::kTruncated);
  CHECK(check(image_with(kTag), "esp32", "0.2.0", 0, 0) == Verdict::kWrongHash);
  CHECK(check(image_with(kTag), "esp32c3", "0.2.0") == Verdict::kWrongBoard);
  CHECK(check(image_with(kTag), "esp32", "0.3.0") == Verdict::kWrongVersion);
  CHECK(check(image_with(""), "esp32", "0.2.0") == Verdict::kUntagged);
}

TEST("the tag of an image is found behind what only begins like one") {
  const std::string start = kTag.substr(0, 15);
  for (const std::string& before : {start, start + "board=;", start + "board=a b=c;", start + std::string(100, 'x'), start + "board=esp32 version=\x01;",
                                    kTag.substr(0, 8), std::string("\x7F\x7F")}) {
    if (check(image_with(before + kTag), "esp32", "0.2.0") != Verdict::kTake) FAIL(before);
  }
  CHECK(check(image_with(start + "board=esp32 version=0.2.0"), "esp32", "0.2.0") == Verdict::kUntagged);
  CHECK(check(image_with(start + "board=esp32 version=0.2.0 ;"), "esp32", "0.2.0") == Verdict::kUntagged);
  for (uint8_t verdict = 0; verdict <= static_cast<uint8_t>(Verdict::kUnreachable); verdict++) {
    CHECK(!sentence_of(static_cast<Verdict>(verdict)).empty());
  }
}

TEST("a new image that reaches the hub stays") {
  MemoryStore store;
  const uint8_t sha256[kSha256Bytes] = {7};
  Trial before{};
  CHECK(before.begin(store, "0.1.0", 0) == TrialAction::kNone && !before.is_on_trial());
  CHECK(before.tick(store, kTrialMs) == TrialAction::kNone && before.reached_hub(store) == TrialAction::kNone);
  CHECK(before.arm(store, "0.2.0", sha256));
  Trial trial{};
  CHECK(trial.begin(store, "0.2.0", 0xFFFFFF00u) == TrialAction::kNone && trial.is_on_trial());
  CHECK(trial.tick(store, 0xFFFFFF00u + kTrialMs - 1) == TrialAction::kNone);
  CHECK(trial.reached_hub(store) == TrialAction::kConfirm);
  CHECK(trial.reached_hub(store) == TrialAction::kNone && trial.tick(store, 0xFFFFFF00u + kTrialMs) == TrialAction::kNone);
  Trial after{};
  CHECK(after.begin(store, "0.2.0", 0) == TrialAction::kNone && !after.is_on_trial() && after.failed_sha256().empty());
}

TEST("a new image that does not reach the hub in time goes back and is not taken again") {
  MemoryStore store;
  const uint8_t sha256[kSha256Bytes] = {7};
  Trial before{};
  before.begin(store, "0.1.0", 0);
  before.arm(store, "0.2.0", sha256);
  Trial trial{};
  trial.begin(store, "0.2.0", 5);
  CHECK(trial.tick(store, 5 + kTrialMs) == TrialAction::kRevert);
  CHECK(trial.tick(store, 5 + kTrialMs) == TrialAction::kNone);
  Trial after{};
  CHECK(after.begin(store, "0.1.0", 0) == TrialAction::kNone);
  CHECK(after.failed_sha256() == Text(sha256, sizeof sha256));
}

TEST("a new image that keeps restarting goes back after its starts are used up") {
  MemoryStore store;
  const uint8_t sha256[kSha256Bytes] = {7};
  Trial before{};
  before.arm(store, "0.2.0", sha256);
  for (int start = 0; start < kTrialStarts; start++) {
    Trial trial{};
    CHECK(trial.begin(store, "0.2.0", 0) == TrialAction::kNone);
  }
  Trial last{};
  CHECK(last.begin(store, "0.2.0", 0) == TrialAction::kRevert);
  CHECK(!last.is_on_trial() && last.failed_sha256().size == kSha256Bytes);
}

TEST("an image that the boot loader took back counts as failed") {
  MemoryStore store;
  const uint8_t sha256[kSha256Bytes] = {7};
  Trial before{};
  before.arm(store, "0.2.0", sha256);
  Trial after{};
  CHECK(after.begin(store, "0.1.0", 0) == TrialAction::kNone && !after.is_on_trial());
  CHECK(after.failed_sha256() == Text(sha256, sizeof sha256));
  Trial disarmed{};
  CHECK(disarmed.arm(store, "0.3.0", sha256) && disarmed.disarm(store));
  Trial later{};
  CHECK(later.begin(store, "0.3.0", 0) == TrialAction::kNone && !later.is_on_trial());
}

TEST("starts that cannot be counted are not taken") {
  class Worn final : public Store {
   public:
    size_t read(const char* key, uint8_t* out, size_t capacity) override { return inner.read(key, out, capacity); }
    bool write(const char*, Text) override { return false; }
    bool erase(const char*) override { return false; }
    MemoryStore inner;
  } store;
  const uint8_t sha256[kSha256Bytes] = {7};
  Trial before{};
  CHECK(!before.arm(store, "0.2.0", sha256));
  before.arm(store.inner, "0.2.0", sha256);
  Trial trial{};
  CHECK(trial.begin(store, "0.2.0", 0) == TrialAction::kRevert);
}
