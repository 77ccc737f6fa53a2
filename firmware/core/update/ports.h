#pragma once
// What an update needs of a board.

#include "../text/view.h"

namespace marquee {

// A connection of its own to the hub's HTTP port, with its TLS and the same trust.
class UpdateConnection {
 public:
  // False if the hub was not reached. May take as long as dialling the hub does, and no longer.
  virtual bool open() = 0;
  virtual bool write(Text bytes) = 0;
  // What is there already, 0 if nothing is. Never waits.
  virtual size_t read(uint8_t* out, size_t capacity) = 0;
  // Also true while bytes wait to be read.
  virtual bool is_open() = 0;
  virtual void close() = 0;

 protected:
  ~UpdateConnection() = default;
};

// Where the next image goes. Nothing of it runs before activate().
class ImageSlot {
 public:
  virtual bool begin(uint32_t size) = 0;
  virtual bool write(Text bytes) = 0;
  // The next start is that of the new image.
  virtual bool activate() = 0;
  virtual void abandon() = 0;

 protected:
  ~ImageSlot() = default;
};

}  // namespace marquee
