#include "queue.h"

namespace marquee {

namespace {

constexpr size_t kAckIdBytes = kMaxIdBytes;

}  // namespace

void write_ack_id(Text id, uint32_t hash, Writer& out) {
  if (id.empty()) {
    out.put('~').hex32(hash);
  } else {
    out.put(id);
  }
}

Text Queue::text_of(size_t index, Span span) const { return part(bytes_.get(index), span); }

void Queue::write_id(size_t index, Writer& out) const {
  const Message& message = entries_[index].message;
  write_ack_id(text_of(index, message.id), message.hash, out);
}

void Queue::ack(size_t index, AckState state, Text reason, Millis now, Reports& reports) {
  uint8_t bytes[kAckIdBytes];
  Writer id(bytes, sizeof bytes);
  write_id(index, id);
  reports.ack(id.text(), state, reason, now - entries_[index].received_at);
}

void Queue::remove(size_t index) {
  if (is_current(index)) current_plus_one_ = 0;
  if (next_plus_one_ == index + 1) next_plus_one_ = 0;
  entries_[index].serial = 0;
  bytes_.release(index);
}

void Queue::drop(size_t index, AckState state, Text reason, Millis now, Reports& reports) {
  const Entry& entry = entries_[index];
  if (!entry.shown) {
    ack(index, state, reason, now, reports);
  } else if (entry.message.hold) {
    ack(index, AckState::kDismissed, reason.empty() ? name_of(state) : reason, now, reports);
  }
  remove(index);
}

// The message that the new one takes the place of: the same key, or the plain text that waits.
int Queue::replaced_by(const Draft& draft) const {
  const Text key = draft.text(draft.message.key);
  for (size_t i = 0; i < kQueueSlots; i++) {
    if (entries_[i].serial == 0) continue;
    const bool same_key = !key.empty() && text_of(i, entries_[i].message.key) == key;
    const bool older_ticker = draft.message.plain && entries_[i].message.plain && is_waiting(i);
    if (same_key || older_ticker) return static_cast<int>(i);
  }
  return -1;
}

bool Queue::goes_before(size_t a, size_t b) const {
  const Priority rival = entries_[b].message.priority;
  if (entries_[a].message.priority != rival) return entries_[a].message.priority > rival;
  return entries_[a].order < entries_[b].order;
}

int Queue::end_of_line(bool is_first) const {
  int end = -1;
  for (size_t i = 0; i < kQueueSlots; i++) {
    if (!is_waiting(i)) continue;
    const size_t best = static_cast<size_t>(end);
    if (end < 0 || (is_first ? goes_before(i, best) : goes_before(best, i))) end = static_cast<int>(i);
  }
  return end;
}

int Queue::free_slot() const {
  for (size_t i = 0; i < kQueueSlots; i++) {
    if (entries_[i].serial == 0) return static_cast<int>(i);
  }
  return -1;
}

// The newest message of the lowest priority loses, be it the new one itself.
bool Queue::make_room(const Draft& draft, Millis now, Reports& reports) {
  while (free_slot() < 0 || !bytes_.has_room_for(draft.size)) {
    reports.counters.dropped++;
    const int loser = last_waiting();
    if (loser < 0 || draft.message.priority <= entries_[loser].message.priority) return false;
    drop(static_cast<size_t>(loser), AckState::kRejected, "queue_full", now, reports);
  }
  return true;
}

// With the answer, if a button gave one: the repeat itself knows what it was.
void Queue::ack_again(const Draft& draft, const Dedupe::Known& known, Reports& reports) {
  const Text id = draft.text(draft.message.id);
  if (known.answer > 0 && known.answer <= draft.message.action_count) {
    const Action& action = draft.message.actions[known.answer - 1];
    reports.answered(id, known.answer, draft.text(action.reply), draft.text(action.input), known.elapsed_ms);
  } else if (known.state != AckState::kNone) {
    reports.ack(id, known.state, {}, known.elapsed_ms);
  }
}

void Queue::add(const Draft& draft, const Clock& clock, Reports& reports) {
  const Millis now = clock.now();
  const Text own_id = draft.text(draft.message.id);
  const Dedupe::Known* const known = reports.find(own_id);
  if (known != nullptr) return ack_again(draft, *known, reports);
  uint32_t order = ++last_order_;
  bool takes_the_glass = false;
  const int old = replaced_by(draft);
  if (old >= 0) {
    const size_t index = static_cast<size_t>(old);
    order = entries_[index].order;
    takes_the_glass = is_current(index);
    ack(index, AckState::kReplaced, {}, now, reports);
    remove(index);
  }
  uint8_t id_bytes[kAckIdBytes];
  Writer id(id_bytes, sizeof id_bytes);
  write_ack_id(own_id, draft.message.hash, id);
  if (!make_room(draft, now, reports)) {
    reports.ack(id.text(), AckState::kRejected, "queue_full", 0);
    return;
  }
  if (!own_id.empty()) reports.remember(own_id);
  const size_t slot = static_cast<size_t>(free_slot());
  Entry& entry = entries_[slot];
  entry = Entry{};
  entry.message = draft.message;
  entry.received_at = now;
  entry.serial = ++last_serial_;
  entry.order = order;
  bytes_.put(slot, {draft.bytes, draft.size});
  if (takes_the_glass) next_plus_one_ = static_cast<uint8_t>(slot + 1);
}

// A time to live is one to be shown for the first time; a date is the end of it all.
Millis Queue::expires_at(size_t index, const Clock& clock) const {
  const Entry& entry = entries_[index];
  if (entry.message.has_expiry) {
    const Millis at = clock.at_unix_time(entry.message.expires_at);
    if (at != kNever) return at;
  }
  return entry.shown ? kNever : entry.received_at + entry.message.ttl_ms;
}

void Queue::expire(const Clock& clock, Reports& reports) {
  for (size_t i = 0; i < kQueueSlots; i++) {
    if (entries_[i].serial != 0 && expires_at(i, clock) <= clock.now()) drop(i, AckState::kExpired, {}, clock.now(), reports);
  }
}

void Queue::dismiss(Text name, Millis now, Reports& reports) {
  for (size_t i = 0; i < kQueueSlots; i++) {
    if (entries_[i].serial == 0) continue;
    uint8_t bytes[kAckIdBytes];
    Writer id(bytes, sizeof bytes);
    write_id(i, id);
    if (!name.empty() && id.text() != name && text_of(i, entries_[i].message.key) != name) continue;
    ack(i, AckState::kDismissed, {}, now, reports);
    remove(i);
  }
}

void Queue::dismiss_current(Millis now, Reports& reports) {
  if (!has_current()) return;
  ack(current(), AckState::kDismissed, {}, now, reports);
  remove(current());
}

void Queue::answer(Text input, Millis now, Reports& reports) {
  if (!has_current()) return;
  const Message& message = current_message();
  for (uint8_t i = 0; i < message.action_count; i++) {
    if (current_text(message.actions[i].input) != input) continue;
    uint8_t bytes[kAckIdBytes];
    Writer id(bytes, sizeof bytes);
    write_current_id(id);
    const uint8_t number = static_cast<uint8_t>(i + 1);
    reports.answered(id.text(), number, current_text(message.actions[i].reply), input, now - entries_[current()].received_at);
    return remove(current());
  }
}

Text Queue::take_sound() {
  Entry& entry = entries_[current()];
  if (entry.sounded) return {};
  entry.sounded = true;
  return current_text(entry.message.sound);
}

}  // namespace marquee
