#include "module.h"

#include <cstring>

namespace marquee {

namespace {

constexpr uint32_t kBusByteUs = 90;

// Counts down to what is refused, once.
bool is_refused(bool& refuses, uint32_t& after) {
  if (!refuses) return false;
  if (after > 0) {
    after--;
    return false;
  }
  refuses = false;
  return true;
}

}  // namespace

void SimulatedModule::plug_in(PowerOn kind) {
  plugged_in_ = true;
  outputs_ = 0xFF;
  controller_.power_on(now_us_, kind);
  controller_.start_with_pins(pins_of(outputs_));
}

void SimulatedModule::unplug() {
  plugged_in_ = false;
  controller_.power_off();
}

void SimulatedModule::blink_power(PowerOn kind) {
  unplug();
  plug_in(kind);
}

void SimulatedModule::noise(bool rs, uint8_t nibble) {
  const LcdPins before = pins_of(outputs_);
  controller_.set_pins({rs, false, false, nibble}, now_us_);
  controller_.set_pins({rs, false, true, nibble}, now_us_);
  controller_.set_pins({rs, false, false, nibble}, now_us_);
  controller_.set_pins(before, now_us_);
}

LcdPins SimulatedModule::pins_of(uint8_t outputs) const {
  const Pins& pins = options_.pins;
  const auto high = [outputs](uint8_t output) { return (outputs >> output & 1) != 0; };
  const unsigned nibble = (high(pins.d7) ? 8u : 0) | (high(pins.d6) ? 4u : 0) | (high(pins.d5) ? 2u : 0) | (high(pins.d4) ? 1u : 0);
  return {high(pins.rs), high(pins.rw), high(pins.e), static_cast<uint8_t>(nibble)};
}

bool SimulatedModule::write(void* context, uint8_t address, const uint8_t* bytes, size_t count) {
  return static_cast<SimulatedModule*>(context)->take(address, bytes, count);
}

bool SimulatedModule::pass_byte() {
  now_us_ += kBusByteUs;
  bus_bytes++;
  return !is_refused(refuses_, refuse_after_);
}

bool SimulatedModule::pass_address() {
  return pass_byte() && !is_refused(refuses_transmission_, refuse_transmission_after_);
}

bool SimulatedModule::take(uint8_t address, const uint8_t* data, size_t count) {
  transmissions++;
  if (!pass_address() || !plugged_in_ || address != options_.address) return false;
  for (size_t i = 0; i < count; i++) {
    if (!pass_byte()) return false;
    outputs_ = data[i];
    controller_.set_pins(pins_of(outputs_), now_us_);
  }
  return true;
}

// Figures 4 to 11 (p. 10 to 12) and how makers cut them into four rows.
uint8_t SimulatedModule::address_of(uint8_t row, uint8_t column) const {
  const uint8_t columns = options_.size.columns;
  const uint8_t shift = controller_.shift();
  if (options_.size.rows == 1 && !options_.has_halves) {
    const uint8_t cells = controller_.has_two_lines() ? 40 : 80;
    return static_cast<uint8_t>((column + shift) % cells);
  }
  uint8_t line = static_cast<uint8_t>(row & 1);
  uint8_t place = static_cast<uint8_t>(column + (row >= 2 ? columns : 0));
  if (options_.has_halves) {
    line = column >= columns / 2 ? 1 : 0;
    place = static_cast<uint8_t>(column % (columns / 2));
  }
  return static_cast<uint8_t>(line * 0x40 + (place + shift) % 40);
}

SeenGlass SimulatedModule::seen() const {
  SeenGlass glass{};
  glass.size = options_.size;
  const bool output = (outputs_ >> options_.pins.backlight & 1) != 0;
  glass.backlight = plugged_in_ && output != options_.pins.backlight_is_low;
  std::memset(glass.picture.cells, ' ', sizeof glass.picture.cells);
  if (!controller_.shows()) return glass;
  std::memcpy(glass.picture.cgram, controller_.cgram(), sizeof glass.picture.cgram);
  const Size& size = options_.size;
  for (uint8_t i = 0; i < size.cells(); i++) {
    const uint8_t address = address_of(static_cast<uint8_t>(i / size.columns), static_cast<uint8_t>(i % size.columns));
    // In one-line mode nothing drives the second line.
    const bool is_second_line = (size.rows > 1 || options_.has_halves) && address >= 0x40;
    if (is_second_line && !controller_.has_two_lines()) continue;
    glass.picture.cells[i] = controller_.ddram(address);
  }
  return glass;
}

}  // namespace marquee
