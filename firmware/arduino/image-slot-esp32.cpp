#ifdef ESP32

#include "image-slot-esp32.h"

#include <esp_system.h>

// Asked by the core before setup(): a new image is not confirmed before it has reached the hub.
extern "C" bool verifyRollbackLater() { return true; }

namespace marquee {

bool Esp32ImageSlot::begin(uint32_t size) {
  abandon();
  partition_ = esp_ota_get_next_update_partition(nullptr);
  if (partition_ == nullptr || size > partition_->size) return false;
  // Sectors are erased as they are written, so that no call takes seconds.
  is_begun_ = esp_ota_begin(partition_, OTA_WITH_SEQUENTIAL_WRITES, &handle_) == ESP_OK;
  return is_begun_;
}

bool Esp32ImageSlot::write(Text bytes) { return is_begun_ && esp_ota_write(handle_, bytes.data, bytes.size) == ESP_OK; }

bool Esp32ImageSlot::activate() {
  if (!is_begun_) return false;
  is_begun_ = false;
  return esp_ota_end(handle_) == ESP_OK && esp_ota_set_boot_partition(partition_) == ESP_OK;
}

void Esp32ImageSlot::abandon() {
  if (is_begun_) esp_ota_abort(handle_);
  is_begun_ = false;
}

void Esp32ImageSlot::confirm() { esp_ota_mark_app_valid_cancel_rollback(); }

void Esp32ImageSlot::revert() {
  // Where the boot loader has no rollback, or the image was confirmed before, the other slot is chosen by hand.
  esp_ota_mark_app_invalid_rollback_and_reboot();
  const esp_partition_t* other = esp_ota_get_next_update_partition(nullptr);
  if (other != nullptr && esp_ota_set_boot_partition(other) == ESP_OK) esp_restart();
}

}  // namespace marquee

#endif
