#include "own-image.h"

#include "board-config.h"
#include "update/image-tag.h"

namespace marquee {

namespace {

// Volatile, so that the compiler reads it from here and does not make copies of its parts.
const volatile char kTag[] = MARQUEE_IMAGE_TAG(MARQUEE_BOARD, MARQUEE_VERSION);
constexpr size_t kVersionBytes = sizeof MARQUEE_VERSION - 1;
constexpr size_t kBoardBytes = sizeof MARQUEE_BOARD - 1;
constexpr size_t kVersionAt = sizeof kTag - 1 - 1 - kVersionBytes;
constexpr size_t kBoardAt = kVersionAt - (sizeof " version=" - 1) - kBoardBytes;

Text part_of_tag(size_t start, size_t size) {
  return {reinterpret_cast<const uint8_t*>(const_cast<const char*>(kTag)) + start, size};
}

}  // namespace

Text own_board() { return part_of_tag(kBoardAt, kBoardBytes); }

Text own_version() { return part_of_tag(kVersionAt, kVersionBytes); }

}  // namespace marquee
