#pragma once
// What an update needs of the chip: its store, its slot of images and its crypto library.

#include "../board/updates.h"
#include "board-config.h"
#include "compiled-configuration.h"

#ifdef ESP32
#include "image-slot-esp32.h"
#include "signature-mbedtls.h"
#include "store-nvs.h"
#else
#include "image-slot-esp8266.h"
#include "signature-bearssl.h"
#include "store-littlefs.h"
#endif

namespace marquee {

#ifdef ESP32
using ChipStore = NvsStore;
using ChipVerifier = MbedtlsVerifier;
using ChipImageSlot = Esp32ImageSlot;
#else
using ChipStore = LittleFsStore;
using ChipVerifier = BearsslVerifier;
using ChipImageSlot = Esp8266ImageSlot;
#endif

// A key of MARQUEE_UPDATE_KEY; all zeros, which no signature fits, if there is none.
struct UpdateKey {
  uint8_t bytes[kPublicKeyBytes] = {};
  bool is_set = false;

  UpdateKey() { is_set = parse_update_key(MARQUEE_UPDATE_KEY, bytes); }
};

class ChipImages final : public ImageSwitch {
 public:
  explicit ChipImages(ChipImageSlot& slot) : slot_(slot) {}

#ifdef ESP32
  void confirm() override { ChipImageSlot::confirm(); }
#else
  // The copy beside it is nothing that starts by itself.
  void confirm() override {}
#endif
  void revert() override { slot_.revert(); }

 private:
  ChipImageSlot& slot_;
};

}  // namespace marquee
