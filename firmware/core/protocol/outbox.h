#pragma once
// Events on their way to the hub, in order, in bounded memory: acks, inputs, telemetry and log lines.

#include "../limits.h"
#include "../text/view.h"

namespace marquee {

// One event; the views are valid until the outbox changes.
struct Event {
  Text topic;  // below `displays/<id>/`
  Text payload;
};

enum class Urgency : uint8_t {
  kMustArrive,  // pushes the oldest events out if it has to
  kMayBeLost,   // is dropped when half of the outbox is taken
};

// All zeros is a valid, empty outbox.
class Outbox {
 public:
  void push(Text topic, Text payload, Urgency urgency);
  // Hands out the oldest event, which is then sent; release() says so, put_back() that it was not. False if there is none.
  bool take(Event& event);
  void release();
  void put_back() { is_taken_ = false; }
  bool empty() const { return size_ == 0; }
  // Half of the room is taken.
  bool is_filling() const { return size_ > kOutboxBytes / 2; }
  // Events that were dropped for lack of room.
  uint32_t lost() const { return lost_; }

 private:
  static constexpr size_t kHeaderBytes = 3;
  size_t first_size() const;
  void pop();

  bool is_taken_;
  size_t size_;
  uint32_t lost_;
  uint8_t bytes_[kOutboxBytes];
};

}  // namespace marquee
