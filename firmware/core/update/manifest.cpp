#include "manifest.h"

#include "../setup/hex.h"
#include "../setup/members.h"
#include "version.h"

namespace marquee {

namespace {

template <size_t Capacity>
bool read_text(const Json& json, Text name, ShortText<Capacity>& text) {
  Writer out(text.bytes, Capacity);
  if (!read_string(json, 0, name, out)) return false;
  text.size = static_cast<uint16_t>(out.size());
  return true;
}

// Nothing that would end the request line or lead to another host.
bool is_path(Text path) {
  if (path.empty() || path[0] != '/' || starts_with(path, "//")) return false;
  for (size_t i = 0; i < path.size; i++) {
    if (path[i] <= ' ' || path[i] > '~') return false;
  }
  return true;
}

bool read_signature(const Json& json, ShortText<kMaxSignatureBytes>& signature) {
  ShortText<2 * kMaxSignatureBytes> digits{};
  if (!read_text(json, "signature", digits) || digits.empty()) return false;
  signature.size = static_cast<uint16_t>(digits.size / 2);
  return from_hex(digits.view(), signature.bytes, signature.size);
}

}  // namespace

Verdict parse_manifest(Text payload, Json& json, Manifest& manifest) {
  manifest = Manifest{};
  if (payload.size > kMaxManifestBytes || !json.parse(payload) || json.type(0) != JsonType::kObject) return Verdict::kMalformed;
  Version version;
  ShortText<2 * kSha256Bytes> digits{};
  int64_t size = 0;
  const bool has_form = read_text(json, "version", manifest.version) && parse_version(manifest.version.view(), version) &&
                        read_integer(json, 0, "size", 1, UINT32_MAX, size) && read_text(json, "sha256", digits) &&
                        from_hex(digits.view(), manifest.sha256, kSha256Bytes) && read_text(json, "url", manifest.path) &&
                        is_path(manifest.path.view());
  if (!has_form || size < kMinImageBytes) return Verdict::kMalformed;
  if (size > kMaxImageBytes) return Verdict::kTooLarge;
  manifest.size = static_cast<uint32_t>(size);
  return read_signature(json, manifest.signature) ? Verdict::kTake : Verdict::kUnsigned;
}

}  // namespace marquee
