#include "image-check.h"

namespace marquee {

Verdict judge_offer(const Manifest& manifest, const RunningImage& running, SignatureVerifier& verifier) {
  Version offered;
  Version current;
  if (!parse_version(manifest.version.view(), offered) || !parse_version(running.version, current)) return Verdict::kMalformed;
  const int difference = compare(offered, current);
  if (difference == 0) return Verdict::kCurrent;
  if (difference < 0) return Verdict::kDowngrade;
  if (running.failed_sha256 == Text(manifest.sha256, kSha256Bytes)) return Verdict::kFailedBefore;
  if (manifest.size > kMaxImageBytes) return Verdict::kTooLarge;
  if (manifest.signature.empty()) return Verdict::kUnsigned;
  return verifier.verify(manifest.sha256, manifest.signature.view()) ? Verdict::kTake : Verdict::kWrongSignature;
}

void ImageCheck::begin(const Manifest& manifest) {
  hash_.begin();
  finder_ = TagFinder{};
  size_ = manifest.size;
  taken_ = 0;
}

bool ImageCheck::take(Text bytes) {
  if (bytes.size > size_ - taken_) return false;
  taken_ += static_cast<uint32_t>(bytes.size);
  hash_.add(bytes);
  finder_.take(bytes);
  return true;
}

Verdict ImageCheck::finish(const Manifest& manifest, const RunningImage& running) {
  if (!is_whole()) return Verdict::kTruncated;
  uint8_t sha256[kSha256Bytes];
  hash_.finish(sha256);
  if (memcmp(sha256, manifest.sha256, sizeof sha256) != 0) return Verdict::kWrongHash;
  ImageTag tag;
  if (!finder_.tag(tag)) return Verdict::kUntagged;
  if (tag.board != running.board) return Verdict::kWrongBoard;
  return tag.version == manifest.version.view() ? Verdict::kTake : Verdict::kWrongVersion;
}

}  // namespace marquee
