#pragma once
// Drives a character LCD with HD44780 controller behind a PCF8574: finds it, initialises it, keeps it equal to a picture
// and heals it from NACKs, noise and power cuts. Each call of `step` keeps the bus for 10 ms at most.

#include "geometry.h"
#include "glass-copy.h"
#include "nibble-stream.h"

namespace marquee {

struct LcdOptions {
  uint8_t address = 0;  // 7 bits; 0 searches all that a backpack can have
  Pins pins = kCommonPins;
  SingleRow single_row = SingleRow::kUsual;
};

// All zeros is a valid driver that has not begun and touches nothing.
class Lcd {
 public:
  // Starts over, whatever was before. The port must live as long as the driver.
  void begin(const I2cPort& port, const LcdOptions& options);
  // Another address, as the hub's settings have it; 0 searches when the LCD is lost. An LCD that is there stays as it is.
  void set_address(uint8_t address);

  // What is to be on the glass; copied. A size that `is_supported` must hold; another one initialises the LCD anew.
  void show(const Picture& picture, const Size& size);
  void set_backlight(bool on);

  // Does one piece of work: a probe, a part of the initialisation, a glyph or a row. `now_us` is any microsecond counter;
  // it may wrap and count by the millisecond; steps of more than 35 minutes count as none. Returns the microseconds until there may be more to do.
  uint32_t step(uint32_t now_us);

  // The glass is what was asked for.
  bool is_idle() const { return phase_ == Phase::kRun && settled_; }
  bool is_found() const { return phase_ > Phase::kSearch; }
  // Where the LCD is or was last; 0 while none was ever found.
  uint8_t address() const { return has_been_found_ ? backpack_.address : uint8_t{0}; }
  // Transmissions that were not acknowledged, without probes.
  uint32_t i2c_errors() const { return i2c_errors_; }

 private:
  enum class Phase : uint8_t { kOff, kSearch, kWake, kFunction, kClear, kEntry, kRun };

  void probe();
  void wake(NibbleStream& out);
  void set_function(NibbleStream& out);
  void clear(NibbleStream& out);
  void enter(NibbleStream& out);
  void run(NibbleStream& out);
  void write_slot(NibbleStream& out, uint8_t slot);
  void write_row(NibbleStream& out, uint8_t row);
  void finish(NibbleStream& out);
  void lose();
  void start(Phase phase, uint32_t wait_us);
  bool backlight_is_due() const;

  uint64_t now_us_;
  uint64_t due_us_;
  uint64_t refresh_us_;
  uint32_t last_us_;
  uint32_t i2c_errors_;
  Backpack backpack_;
  SingleRow single_row_;
  Phase phase_;
  uint8_t fixed_address_;
  uint8_t scan_index_;
  uint8_t row_;     // where to look for changes next
  uint8_t cursor_;  // DDRAM address of the address counter
  bool has_clock_;
  bool has_been_found_;
  bool must_clear_;  // the LCD was never initialised for this geometry
  bool display_is_on_;
  bool settled_;
  Size size_;
  Geometry geometry_;
  GlassCopy glass_;
  Picture wanted_;
};

}  // namespace marquee
