#pragma once
// What became of the subscriptions of one connection.

#include "link-limits.h"

namespace marquee {

// All zeros is valid: nothing asked. Subscriptions are counted in the order in which they were asked for.
class Subscriptions {
 public:
  void asked(uint16_t packet_id) {
    if (count_ < kMaxSubscriptions) ids_[count_++] = packet_id;
  }

  void answered(uint16_t packet_id, bool is_granted) {
    for (uint8_t i = 0; i < count_; i++) {
      if (ids_[i] != packet_id || has(answered_, i)) continue;
      answered_ = static_cast<uint16_t>(answered_ | 1u << i);
      if (!is_granted) refused_ = static_cast<uint16_t>(refused_ | 1u << i);
      return;
    }
  }

  bool are_all_answered() const { return answered_ == (1u << count_) - 1u; }
  bool is_refused(size_t index) const { return index < count_ && has(refused_, index); }
  size_t count() const { return count_; }

 private:
  static_assert(kMaxSubscriptions <= 16, "one bit each");
  static bool has(uint16_t bits, size_t index) { return (bits >> index & 1u) != 0; }

  uint16_t ids_[kMaxSubscriptions];
  uint16_t answered_;
  uint16_t refused_;
  uint8_t count_;
};

}  // namespace marquee
