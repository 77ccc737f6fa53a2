#pragma once
// Updates of an ESP8266, which has one place for its image: the new one is copied over it at the next start, so the running one
// is kept in the free flash before, to be copied back.

#include "setup/store.h"
#include "update/limits.h"
#include "update/ports.h"

namespace marquee {

class Esp8266ImageSlot final : public ImageSlot {
 public:
  // The store keeps how long the copy is.
  explicit Esp8266ImageSlot(Store& store) : store_(store) {}

  bool begin(uint32_t size) override;
  bool write(Text bytes) override;
  // Copies the running image first; takes some seconds, in which nothing else happens.
  bool activate() override;
  void abandon() override;

  // Copies the image before this one back and restarts; returns only if there is none.
  void revert();

 private:
  bool keep_running_image();

  Store& store_;
  uint32_t size_ = 0;
  uint32_t written_ = 0;
  // The last bytes wait here until activate(): Update.end() of a whole image would make it the next one.
  uint8_t tail_[kUpdateChunkBytes] = {};
  size_t tail_size_ = 0;
};

}  // namespace marquee
