#include "image-tag.h"

namespace marquee {

namespace {

// Not as it stands in an image, where this very table would be found.
constexpr uint8_t kMask = 0x80;
constexpr char kStart[] = "\xFF\xED\xE1\xF2\xF1\xF5\xE5\xE5\xAD\xE9\xED\xE1\xE7\xE5\xA0";
constexpr size_t kStartBytes = sizeof kStart - 1;
constexpr uint8_t kFirst = 0x7F;

uint8_t start_byte(size_t index) { return static_cast<uint8_t>(static_cast<uint8_t>(kStart[index]) ^ kMask); }

bool take_word(Text& words, Text name, Text& value) {
  if (!starts_with(words, name)) return false;
  words = words.from(name.size);
  size_t end = 0;
  while (end < words.size && words[end] != ' ') end++;
  value = words.first(end);
  words = words.from(end);
  return !value.empty();
}

}  // namespace

void TagFinder::take(Text bytes) {
  for (size_t i = 0; i < bytes.size && !is_found_; i++) take(bytes[i]);
}

void TagFinder::take(uint8_t byte) {
  if (matched_ < kStartBytes) {
    // The first byte does not come again in the start, so after a mismatch only it can begin another.
    matched_ = byte == start_byte(matched_) ? static_cast<uint8_t>(matched_ + 1) : uint8_t{byte == kFirst};
    size_ = 0;
    return;
  }
  ImageTag found;
  if (byte == ';') {
    is_found_ = true;
    is_found_ = tag(found);
    if (is_found_) return;
  }
  if (byte < ' ' || byte > '~' || byte == ';' || size_ == sizeof words_) {
    matched_ = byte == kFirst ? 1 : 0;
  } else {
    words_[size_++] = byte;
  }
}

bool TagFinder::tag(ImageTag& tag) const {
  Text words{words_, size_};
  return is_found_ && take_word(words, "board=", tag.board) && take_word(words, " version=", tag.version) && words.empty();
}

}  // namespace marquee
