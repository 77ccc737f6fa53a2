#pragma once
// The other end of a connection for fuzzers: an Arduino `Client` that delivers the input in pieces and then closes.

#include <Client.h>

#include <algorithm>
#include <string>

class ScriptedClient final : public Client {
 public:
  ScriptedClient(std::string incoming, size_t piece) : incoming_(std::move(incoming)), piece_(piece) {}

  int connect(IPAddress, uint16_t) override { return 1; }
  int connect(const char*, uint16_t) override { return 1; }
  size_t write(uint8_t) override { return is_stopped_ ? 0 : 1; }
  size_t write(const uint8_t* bytes, size_t size) override {
    if (is_stopped_) return 0;
    written_.append(reinterpret_cast<const char*>(bytes), size);
    return size;
  }
  int available() override { return is_stopped_ ? 0 : static_cast<int>(std::min(incoming_.size() - at_, piece_)); }
  int read() override {
    uint8_t one;
    return read(&one, 1) == 1 ? one : -1;
  }
  int read(uint8_t* out, size_t capacity) override {
    if (is_stopped_) return -1;
    const size_t count = std::min({incoming_.size() - at_, piece_, capacity});
    incoming_.copy(reinterpret_cast<char*>(out), count, at_);
    at_ += count;
    return count > 0 ? static_cast<int>(count) : -1;
  }
  int peek() override { return available() > 0 ? static_cast<uint8_t>(incoming_[at_]) : -1; }
  void flush() override {}
  void stop() override { is_stopped_ = true; }
  uint8_t connected() override { return !is_stopped_ && at_ < incoming_.size() ? 1 : 0; }
  operator bool() override { return connected() != 0; }

  void add(const std::string& incoming) { incoming_ += incoming; }
  const std::string& written() const { return written_; }

 private:
  std::string incoming_;
  std::string written_;
  size_t at_ = 0;
  size_t piece_;
  bool is_stopped_ = false;
};
