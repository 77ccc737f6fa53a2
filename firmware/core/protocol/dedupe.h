#pragma once
// The last ids that were taken, and what became of them.

#include "../limits.h"
#include "../text/view.h"

namespace marquee {

enum class AckState : uint8_t { kNone, kShown, kDismissed, kReplaced, kExpired, kRejected };

Text name_of(AckState state);

// All zeros is a valid, empty memory.
class Dedupe {
 public:
  struct Known {
    ShortText<kMaxIdBytes> id;
    AckState state;  // kNone while the message waits
    uint8_t answer;  // the number of the action that ended it, from 1; 0 = none
    uint64_t elapsed_ms;
  };

  // Null if the id is unknown or long gone.
  const Known* find(Text id) const;
  void remember(Text id);
  void note(Text id, AckState state, uint64_t elapsed_ms, uint8_t answer);
  void forget(Text id);

 private:
  int index_of(Text id) const;

  size_t next_;
  Known known_[kRememberedIds];
};

}  // namespace marquee
