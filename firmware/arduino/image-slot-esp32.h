#pragma once
// The two application slots of an ESP32, and the way back to the other one.

#include <esp_ota_ops.h>

#include "update/ports.h"

namespace marquee {

class Esp32ImageSlot final : public ImageSlot {
 public:
  bool begin(uint32_t size) override;
  bool write(Text bytes) override;
  bool activate() override;
  void abandon() override;

  // The running image stays. The boot loader would go back by itself at the next start otherwise.
  static void confirm();
  // Starts the other image; returns only if there is none.
  static void revert();

 private:
  const esp_partition_t* partition_ = nullptr;
  esp_ota_handle_t handle_ = 0;
  bool is_begun_ = false;
};

}  // namespace marquee
