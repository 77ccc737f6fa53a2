#pragma once
// The messages of a display: one on the glass, the others waiting.

#include "../protocol/message.h"
#include "../protocol/reports.h"
#include "byte-store.h"
#include "clock.h"

namespace marquee {

// All zeros is a valid, empty queue.
class Queue {
 public:
  // Takes a message, or refuses it with an ack. May replace an earlier one.
  void add(const Draft& draft, const Clock& clock, Reports& reports);

  // Drops messages whose time has run out: those that wait, and with a date those on the glass too.
  void expire(const Clock& clock, Reports& reports);
  // Decides what is on the glass: ends, interrupts and starts messages.
  void schedule(Millis now, Reports& reports);
  // When schedule() or expire() will have something to do.
  Millis next_event(const Clock& clock) const;

  // Stops the time of the message on the glass, and lets it go on.
  void pause(Millis now);
  void resume(Millis now);

  void dismiss_all(Millis now, Reports& reports) { dismiss({}, now, reports); }
  // By id, `~hash` or key; an empty name is all of them.
  void dismiss(Text name, Millis now, Reports& reports);
  void dismiss_current(Millis now, Reports& reports);
  // A button was pressed: if it answers the message on the glass, that is over and the ack tells reply and input.
  void answer(Text input, Millis now, Reports& reports);

  bool has_current() const { return current_plus_one_ > 0; }
  // Tells messages on the glass apart; 0 if there is none.
  uint32_t current_serial() const { return has_current() ? entries_[current()].serial : 0; }
  const Message& current_message() const { return entries_[current()].message; }
  Text current_bytes() const { return bytes_.get(current()); }
  Text current_text(Span span) const { return part(current_bytes(), span); }
  // How long the current message has been on the glass, interruptions aside.
  Millis current_elapsed(Millis now) const;
  // How long it is to stay there.
  void set_current_stay(Millis stay) { entries_[current()].stay = stay; }
  void write_current_id(Writer& out) const { write_id(current(), out); }
  // The tune of the message on the glass, once; empty if there is none, or it was taken.
  Text take_sound();

 private:
  struct Entry {
    Message message;
    Millis received_at;
    Millis spent;  // on the glass before `since`
    Millis since;
    Millis stay;
    uint32_t serial;  // 0 = free slot
    uint32_t order;
    bool shown;
    bool sounded;
  };

  size_t current() const { return current_plus_one_ - 1u; }
  bool is_current(size_t index) const { return current_plus_one_ == index + 1; }
  bool is_waiting(size_t index) const { return entries_[index].serial != 0 && !is_current(index); }
  Text text_of(size_t index, Span span) const;
  void write_id(size_t index, Writer& out) const;
  void ack(size_t index, AckState state, Text reason, Millis now, Reports& reports);
  void remove(size_t index);
  // Takes a message away that ran out of time or room. Whoever waits for an answer to one that was shown is told as well.
  void drop(size_t index, AckState state, Text reason, Millis now, Reports& reports);
  static void ack_again(const Draft& draft, const Dedupe::Known& known, Reports& reports);
  int replaced_by(const Draft& draft) const;
  bool goes_before(size_t a, size_t b) const;
  // The waiting message that comes first or last, or -1.
  int end_of_line(bool is_first) const;
  int first_waiting() const { return end_of_line(true); }
  int last_waiting() const { return end_of_line(false); }
  int free_slot() const;
  bool make_room(const Draft& draft, Millis now, Reports& reports);
  // What becomes of the message on the glass. One that holds is passed on: it goes behind the others of its priority.
  enum class Turn : uint8_t { kGoesOn, kOver, kInterrupted, kPassedOn };
  Turn turn_of_current(int next, Millis now) const;
  void leave_glass(Turn turn, Millis now);
  void start(size_t index, Millis now, Reports& reports);
  Millis expires_at(size_t index, const Clock& clock) const;

  uint8_t current_plus_one_;
  uint8_t next_plus_one_;  // takes the glass from the message that it replaced
  bool paused_;
  uint32_t last_serial_;
  uint32_t last_order_;
  Entry entries_[kQueueSlots];
  ByteStore<kQueueSlots, kQueueBytes> bytes_;
};

// Writes the id that a message is acknowledged by: its own, or `~` and the hash of its payload.
void write_ack_id(Text id, uint32_t hash, Writer& out);

}  // namespace marquee
