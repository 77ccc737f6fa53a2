#pragma once
// The pages of a display, shown in turn while no message is on the glass.

#include "../protocol/message.h"
#include "byte-store.h"
#include "clock.h"

namespace marquee {

// All zeros is valid: no pages.
class Pages {
 public:
  // Adds the page of a topic, or changes it in place. False if there is no room.
  bool put(uint32_t topic_hash, Text name, const Draft& draft, const Clock& clock);
  void remove(uint32_t topic_hash);
  // Drops pages that were given a time to live.
  void expire(const Clock& clock);

  // The pages come to the glass; the current one starts from its beginning.
  void enter(Millis now) { since_ = now; }
  void schedule(Millis now);
  Millis next_event(const Clock& clock) const;

  bool has_current() const { return current_serial() != 0; }
  // Tells pages and their versions apart; 0 if there is none.
  uint32_t current_serial() const { return entries_[current_].serial; }
  const Message& current_message() const { return entries_[current_].message; }
  Text current_bytes() const { return bytes_.get(current_); }
  Text current_name() const { return entries_[current_].name.view(); }
  Millis current_elapsed(Millis now) const { return now - since_; }
  void set_current_stay(Millis stay) { stay_ = stay; }

 private:
  struct Entry {
    Message message;
    ShortText<kMaxNameBytes> name;
    uint32_t topic_hash;
    uint32_t serial;  // 0 = free slot
    Millis received_at;
  };

  int slot_of(uint32_t topic_hash) const;
  int free_slot() const;
  size_t after(size_t index) const;
  void remove_slot(size_t index);
  Millis expires_at(const Entry& entry, const Clock& clock) const;

  size_t current_;
  uint32_t last_serial_;
  Millis since_;
  Millis stay_;
  Entry entries_[kPageSlots];
  ByteStore<kPageSlots, kPageBytes> bytes_;
};

}  // namespace marquee
