// What was sent and who has it: every message carries a stamp, every subscriber a bit per message.
#pragma once
#include <time.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

inline uint64_t now_ns() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

// The head of each payload, in hexadecimal: displays take text alone, and one format serves all loads.
struct Stamp {
  uint64_t run = 0;       // tells the messages of this run from what an earlier one left behind
  uint64_t topic = 0;     // number of the topic
  uint64_t number = 0;    // counts within the topic
  uint64_t sequence = 0;  // counts over all topics
  uint64_t sent_at = 0;

  static constexpr size_t kBytes = 40;

  void write(std::string& payload) const {
    put(payload, 0, 4, run), put(payload, 4, 4, topic), put(payload, 8, 8, number);
    put(payload, 16, 8, sequence), put(payload, 24, 16, sent_at);
  }
  bool read(std::string_view payload) {
    return payload.size() >= kBytes && get(payload, 0, 4, run) && get(payload, 4, 4, topic) &&
           get(payload, 8, 8, number) && get(payload, 16, 8, sequence) && get(payload, 24, 16, sent_at);
  }

 private:
  static void put(std::string& payload, size_t at, size_t digits, uint64_t value) {
    for (size_t i = digits; i-- > 0; value >>= 4) payload[at + i] = "0123456789abcdef"[value & 15];
  }
  static bool get(std::string_view payload, size_t at, size_t digits, uint64_t& value) {
    value = 0;
    for (size_t i = at; i < at + digits; i++) {
      const auto c = static_cast<uint8_t>(payload[i]);
      const uint8_t digit = c <= '9' ? static_cast<uint8_t>(c - '0') : static_cast<uint8_t>(c - 'a' + 10);
      if (digit > 15) return false;
      value = value << 4 | digit;
    }
    return true;
  }
};

// The messages of one subscriber.
class Received {
 public:
  // False for a duplicate.
  bool mark(uint64_t number) {
    const size_t word = number / 64;
    if (word >= bits_.size()) bits_.resize(word * 2 + 64);
    const uint64_t bit = uint64_t{1} << number % 64;
    if (bits_[word] & bit) return false;
    bits_[word] |= bit;
    if (number < newest_) disordered_++;
    newest_ = number;
    return true;
  }
  uint64_t disordered() const { return disordered_; }

 private:
  std::vector<uint64_t> bits_;
  uint64_t newest_ = 0;
  uint64_t disordered_ = 0;
};

// The messages of the publishers, and how many of them are still on their way.
class Ledger {
 public:
  explicit Ledger(uint32_t topics) : numbers_(topics) { messages_.reserve(1 << 20); }

  Stamp send(uint64_t topic, uint32_t recipients, uint64_t now) {
    const Stamp stamp{0, topic, numbers_[topic]++, messages_.size(), now};
    messages_.push_back({now, recipients});
    in_flight_ += recipients > 0;
    return stamp;
  }
  void arrived(uint64_t sequence) {
    if (sequence >= messages_.size() || messages_[sequence].missing == 0) return;
    if (--messages_[sequence].missing == 0 && sequence >= oldest_) in_flight_--;
  }
  // Lets go of messages that are late, so that one lost delivery does not stop the load.
  void give_up_before(uint64_t time) {
    for (; oldest_ < messages_.size(); oldest_++) {
      const Message& message = messages_[oldest_];
      if (message.missing == 0) continue;
      if (message.sent_at >= time) break;
      in_flight_--;
    }
  }
  uint64_t sent() const { return messages_.size(); }
  uint64_t in_flight() const { return in_flight_; }

 private:
  struct Message {
    uint64_t sent_at;
    uint32_t missing;
  };
  std::vector<Message> messages_;
  std::vector<uint64_t> numbers_;
  uint64_t oldest_ = 0;
  uint64_t in_flight_ = 0;
};
