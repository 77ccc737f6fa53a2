#pragma once
// What an image says of itself, inside the bytes that are signed: so an old image cannot be offered as a new one, nor that of
// one board to another.

#include "limits.h"
#include "../text/view.h"

// To be kept by the linker: refer to it where the firmware says what it is. `board` and `version` are literals.
#define MARQUEE_IMAGE_TAG(board, version) "\x7Fmarquee-image board=" board " version=" version ";"

namespace marquee {

struct ImageTag {
  Text board;
  Text version;
};

// Finds the first tag of an image that comes in pieces. All zeros is a valid finder.
class TagFinder {
 public:
  void take(Text bytes);
  // False if there was none. The views are those of the finder.
  bool tag(ImageTag& tag) const;

 private:
  void take(uint8_t byte);

  bool is_found_;
  uint8_t matched_;
  uint8_t size_;
  uint8_t words_[kMaxTagBytes];
};

}  // namespace marquee
