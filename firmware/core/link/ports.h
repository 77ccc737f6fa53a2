#pragma once
// What the link needs from outside.

#include "../text/view.h"

namespace marquee {

// A connection that delivers bytes in order.
class ByteStream {
 public:
  // Takes up to `capacity` bytes that are there already; 0 if there are none. Never waits.
  virtual size_t read(uint8_t* out, size_t capacity) = 0;
  // False if not all bytes could be written within a bounded time; the connection is of no more use then.
  virtual bool write(const uint8_t* bytes, size_t size) = 0;
  // Also true while bytes wait to be read.
  virtual bool is_open() = 0;
  virtual void close() = 0;

 protected:
  ~ByteStream() = default;
};

// Unpredictable bits: masks, nonces, pauses.
class Random {
 public:
  virtual uint32_t next() = 0;

 protected:
  ~Random() = default;
};

// Sends MQTT messages.
class Publisher {
 public:
  // At QoS 0. False if it could not be sent: the link is not up, or is lost now.
  virtual bool publish(Text topic, Text payload, bool retain) = 0;
  // Ends the connection so that the hub does not publish the will.
  virtual void say_goodbye() = 0;

 protected:
  ~Publisher() = default;
};

enum class Progress : uint8_t { kPending, kDone, kFailed };

}  // namespace marquee
