#pragma once
// An LCD module as one buys it: glass, controller and PCF8574 backpack on an I2C bus at 100 kHz.

#include "../../core/glass/frame.h"
#include "../../lcd/i2c-port.h"
#include "../../lcd/pins.h"
#include "controller.h"

namespace marquee {

// What somebody in front of it sees.
struct SeenGlass {
  Size size;
  bool backlight;
  Picture picture;  // all blank while the display is off
};

struct ModuleOptions {
  Size size;
  uint8_t address = 0x27;
  Pins pins = kCommonPins;
  bool has_halves = false;  // one row, whose right half is the second line
};

class SimulatedModule {
 public:
  explicit SimulatedModule(const ModuleOptions& options) : options_(options) { plug_in(); }

  // The port of a driver; the module must outlive it. A transmission takes its time on `now_us`.
  I2cPort port() { return {&SimulatedModule::write, this}; }
  // Time goes on; it never goes back.
  void advance_to(uint64_t now_us) { now_us_ = now_us > now_us_ ? now_us : now_us_; }
  uint64_t now_us() const { return now_us_; }

  // Power and bus together, as a plug does.
  void plug_in(PowerOn kind = PowerOn::kReset);
  void unplug();
  // The supply fails for a moment between two transmissions: nobody hears of it.
  void blink_power(PowerOn kind = PowerOn::kReset);
  // The address after `count` further transmissions is not acknowledged. Once.
  void refuse_transmission_after(uint32_t count) {
    refuse_transmission_after_ = count;
    refuses_transmission_ = true;
  }
  // The byte after `count` further ones, addresses included, is not acknowledged. Once.
  void refuse_after(uint32_t count) {
    refuse_after_ = count;
    refuses_ = true;
  }
  // A pulse on E that nobody sent.
  void noise(bool rs, uint8_t nibble);

  SeenGlass seen() const;
  const Size& size() const { return options_.size; }
  SimulatedHd44780& controller() { return controller_; }
  uint8_t outputs() const { return outputs_; }

  uint64_t bus_bytes = 0;  // with addresses
  uint64_t transmissions = 0;

 private:
  static bool write(void* context, uint8_t address, const uint8_t* bytes, size_t count);
  bool take(uint8_t address, const uint8_t* bytes, size_t count);
  bool pass_byte();
  bool pass_address();
  LcdPins pins_of(uint8_t outputs) const;
  uint8_t address_of(uint8_t row, uint8_t column) const;

  ModuleOptions options_;
  SimulatedHd44780 controller_;
  uint64_t now_us_ = 0;
  uint32_t refuse_after_ = 0;
  uint32_t refuse_transmission_after_ = 0;
  bool refuses_ = false;
  bool refuses_transmission_ = false;
  bool plugged_in_ = false;
  uint8_t outputs_ = 0xFF;
};

}  // namespace marquee
