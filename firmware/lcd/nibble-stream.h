#pragma once
// Turns nibbles into bytes of the PCF8574 and sends as many at once as one transmission takes.

#include "i2c-port.h"
#include "limits.h"
#include "pins.h"

namespace marquee {

// What the driver talks to. `outputs` is what the PCF8574 holds.
struct Backpack {
  I2cPort port;
  Pins pins;
  uint8_t address;
  uint8_t outputs;
  bool backlight;
};

enum class Register : uint8_t { kInstruction, kData };

// Lives for one step. After a NACK it sends nothing any more and `failed` says so.
class NibbleStream {
 public:
  explicit NibbleStream(Backpack& backpack) : backpack_(backpack) {}

  // E goes low first and alone: a PCF8574 starts with all outputs high, and what changes with E is not defined.
  void release();
  void nibble(Register where, uint8_t value);
  void byte(Register where, uint8_t value);
  void instruction(uint8_t value) { byte(Register::kInstruction, value); }
  // Repeats the outputs, with the backlight as it is to be: lets kByteUs pass.
  void repeat();
  bool send();

  bool failed() const { return failed_; }
  // What was given so far, sent or not.
  size_t bytes() const { return bytes_; }
  uint32_t time_us() const { return (static_cast<uint32_t>(bytes_) + transmissions_) * kByteUs; }

 private:
  void put(uint8_t outputs);
  void select(Register where);
  uint8_t backlight() const;

  Backpack& backpack_;
  uint8_t buffer_[kTransmissionBytes];
  uint8_t count_ = 0;
  uint8_t transmissions_ = 0;
  bool failed_ = false;
  size_t bytes_ = 0;
};

}  // namespace marquee
