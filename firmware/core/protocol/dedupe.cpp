#include "dedupe.h"

#include "../text/words.h"

namespace marquee {

Text name_of(AckState state) {
  return word_at("none shown dismissed replaced expired rejected", static_cast<size_t>(state));
}

int Dedupe::index_of(Text id) const {
  if (id.empty()) return -1;
  for (size_t i = 0; i < kRememberedIds; i++) {
    if (known_[i].id.view() == id) return static_cast<int>(i);
  }
  return -1;
}

const Dedupe::Known* Dedupe::find(Text id) const {
  const int index = index_of(id);
  return index < 0 ? nullptr : &known_[index];
}

void Dedupe::remember(Text id) {
  Known& oldest = known_[next_];
  next_ = (next_ + 1) % kRememberedIds;
  oldest.id.set(id);
  oldest.state = AckState::kNone;
  oldest.answer = 0;
  oldest.elapsed_ms = 0;
}

void Dedupe::note(Text id, AckState state, uint64_t elapsed_ms, uint8_t answer) {
  const int index = index_of(id);
  if (index < 0) return;
  known_[index].state = state;
  known_[index].elapsed_ms = elapsed_ms;
  known_[index].answer = answer;
}

void Dedupe::forget(Text id) {
  const int index = index_of(id);
  if (index >= 0) known_[index].id.size = 0;
}

}  // namespace marquee
