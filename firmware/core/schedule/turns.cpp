// The part of Queue that decides whose turn on the glass it is.
#include "queue.h"

namespace marquee {

Millis Queue::current_elapsed(Millis now) const {
  const Entry& entry = entries_[current()];
  return paused_ ? entry.spent : entry.spent + (now - entry.since);
}

void Queue::pause(Millis now) {
  if (paused_) return;
  if (has_current()) entries_[current()].spent = current_elapsed(now);
  paused_ = true;
}

void Queue::resume(Millis now) {
  if (!paused_) return;
  if (has_current()) entries_[current()].since = now;
  paused_ = false;
}

// `next` is the message that waits first, or -1.
Queue::Turn Queue::turn_of_current(int next, Millis now) const {
  const Entry& entry = entries_[current()];
  const Millis elapsed = current_elapsed(now);
  if (!entry.message.hold && elapsed >= entry.stay) return Turn::kOver;
  if (next < 0) return Turn::kGoesOn;
  const Priority rival = entries_[next].message.priority;
  if (rival > entry.message.priority) return Turn::kInterrupted;
  if (rival < entry.message.priority || elapsed < entry.message.min_show_ms) return Turn::kGoesOn;
  return entry.message.hold ? Turn::kPassedOn : Turn::kOver;
}

void Queue::leave_glass(Turn turn, Millis now) {
  if (turn == Turn::kOver) return remove(current());
  Entry& entry = entries_[current()];
  entry.spent = turn == Turn::kInterrupted ? current_elapsed(now) : 0;
  if (turn == Turn::kPassedOn) entry.order = ++last_order_;
  current_plus_one_ = 0;
}

void Queue::start(size_t index, Millis now, Reports& reports) {
  Entry& entry = entries_[index];
  current_plus_one_ = static_cast<uint8_t>(index + 1);
  entry.since = now;
  if (entry.shown) return;
  entry.shown = true;
  ack(index, AckState::kShown, {}, now, reports);
}

void Queue::schedule(Millis now, Reports& reports) {
  if (paused_) return;
  int next = first_waiting();
  if (has_current()) {
    const Turn turn = turn_of_current(next, now);
    if (turn == Turn::kGoesOn) return;
    leave_glass(turn, now);
  }
  const int heir = next_plus_one_ - 1;
  next_plus_one_ = 0;
  if (heir >= 0 && entries_[heir].message.priority >= entries_[next].message.priority) next = heir;
  if (next >= 0) start(static_cast<size_t>(next), now, reports);
}

Millis Queue::next_event(const Clock& clock) const {
  Millis at = kNever;
  for (size_t i = 0; i < kQueueSlots; i++) {
    if (entries_[i].serial != 0) at = sooner(at, expires_at(i, clock));
  }
  if (!has_current() || paused_) return at;
  const Entry& entry = entries_[current()];
  const Millis began = entry.since - entry.spent;
  if (!entry.message.hold) at = sooner(at, began + entry.stay);
  const int next = first_waiting();
  if (next >= 0 && entries_[next].message.priority == entry.message.priority) at = sooner(at, began + entry.message.min_show_ms);
  return at;
}

}  // namespace marquee
