#include "nibble-stream.h"

namespace marquee {

uint8_t NibbleStream::backlight() const {
  const Pins& pins = backpack_.pins;
  return backpack_.backlight != pins.backlight_is_low ? bit(pins.backlight) : uint8_t{0};
}

void NibbleStream::put(uint8_t outputs) {
  if (failed_) return;
  if (count_ == kTransmissionBytes && !send()) return;
  backpack_.outputs = outputs;
  buffer_[count_++] = outputs;
  bytes_++;
}

bool NibbleStream::send() {
  if (failed_) return false;
  if (count_ == 0) return true;
  failed_ = !backpack_.port.write(backpack_.port.context, backpack_.address, buffer_, count_);
  transmissions_++;
  count_ = 0;
  return !failed_;
}

void NibbleStream::release() {
  const Pins& pins = backpack_.pins;
  put(static_cast<uint8_t>((0xFF & ~bit(pins.e) & ~bit(pins.backlight)) | backlight()));
  put(backlight());
}

void NibbleStream::repeat() {
  const uint8_t others = static_cast<uint8_t>(backpack_.outputs & ~bit(backpack_.pins.backlight));
  put(static_cast<uint8_t>(others | backlight()));
}

// RS has to stand before E rises (tAS, p. 52), so a change of it takes a byte of its own.
void NibbleStream::select(Register where) {
  const uint8_t rs = bit(backpack_.pins.rs);
  const bool is_data = where == Register::kData;
  if (((backpack_.outputs & rs) != 0) == is_data) return;
  put(static_cast<uint8_t>(backlight() | (is_data ? rs : 0)));
}

void NibbleStream::nibble(Register where, uint8_t value) {
  select(where);
  const Pins& pins = backpack_.pins;
  unsigned outputs = backlight();
  if (where == Register::kData) outputs |= bit(pins.rs);
  if ((value & 1) != 0) outputs |= bit(pins.d4);
  if ((value & 2) != 0) outputs |= bit(pins.d5);
  if ((value & 4) != 0) outputs |= bit(pins.d6);
  if ((value & 8) != 0) outputs |= bit(pins.d7);
  // Data may change with the rising edge; the controller takes it with the falling one (tDSW, tH).
  put(static_cast<uint8_t>(outputs | bit(pins.e)));
  put(static_cast<uint8_t>(outputs));
}

// A transmission that fails at its address must not leave E high or half a byte in the controller.
void NibbleStream::byte(Register where, uint8_t value) {
  constexpr size_t kWithSelect = 5;
  if (count_ + kWithSelect > kTransmissionBytes) send();
  nibble(where, static_cast<uint8_t>(value >> 4));
  nibble(where, static_cast<uint8_t>(value & 0x0F));
}

}  // namespace marquee
