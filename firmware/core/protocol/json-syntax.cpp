#include "json-syntax.h"

namespace marquee {

namespace {

class Syntax {
 public:
  Syntax(Text text, int max_depth) : text_(text), depth_left_(max_depth) {}

  bool document() {
    skip_blanks();
    if (!value()) return false;
    skip_blanks();
    return at_ == text_.size;
  }

 private:
  uint8_t peek() const { return at_ < text_.size ? text_[at_] : uint8_t{0}; }

  bool take(uint8_t byte) {
    if (at_ >= text_.size || text_[at_] != byte) return false;
    at_++;
    return true;
  }

  bool literal(Text word) {
    if (!starts_with(text_.from(at_), word)) return false;
    at_ += word.size;
    return true;
  }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') at_++;
  }

  bool digits() {
    const size_t start = at_;
    while (is_digit(peek())) at_++;
    return at_ > start;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  bool string() {
    if (!take('"')) return false;
    while (at_ < text_.size) {
      const uint8_t byte = text_[at_++];
      if (byte == '"') return true;
      if (byte < 0x20) return false;
      if (byte == '\\') at_++;  // jsmn looks at what follows
    }
    return false;
  }

  bool member() {
    skip_blanks();
    if (!string()) return false;
    skip_blanks();
    return take(':');
  }

  // Objects and arrays; the depth bound keeps the recursion shallow.
  bool container(uint8_t closing) {
    if (depth_left_ == 0) return false;
    depth_left_--;
    at_++;
    skip_blanks();
    if (!take(closing)) {
      do {
        if (closing == '}' && !member()) return false;
        skip_blanks();
        if (!value()) return false;
        skip_blanks();
      } while (take(','));
      if (!take(closing)) return false;
    }
    depth_left_++;
    return true;
  }

  bool value() {
    const uint8_t first = peek();
    // In ASCII, closing brackets stand two after the opening ones.
    if (first == '{' || first == '[') return container(static_cast<uint8_t>(first + 2));
    if (first == '"') return string();
    return literal("true") || literal("false") || literal("null") || number();
  }

  Text text_;
  size_t at_ = 0;
  int depth_left_;
};

}  // namespace

bool is_valid_json(Text text, int max_depth) { return Syntax(text, max_depth).document(); }

}  // namespace marquee
