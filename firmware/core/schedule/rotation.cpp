// The part of Pages that decides whose turn it is.
#include "pages.h"

namespace marquee {

bool Pages::has(When when) const {
  for (const Entry& entry : entries_) {
    if (entry.serial != 0 && entry.message.when == when) return true;
  }
  return false;
}

bool Pages::goes_before(size_t a, size_t b) const {
  const Entry& one = entries_[a];
  const Entry& other = entries_[b];
  if (one.message.order != other.message.order) return one.message.order < other.message.order;
  const int names = compare(one.name.view(), other.name.view());
  return names != 0 ? names < 0 : a < b;
}

int Pages::after(int index) const {
  int first = -1;
  int next = -1;
  for (size_t i = 0; i < kPageSlots; i++) {
    if (!takes_part(i)) continue;
    if (first < 0 || goes_before(i, static_cast<size_t>(first))) first = static_cast<int>(i);
    if (index < 0 || !goes_before(static_cast<size_t>(index), i)) continue;
    if (next < 0 || goes_before(i, static_cast<size_t>(next))) next = static_cast<int>(i);
  }
  return next >= 0 ? next : first;
}

void Pages::turn_to(int index, Millis now) {
  current_plus_one_ = static_cast<uint8_t>(index + 1);
  since_ = now;
  // Known when it is laid out.
  stay_ = kNever;
}

void Pages::choose(bool is_offline, Millis now) {
  when_ = is_offline && has(When::kOffline) ? When::kOffline : has(When::kAlways) ? When::kAlways : When::kIdle;
  if (!has_current() || !takes_part(current())) turn_to(after(-1), now);
}

void Pages::schedule(Millis now) {
  if (current_elapsed(now) < stay_) return;
  const int own = static_cast<int>(current());
  const int next = after(own);
  // A page without others goes on without a jump.
  if (next != own) turn_to(next, now);
}

Millis Pages::next_event(const Clock& clock, bool is_on_glass) const {
  Millis at = kNever;
  for (const Entry& entry : entries_) {
    if (entry.serial != 0) at = sooner(at, expires_at(entry, clock));
  }
  if (!is_on_glass) return at;
  const Millis stale = stale_at(entries_[current()], clock);
  if (stale > clock.now()) at = sooner(at, stale);
  const int own = static_cast<int>(current());
  if (after(own) != own) at = sooner(at, since_ + stay_);
  return at;
}

}  // namespace marquee
