#pragma once
// An Arduino `Client` as the core wants its connections.

#include <Client.h>

#include "../core/link/ports.h"

namespace marquee {

class ClientStream final : public ByteStream {
 public:
  // The client must outlive the stream.
  explicit ClientStream(Client& client) : client_(&client) {}

  // Another client from now on, as long as nothing is open.
  void set_client(Client& client) { client_ = &client; }

  size_t read(uint8_t* out, size_t capacity) override;
  // Waits as long as the client's own write() does.
  bool write(const uint8_t* bytes, size_t size) override;
  bool is_open() override { return client_->connected() != 0 || client_->available() > 0; }
  void close() override { client_->stop(); }

 private:
  Client* client_;
};

}  // namespace marquee
