#pragma once
// Decides about an offered image: before it is fetched by its manifest, afterwards by its bytes.

#include "image-tag.h"
#include "manifest.h"
#include "sha256.h"
#include "signature.h"
#include "version.h"

namespace marquee {

// What runs now. The views must outlive the decision; an empty `failed_sha256` is no image.
struct RunningImage {
  Text board;
  Text version;
  Text failed_sha256;  // of the image that was tried last and went back
};

// kTake if the manifest offers something newer, signed by the key. Nothing is fetched or written before.
Verdict judge_offer(const Manifest& manifest, const RunningImage& running, SignatureVerifier& verifier);

// Follows the bytes of the image that is fetched.
class ImageCheck {
 public:
  void begin(const Manifest& manifest);
  // False if there are more bytes than announced.
  bool take(Text bytes);
  uint32_t taken() const { return taken_; }
  bool is_whole() const { return taken_ == size_; }
  // kTake if the image is whole, has the signed hash, and is for this board and of the version it was offered as. Nothing
  // else may start it.
  Verdict finish(const Manifest& manifest, const RunningImage& running);

 private:
  Sha256 hash_;
  TagFinder finder_{};
  uint32_t size_ = 0;
  uint32_t taken_ = 0;
};

}  // namespace marquee
