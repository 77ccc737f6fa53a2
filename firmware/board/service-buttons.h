#pragma once
// What buttons do for the board itself when they are held for long.

#include "ports.h"

namespace marquee {

// All zeros is valid.
class ServiceButtons {
 public:
  void tick(Panel& panel, uint32_t now_ms);
  // True once when the set-up is to be forgotten.
  bool take_forget();
  bool is_testing_contrast() const { return is_testing_; }

 private:
  // A button that is held, once for each time; one that is stuck from the start does nothing.
  struct Hold {
    bool was_up;

    bool take(uint32_t held_ms, uint32_t limit_ms);
  };

  Hold forget_;
  Hold contrast_;
  uint32_t test_since_ms_;
  bool must_forget_;
  bool is_testing_;
};

}  // namespace marquee
