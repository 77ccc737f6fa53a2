#ifdef ESP8266

#include "image-slot-esp8266.h"

#include <Arduino.h>
#include <Updater.h>
#include <eboot_command.h>
#include <flash_hal.h>

namespace marquee {

namespace {

constexpr const char* kCopyKey = "copy.size";
// Behind the largest sketch. The new image waits right before the file system (eagle.flash.4m1m.ld: 3 MB).
constexpr uint32_t kCopyStart = 0x100000;
constexpr uint32_t kSectorBytes = 4096;

uint32_t round_up(uint32_t size) { return (size + kSectorBytes - 1) / kSectorBytes * kSectorBytes; }

bool copy_sector(uint32_t from, uint32_t to) {
  // Flash is read and written in words.
  static uint32_t words[256];
  if (!ESP.flashEraseSector(to / kSectorBytes)) return false;
  for (uint32_t at = 0; at < kSectorBytes; at += sizeof words) {
    if (!ESP.flashRead(from + at, words, sizeof words) || !ESP.flashWrite(to + at, words, sizeof words)) return false;
  }
  return true;
}

}  // namespace

bool Esp8266ImageSlot::begin(uint32_t size) {
  abandon();
  size_ = size;
  written_ = 0;
  tail_size_ = 0;
  return Update.begin(size);
}

bool Esp8266ImageSlot::write(Text bytes) {
  written_ += bytes.size;
  if (written_ > size_ || bytes.size > sizeof tail_) return false;
  if (written_ == size_) {
    tail_size_ = copy_text(bytes, tail_, sizeof tail_);
    return true;
  }
  return Update.write(const_cast<uint8_t*>(bytes.data), bytes.size) == bytes.size;
}

bool Esp8266ImageSlot::keep_running_image() {
  const uint32_t size = round_up(ESP.getSketchSize());
  const uint32_t waiting = FS_PHYS_ADDR - round_up(size_);
  if (size > kCopyStart || kCopyStart + size > waiting) return false;
  store_.erase(kCopyKey);
  for (uint32_t at = 0; at < size; at += kSectorBytes) {
    if (!copy_sector(at, kCopyStart + at)) return false;
    yield();
  }
  return store_.write(kCopyKey, {reinterpret_cast<const uint8_t*>(&size), sizeof size});
}

bool Esp8266ImageSlot::activate() {
  if (tail_size_ == 0 || !keep_running_image()) return false;
  const bool is_written = Update.write(tail_, tail_size_) == tail_size_;
  tail_size_ = 0;
  return is_written && Update.end();
}

void Esp8266ImageSlot::abandon() {
  tail_size_ = 0;
  if (Update.isRunning() && !Update.isFinished()) Update.end();
}

void Esp8266ImageSlot::revert() {
  uint32_t size = 0;
  const size_t count = store_.read(kCopyKey, reinterpret_cast<uint8_t*>(&size), sizeof size);
  if (count != sizeof size || size == 0 || size > kCopyStart) return;
  eboot_command command = {};
  command.action = ACTION_COPY_RAW;
  command.args[0] = kCopyStart;
  command.args[1] = 0;
  command.args[2] = size;
  eboot_command_write(&command);
  ESP.restart();
}

}  // namespace marquee

#endif
