#include "pages.h"

namespace marquee {

int Pages::slot_of(uint32_t topic_hash) const {
  for (size_t i = 0; i < kPageSlots; i++) {
    if (entries_[i].serial != 0 && entries_[i].topic_hash == topic_hash) return static_cast<int>(i);
  }
  return -1;
}

int Pages::free_slot() const {
  for (size_t i = 0; i < kPageSlots; i++) {
    if (entries_[i].serial == 0) return static_cast<int>(i);
  }
  return -1;
}

// The next page in turn; `index` itself if there is no other.
size_t Pages::after(size_t index) const {
  for (size_t step = 1; step <= kPageSlots; step++) {
    const size_t next = (index + step) % kPageSlots;
    if (entries_[next].serial != 0) return next;
  }
  return index;
}

bool Pages::put(uint32_t topic_hash, Text name, const Draft& draft, const Clock& clock) {
  const int old = slot_of(topic_hash);
  const size_t freed = old < 0 ? 0 : bytes_.get(static_cast<size_t>(old)).size;
  const int slot = old >= 0 ? old : free_slot();
  if (slot < 0 || !bytes_.has_room_for(draft.size > freed ? draft.size - freed : 0)) return false;
  const size_t index = static_cast<size_t>(slot);
  const bool is_only_one = !has_current();
  if (old >= 0) bytes_.release(index);
  bytes_.put(index, {draft.bytes, draft.size});
  Entry& entry = entries_[index];
  entry.message = draft.message;
  entry.name.set(name);
  entry.topic_hash = topic_hash;
  entry.serial = ++last_serial_;
  entry.received_at = clock.now();
  if (is_only_one) current_ = index;
  if (current_ == index) since_ = clock.now();
  return true;
}

void Pages::remove_slot(size_t index) {
  bytes_.release(index);
  entries_[index].serial = 0;
  if (index != current_) return;
  current_ = after(index);
  stay_ = 0;
}

void Pages::remove(uint32_t topic_hash) {
  const int slot = slot_of(topic_hash);
  if (slot >= 0) remove_slot(static_cast<size_t>(slot));
}

Millis Pages::expires_at(const Entry& entry, const Clock& clock) const {
  if (entry.message.has_expiry) return clock.at_unix_time(entry.message.expires_at);
  return entry.message.has_ttl ? entry.received_at + entry.message.ttl_ms : kNever;
}

void Pages::expire(const Clock& clock) {
  for (size_t i = 0; i < kPageSlots; i++) {
    if (entries_[i].serial != 0 && expires_at(entries_[i], clock) <= clock.now()) remove_slot(i);
  }
}

void Pages::schedule(Millis now) {
  if (!has_current() || current_elapsed(now) < stay_) return;
  const size_t next = after(current_);
  // A page without others goes on without a jump.
  if (next == current_) return;
  current_ = next;
  since_ = now;
}

Millis Pages::next_event(const Clock& clock) const {
  Millis at = kNever;
  for (const Entry& entry : entries_) {
    if (entry.serial != 0) at = sooner(at, expires_at(entry, clock));
  }
  if (has_current() && after(current_) != current_) at = sooner(at, since_ + stay_);
  return at;
}

}  // namespace marquee
