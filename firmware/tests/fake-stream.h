#pragma once
// The other end of a connection, as a test writes it.

#include <algorithm>
#include <string>

#include "../core/link/ports.h"
#include "../core/text/view.h"

class FakeStream final : public marquee::ByteStream {
 public:
  std::string incoming;       // what the server sent and nobody has read yet
  std::string written;        // what the client wrote
  size_t largest_read = 4096; // how much arrives at a time
  bool is_up = true;          // the server has not closed
  bool takes_writes = true;
  size_t writes = 0;

  size_t read(uint8_t* out, size_t capacity) override {
    if (is_closed_) return 0;
    const size_t count = std::min({incoming.size(), capacity, largest_read});
    incoming.copy(reinterpret_cast<char*>(out), count);
    incoming.erase(0, count);
    return count;
  }
  bool write(const uint8_t* bytes, size_t size) override {
    if (is_closed_ || !takes_writes) return false;
    written.append(reinterpret_cast<const char*>(bytes), size);
    writes++;
    return true;
  }
  bool is_open() override { return !is_closed_ && (is_up || !incoming.empty()); }
  void close() override {
    is_closed_ = true;
    incoming.clear();
  }

  void reopen() {
    incoming.clear();
    written.clear();
    is_closed_ = false;
    is_up = true;
  }

 private:
  bool is_closed_ = false;
};

class FakeRandom final : public marquee::Random {
 public:
  uint32_t next() override { return state_ = state_ * 1664525u + 1013904223u; }

 private:
  uint32_t state_ = 1;
};

inline std::string take(std::string& text) {
  std::string taken;
  taken.swap(text);
  return taken;
}

inline marquee::Text text_of(const std::string& string) {
  return {reinterpret_cast<const uint8_t*>(string.data()), string.size()};
}

inline std::string string_of(marquee::Text text) { return {text.data, text.data + text.size}; }
