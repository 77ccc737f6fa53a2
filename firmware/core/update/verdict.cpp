#include "verdict.h"

namespace marquee {

Text sentence_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kTake: return "a newer firmware";
    case Verdict::kCurrent: return "the firmware is current";
    case Verdict::kMalformed: return "the manifest is malformed";
    case Verdict::kTooLarge: return "the image is too large";
    case Verdict::kUnsigned: return "the image is not signed";
    case Verdict::kWrongSignature: return "the signature is wrong";
    case Verdict::kDowngrade: return "the image is older";
    case Verdict::kFailedBefore: return "this image failed before";
    case Verdict::kTruncated: return "the image is cut off";
    case Verdict::kWrongHash: return "the image is damaged";
    case Verdict::kUntagged: return "the image has no tag";
    case Verdict::kWrongBoard: return "the image is for another board";
    case Verdict::kWrongVersion: return "the image has another version";
    case Verdict::kCannotWrite: return "the image cannot be stored";
    case Verdict::kUnreachable: return "the hub gives no update";
  }
  return "";
}

}  // namespace marquee
