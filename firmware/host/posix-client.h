#pragma once
// A TCP connection of the system as an Arduino `Client`, and the dialling of a PC: nothing waits but look-ups of names and
// writes into a full send buffer, which give up after kWriteTimeoutMs.

#include <Client.h>

#include "../arduino/dialer.h"

namespace marquee {

class PosixClient final : public Client, public Dialer {
 public:
  static constexpr int kWriteTimeoutMs = 5000;

  PosixClient() = default;
  PosixClient(const PosixClient&) = delete;
  PosixClient& operator=(const PosixClient&) = delete;
  ~PosixClient() override { stop(); }

  bool has_network() override { return true; }
  Progress dial(const char* host, uint16_t port) override;

  // Wait for kDialTimeoutMs at most.
  int connect(IPAddress ip, uint16_t port) override;
  int connect(const char* host, uint16_t port) override;

  size_t write(uint8_t byte) override { return write(&byte, 1); }
  size_t write(const uint8_t* bytes, size_t size) override;
  int available() override;
  int read() override;
  int read(uint8_t* out, size_t capacity) override;
  int peek() override;
  void flush() override {}
  void stop() override;
  uint8_t connected() override;
  operator bool() override { return socket_ >= 0; }

  // For poll(); -1 while there is no socket.
  int descriptor() const { return socket_; }
  bool is_dialling() const { return socket_ >= 0 && !is_connected_; }

 private:
  bool open(const char* host, uint16_t port);
  // Waits until the socket can be written or read; false after `timeout_ms`.
  bool wait(short events, int timeout_ms) const;

  int socket_ = -1;
  // A name may have several addresses, and `localhost` often has one that nobody listens on: each try takes the next.
  unsigned tries_ = 0;
  bool is_connected_ = false;
};

}  // namespace marquee
