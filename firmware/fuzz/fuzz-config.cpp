// Any bytes where the board keeps its set-up, as the manifest of an update, as its image, and as messages of the pairing.
#include <stdlib.h>

#include "setup/hub-address.h"
#include "setup/pairing.h"
#include "update/http-response.h"
#include "update/image-check.h"
#include "update/trial.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

// The same bytes under every key, as they are or with a header that fits.
class Flash final : public Store {
 public:
  explicit Flash(Text bytes) : bytes_(bytes) {}
  size_t read(const char* key, uint8_t* out, size_t capacity) override {
    if (bytes_.size > capacity) return 0;
    copy_text(bytes_, out, capacity);
    if (bytes_.size > 14) seal(key, out);
    return bytes_.size;
  }
  bool write(const char*, Text) override { return true; }
  bool erase(const char*) override { return true; }

 private:
  // Kind, size and checksum as the record would have them, so that the payload is read.
  void seal(const char* key, uint8_t* out) const {
    const char* const kinds = "nhigt";
    out[0] = 'M';
    out[1] = static_cast<uint8_t>(strchr(kinds, key[0]) - kinds + 1);
    out[2] = 1;
    out[8] = static_cast<uint8_t>(bytes_.size - 14);
    out[9] = static_cast<uint8_t>((bytes_.size - 14) >> 8);
    memset(out + 10, 0, 4);
    uint32_t crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < bytes_.size; i++) {
      crc ^= out[i];
      for (int bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
    }
    for (size_t i = 0; i < 4; i++) out[10 + i] = static_cast<uint8_t>(~crc >> (8 * i));
  }

  Text bytes_;
};

void check_configuration(Text input) {
  Flash flash(input);
  Configuration read;
  load_configuration(flash, read);
  require(read.networks.count <= kMaxNetworks && is_valid(read.glass));
  for (size_t i = 0; i < read.networks.count; i++) require(is_valid(read.networks.list[i]));
  require(read.hub.port == 0 || is_valid(read.hub));
  require(read.credentials.id.empty() || is_valid(read.credentials));
  Trial trial{};
  trial.begin(flash, "0.1.0", 0);
  HubEndpoint hub{};
  if (parse_hub_address(input, input, hub) == AddressFault::kNone) require(is_valid(hub));
}

void check_update(Text input) {
  static Json json;
  Manifest manifest;
  Version version;
  if (parse_manifest(input, json, manifest) == Verdict::kTake) {
    require(parse_version(manifest.version.view(), version) && manifest.size <= kMaxImageBytes && manifest.signature.size > 0);
  }
  if (parse_version(input, version)) require(compare(version, version) == 0);
  HttpResponse response{};
  for (size_t i = 0; i < input.size; i++) response.take(input[i]);
  TagFinder finder{};
  finder.take(input);
  ImageTag tag;
  if (finder.tag(tag)) require(!tag.board.empty() && !tag.version.empty());
}

void check_pairing(Text input) {
  static Json json;
  Pairing pairing{};
  pairing.begin({{1, 2, 3, 4, 5, 6}, "esp32", "0.1.0", {16, 2, Rom::A00}});
  pairing.connected(0);
  pairing.receive("pairing/010203040506/code", input, json, 0);
  require((pairing.state() == PairingState::kCode) == (pairing.code().size == kPairingCodeDigits));
  pairing.receive("pairing/010203040506/credentials", input, json, 0);
  pairing.receive(input, "{}", json, 0);
  Credentials credentials{};
  if (pairing.take_credentials(credentials)) require(is_valid(credentials));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  const Text input{data, length};
  check_configuration(input);
  check_update(input);
  check_pairing(input);
  return 0;
}
