#pragma once
// The pages of a display, shown in turn while no message is on the glass.

#include "../protocol/message.h"
#include "byte-store.h"
#include "clock.h"

namespace marquee {

// All zeros is valid: no pages.
class Pages {
 public:
  // Adds the page of a topic, or changes it in place, which does not end its turn. False if there is no room.
  bool put(uint32_t topic_hash, Text name, const Draft& draft, const Clock& clock);
  void remove(uint32_t topic_hash, Millis now);
  // Drops pages that were received before.
  void drop_before(Millis since, Millis now);
  // Drops pages that were given a time to live.
  void expire(const Clock& clock);

  // Decides which pages take part: without a hub those for that, else those for always, else those for idle times.
  void choose(bool is_offline, Millis now);
  // The pages come to the glass; the current one starts from its beginning.
  void enter(Millis now) { since_ = now; }
  // Ends the turn of the current page when its time on the glass is over.
  void schedule(Millis now);
  // When expire() will have something to do and, while pages are on the glass, schedule(); or when the current one gets stale.
  Millis next_event(const Clock& clock, bool is_on_glass) const;

  bool has_current() const { return current_plus_one_ > 0; }
  // Tells pages and their versions apart; 0 if there is none.
  uint32_t current_serial() const { return has_current() ? entries_[current()].serial : 0; }
  const Message& current_message() const { return entries_[current()].message; }
  Text current_bytes() const { return bytes_.get(current()); }
  Text current_name() const { return entries_[current()].name.view(); }
  Millis current_elapsed(Millis now) const { return now - since_; }
  bool current_mentions_age() const;
  // Its lifetime is over, or its date has come.
  bool is_current_stale(const Clock& clock) const { return stale_at(entries_[current()], clock) <= clock.now(); }
  void set_current_stay(Millis stay) { stay_ = stay; }

 private:
  struct Entry {
    Message message;
    ShortText<kMaxNameBytes> name;
    uint32_t topic_hash;
    uint32_t serial;  // 0 = free slot
    Millis received_at;
  };

  size_t current() const { return current_plus_one_ - 1u; }
  int slot_of(uint32_t topic_hash) const;
  int free_slot() const;
  bool has(When when) const;
  bool takes_part(size_t index) const { return entries_[index].serial != 0 && entries_[index].message.when == when_; }
  bool goes_before(size_t a, size_t b) const;
  // The one whose turn is after that of `index`, itself if there is no other; the first of all for -1, or -1.
  int after(int index) const;
  void turn_to(int index, Millis now);
  void remove_slot(size_t index, Millis now);
  Millis expires_at(const Entry& entry, const Clock& clock) const;
  Millis stale_at(const Entry& entry, const Clock& clock) const;

  uint8_t current_plus_one_;
  When when_;
  uint32_t last_serial_;
  Millis since_;
  Millis stay_;
  Entry entries_[kPageSlots];
  ByteStore<kPageSlots, kPageBytes> bytes_;
};

}  // namespace marquee
