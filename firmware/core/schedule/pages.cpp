#include "pages.h"

#include "age.h"

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

bool Pages::put(uint32_t topic_hash, Text name, const Draft& draft, const Clock& clock) {
  const int old = slot_of(topic_hash);
  const size_t freed = old < 0 ? 0 : bytes_.get(static_cast<size_t>(old)).size;
  const int slot = old >= 0 ? old : free_slot();
  if (slot < 0 || !bytes_.has_room_for(draft.size > freed ? draft.size - freed : 0)) return false;
  const size_t index = static_cast<size_t>(slot);
  if (old >= 0) bytes_.release(index);
  bytes_.put(index, {draft.bytes, draft.size});
  Entry& entry = entries_[index];
  entry.message = draft.message;
  entry.name.set(name);
  entry.topic_hash = topic_hash;
  entry.serial = ++last_serial_;
  entry.received_at = clock.now();
  return true;
}

void Pages::remove_slot(size_t index, Millis now) {
  const int number = static_cast<int>(index);
  if (has_current() && current() == index) {
    const int next = after(number);
    turn_to(next == number ? -1 : next, now);
  }
  bytes_.release(index);
  entries_[index].serial = 0;
}

void Pages::remove(uint32_t topic_hash, Millis now) {
  const int slot = slot_of(topic_hash);
  if (slot >= 0) remove_slot(static_cast<size_t>(slot), now);
}

Millis Pages::expires_at(const Entry& entry, const Clock& clock) const {
  if (entry.message.has_expiry) return clock.at_unix_time(entry.message.expires_at);
  return entry.message.has_ttl ? entry.received_at + entry.message.ttl_ms : kNever;
}

Millis Pages::stale_at(const Entry& entry, const Clock& clock) const {
  if (entry.message.has_stale_date) return clock.at_unix_time(entry.message.stale_at);
  return entry.message.lifetime_ms > 0 ? entry.received_at + entry.message.lifetime_ms : kNever;
}

bool Pages::current_mentions_age() const {
  const Message& message = current_message();
  return mentions_age(part(current_bytes(), message.text)) || mentions_age(part(current_bytes(), message.title));
}

void Pages::drop_before(Millis since, Millis now) {
  for (size_t i = 0; i < kPageSlots; i++) {
    if (entries_[i].serial != 0 && entries_[i].received_at < since) remove_slot(i, now);
  }
}

void Pages::expire(const Clock& clock) {
  for (size_t i = 0; i < kPageSlots; i++) {
    if (entries_[i].serial != 0 && expires_at(entries_[i], clock) <= clock.now()) remove_slot(i, clock.now());
  }
}

}  // namespace marquee
