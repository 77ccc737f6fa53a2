#pragma once
// Shares the 8 custom glyphs of the controller among the frames that follow each other.

#include "../text/glyphs.h"
#include "frame.h"

namespace marquee {

// Collects the characters that are drawn as something else, each once.
class Substitutions {
 public:
  static constexpr uint8_t kCapacity = 64;
  void add(uint32_t code_point);
  void clear() { count_ = 0; }
  uint8_t count() const { return count_; }
  uint32_t operator[](uint8_t index) const { return code_points_[index]; }

 private:
  uint32_t code_points_[kCapacity];
  uint8_t count_;
};

// A glyph that the last frame used stays in its slot, so nothing flickers. A new one takes the slot that
// was out of use longest. From the ninth glyph of a frame on, its plain letter is drawn.
// All zeros is a valid, empty allocator.
class Cgram {
 public:
  void render(const Frame& frame, const Size& size, Picture& picture, Substitutions* substitutions = nullptr);

 private:
  struct Slot {
    uint16_t glyph_plus_one;  // 0 is free
    uint32_t last_frame;
  };

  void collect(const Frame& frame, const Size& size);
  int slot_of(GlyphIndex glyph) const;
  int oldest_free_slot() const;

  Slot slots_[kCgramSlots];
  uint32_t frame_number_;
  Rom rom_;
};

}  // namespace marquee
