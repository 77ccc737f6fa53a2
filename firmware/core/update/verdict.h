#pragma once
// What is to be done with an update that the hub offers, or why it is refused.

#include "../text/view.h"

namespace marquee {

enum class Verdict : uint8_t {
  kTake,
  kCurrent,         // nothing newer
  kMalformed,       // the manifest
  kTooLarge,
  kUnsigned,
  kWrongSignature,  // by another key, or of another image
  kDowngrade,
  kFailedBefore,    // the same image did not reach the hub
  kTruncated,
  kWrongHash,
  kUntagged,        // the image does not say what it is
  kWrongBoard,
  kWrongVersion,    // the image says another than the manifest
  kCannotWrite,
  kUnreachable,     // the hub, or its answer was none
};

// In one line of plain ASCII, for the log and the glass.
Text sentence_of(Verdict verdict);

}  // namespace marquee
