// Images that the script signs, checked with the libraries of both boards.
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "../arduino/signature-bearssl.h"
#include "../arduino/signature-mbedtls.h"
#include "harness.h"
#include "json-file.h"
#include "setup/hex.h"
#include "update/image-check.h"

using namespace marquee;

namespace {

Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

struct Folder {
  Folder() {
    char pattern[] = "/tmp/marquee-update-XXXXXX";
    path = mkdtemp(pattern);
  }
  ~Folder() {
    if (system(("rm -rf " + path).c_str()) != 0) FAIL(path + " stays");
  }
  std::string path;
};

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void write_file(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

// What the script prints; empty if it failed.
std::string run_script(const std::string& arguments) {
  const std::string command = "node " MARQUEE_SIGN_IMAGE " " + arguments + " 2>/dev/null";
  FILE* pipe = popen(command.c_str(), "r");
  std::string printed;
  char bytes[256];
  while (size_t count = fread(bytes, 1, sizeof bytes, pipe)) printed.append(bytes, count);
  return pclose(pipe) == 0 ? printed : "";
}

struct Key {
  explicit Key(const std::string& path) {
    const std::string printed = run_script("keys " + path);
    const size_t quote = printed.find('"');
    CHECK(quote != std::string::npos && from_hex(text_of(printed.substr(quote + 1, 2 * kPublicKeyBytes)), point, kPublicKeyBytes));
  }
  uint8_t point[kPublicKeyBytes] = {};
};

// Both libraries must agree.
bool verify(const Key& key, const Manifest& manifest) {
  MbedtlsVerifier mbedtls(key.point);
  BearsslVerifier bearssl(key.point);
  const bool is_valid = mbedtls.verify(manifest.sha256, manifest.signature.view());
  CHECK_EQUAL(bearssl.verify(manifest.sha256, manifest.signature.view()), is_valid);
  return is_valid;
}

Verdict judge(const Key& key, const Manifest& manifest, Text version) {
  BearsslVerifier verifier(key.point);
  return judge_offer(manifest, {"esp32", version, {}}, verifier);
}

struct Signed {
  explicit Signed(Folder& folder, const std::string& key_path, const std::string& tag) {
    write_file(folder.path + "/image.bin", std::string(2000, 'f') + tag + std::string(3000, 'w'));
    printed = run_script("sign " + key_path + " " + folder.path + "/image.bin " + folder.path + "/out");
    static Json json;
    verdict = parse_manifest(text_of(read_file(folder.path + "/out/esp32/manifest.json")), json, manifest);
    image = read_file(folder.path + "/out/esp32/marquee-0.2.0.bin");
  }
  std::string printed;
  std::string image;
  Manifest manifest;
  Verdict verdict;
};

}  // namespace

TEST("an image that the script signed is taken, with the libraries of both boards") {
  Folder folder;
  const Key key(folder.path + "/key.pem");
  const Signed offered(folder, folder.path + "/key.pem", MARQUEE_IMAGE_TAG("esp32", "0.2.0"));
  CHECK(offered.verdict == Verdict::kTake);
  CHECK(verify(key, offered.manifest));
  CHECK(judge(key, offered.manifest, "0.1.0") == Verdict::kTake);
  ImageCheck check;
  check.begin(offered.manifest);
  CHECK(check.take(text_of(offered.image)));
  CHECK(check.finish(offered.manifest, {"esp32", "0.1.0", {}}) == Verdict::kTake);
  CHECK(judge(key, offered.manifest, "0.2.1") == Verdict::kDowngrade);
}

TEST("a signature of another key, with any bit flipped or cut off is refused") {
  Folder folder;
  const Key key(folder.path + "/key.pem");
  const Key other(folder.path + "/other.pem");
  const Signed offered(folder, folder.path + "/key.pem", MARQUEE_IMAGE_TAG("esp32", "0.2.0"));
  CHECK(!verify(other, offered.manifest));
  CHECK(judge(other, offered.manifest, "0.1.0") == Verdict::kWrongSignature);
  Manifest changed = offered.manifest;
  changed.sha256[31] ^= 1;
  CHECK(judge(key, changed, "0.1.0") == Verdict::kWrongSignature);
  for (size_t bit = 0; bit < offered.manifest.signature.size * 8u; bit += 13) {
    changed = offered.manifest;
    changed.signature.bytes[bit / 8] = static_cast<uint8_t>(changed.signature.bytes[bit / 8] ^ (1 << bit % 8));
    CHECK(!verify(key, changed));
  }
  for (uint16_t size = 0; size < offered.manifest.signature.size; size = static_cast<uint16_t>(size + 7)) {
    changed = offered.manifest;
    changed.signature.size = size;
    CHECK(judge(key, changed, "0.1.0") == (size == 0 ? Verdict::kUnsigned : Verdict::kWrongSignature));
  }
  const Key none = [] {
    Folder empty;
    Key made(empty.path + "/key.pem");
    memset(made.point, 0, sizeof made.point);
    return made;
  }();
  CHECK(!verify(none, offered.manifest));
}

TEST("a signed image with one bit flipped on its way is refused") {
  Folder folder;
  const Key key(folder.path + "/key.pem");
  Signed offered(folder, folder.path + "/key.pem", MARQUEE_IMAGE_TAG("esp32", "0.2.0"));
  offered.image[4000] ^= 1;
  ImageCheck check;
  check.begin(offered.manifest);
  CHECK(check.take(text_of(offered.image)));
  CHECK(check.finish(offered.manifest, {"esp32", "0.1.0", {}}) == Verdict::kWrongHash);
}

TEST("the script refuses images without a tag and never overwrites a key") {
  Folder folder;
  const std::string path = folder.path + "/key.pem";
  const Key key(path);
  CHECK(Signed(folder, path, "").printed.empty());
  const std::string kept = read_file(path);
  CHECK(!kept.empty() && run_script("keys " + path).empty());
  CHECK_EQUAL(read_file(path), kept);
  CHECK(run_script("sign").empty() && run_script("sign " + path + " /no/such/image " + folder.path).empty());
}
