#include "controller.h"

#include <cstring>
#include <utility>

namespace marquee {

namespace {

// Table 6 (p. 24) at 270 kHz; data takes tADD longer.
constexpr uint32_t kInstructionUs = 37;
constexpr uint32_t kDataUs = 41;
constexpr uint32_t kHomeUs = 1520;
// The internal reset (p. 23) and figure 24.
constexpr uint32_t kResetUs = 10000;
constexpr uint32_t kPowerUpUs = 40000;
constexpr uint32_t kFirstFunctionUs = 4100;
constexpr uint32_t kSecondFunctionUs = 100;
constexpr uint8_t kInitialised = 3;

constexpr uint8_t kFunction = 0x20;
constexpr uint8_t kEightBits = 0x10;
constexpr uint8_t kEightBitNibble = 0x3;

// Chance values that are the same in every run.
uint8_t chance(uint32_t& state) {
  state = state * 1664525u + 1013904223u;
  return static_cast<uint8_t>(state >> 24);
}

}  // namespace

const char* name_of(LcdFault fault) {
  switch (fault) {
    case LcdFault::kSelectSetup: return "RS or RW changed with the rise of E";
    case LcdFault::kDataHold: return "data or RS changed with the fall of E";
    case LcdFault::kBusy: return "written while busy";
    case LcdFault::kPowerUp: return "written within 40 ms of power";
    case LcdFault::kInitialisation: return "figure 24 was not kept";
    case LcdFault::kRead: return "RW is high";
    case LcdFault::kUnknownAddress: return "no such DDRAM address";
  }
  return "";
}

void SimulatedHd44780::fault(LcdFault kind) {
  constexpr size_t kEnough = 1000;
  if (faults.size() < kEnough) faults.push_back(kind);
}

void SimulatedHd44780::power_on(uint64_t now_us, PowerOn kind) {
  std::vector<LcdFault> old_faults = std::move(faults);
  std::vector<Written> old_written = std::move(written);
  const bool recorded_writes = records_writes;
  *this = SimulatedHd44780{};
  faults = std::move(old_faults);
  written = std::move(old_written);
  records_writes = recorded_writes;
  powered_ = true;
  powered_at_us_ = now_us;
  busy_until_us_ = now_us + kResetUs;
  uint32_t state = static_cast<uint32_t>(now_us) * 2654435761u;
  for (uint8_t& row : cgram_) row = static_cast<uint8_t>(chance(state) & 0x1F);
  std::memset(ddram_, ' ', sizeof ddram_);
  if (kind == PowerOn::kReset) return;
  for (uint8_t& code : ddram_) code = chance(state);
  eight_bits_ = (chance(state) & 1) != 0;
  has_high_nibble_ = !eight_bits_ && (chance(state) & 1) != 0;
  high_nibble_ = static_cast<uint8_t>(chance(state) & 0x0F);
  display_on_ = (chance(state) & 1) != 0;
  two_lines_ = (chance(state) & 1) != 0;
  forwards_ = (chance(state) & 1) != 0;
  shifts_with_data_ = (chance(state) & 1) != 0;
  shift_ = static_cast<uint8_t>(chance(state) % 40);
}

void SimulatedHd44780::set_pins(const LcdPins& pins, uint64_t now_us) {
  const LcdPins before = pins_;
  pins_ = pins;
  if (!powered_) return;
  const bool selects_differ = pins.rs != before.rs || pins.rw != before.rw;
  if (pins.e && !before.e) {
    if (selects_differ) fault(LcdFault::kSelectSetup);
    rise(pins, now_us);
  } else if (before.e && pins.e) {
    latched_ = pins;
  } else if (before.e) {
    if (selects_differ || (!latched_.rw && pins.nibble != latched_.nibble)) fault(LcdFault::kDataHold);
    fall(now_us);
  }
}

void SimulatedHd44780::rise(const LcdPins& pins, uint64_t now_us) {
  latched_ = pins;
  ignores_pulse_ = now_us < busy_until_us_;
  if (pins.rw) return fault(LcdFault::kRead);
  if (now_us < powered_at_us_ + kPowerUpUs) return fault(LcdFault::kPowerUp);
  if (ignores_pulse_) fault(LcdFault::kBusy);
}

void SimulatedHd44780::fall(uint64_t now_us) {
  if (latched_.rw) return;
  check_initialisation(now_us);
  if (ignores_pulse_) return;
  if (eight_bits_) return execute(latched_.rs, static_cast<uint8_t>(latched_.nibble << 4 | 0x0F), now_us);
  if (!has_high_nibble_) {
    has_high_nibble_ = true;
    high_nibble_ = latched_.nibble;
    return;
  }
  has_high_nibble_ = false;
  execute(latched_.rs, static_cast<uint8_t>(high_nibble_ << 4 | latched_.nibble), now_us);
}

// Until the interface is known, three function sets at their distances and nothing else; every pulse counts, because a
// controller that came up in chance states may take two of them for one.
void SimulatedHd44780::check_initialisation(uint64_t now_us) {
  if (function_sets_ == kInitialised) return;
  const uint64_t distance = now_us - last_function_us_;
  const bool is_early = (function_sets_ == 1 && distance < kFirstFunctionUs) ||
                        (function_sets_ == 2 && distance < kSecondFunctionUs);
  if (latched_.rs || latched_.nibble != kEightBitNibble || is_early) fault(LcdFault::kInitialisation);
  last_function_us_ = now_us;
  function_sets_++;
}

void SimulatedHd44780::execute(bool is_data, uint8_t value, uint64_t now_us) {
  if (records_writes) written.push_back({now_us, is_data, in_cgram_, address_, value});
  busy_until_us_ = now_us + (is_data ? write_data(value) : instruct(value));
}

uint8_t SimulatedHd44780::neighbour(uint8_t address, bool forwards) const {
  if (in_cgram_) return static_cast<uint8_t>((address + (forwards ? 1 : 63)) & 0x3F);
  const uint8_t cells = line_cells();
  const uint8_t line = static_cast<uint8_t>(two_lines_ ? address & 0x40 : 0);
  const uint8_t column = static_cast<uint8_t>(address - line);
  const uint8_t other_line = static_cast<uint8_t>(two_lines_ ? line ^ 0x40 : 0);
  if (forwards) return column + 1 >= cells ? other_line : static_cast<uint8_t>(address + 1);
  return column == 0 ? static_cast<uint8_t>(other_line + cells - 1) : static_cast<uint8_t>(address - 1);
}

void SimulatedHd44780::move_shift(bool to_left) {
  const uint8_t cells = line_cells();
  shift_ = static_cast<uint8_t>((shift_ + (to_left ? 1 : cells - 1)) % cells);
}

uint32_t SimulatedHd44780::write_data(uint8_t value) {
  if (in_cgram_) {
    cgram_[address_ & 0x3F] = static_cast<uint8_t>(value & 0x1F);
  } else {
    ddram_[address_ & 0x7F] = value;
    if (shifts_with_data_) move_shift(forwards_);
  }
  address_ = neighbour(address_, forwards_);
  return kDataUs;
}

uint32_t SimulatedHd44780::instruct(uint8_t value) {
  if ((value & 0x80) != 0) {
    in_cgram_ = false;
    address_ = static_cast<uint8_t>(value & 0x7F);
    const uint8_t column = static_cast<uint8_t>(two_lines_ ? address_ & 0x3F : address_);
    if (column >= line_cells() && function_sets_ == kInitialised) fault(LcdFault::kUnknownAddress);
  } else if ((value & 0x40) != 0) {
    in_cgram_ = true;
    address_ = static_cast<uint8_t>(value & 0x3F);
  } else if ((value & kFunction) != 0) {
    eight_bits_ = (value & kEightBits) != 0;
    two_lines_ = (value & 0x08) != 0;
    has_high_nibble_ = false;
  } else if ((value & 0x10) != 0) {
    if ((value & 0x08) != 0) {
      move_shift((value & 0x04) == 0);
    } else {
      address_ = neighbour(address_, (value & 0x04) != 0);
    }
  } else if ((value & 0x08) != 0) {
    display_on_ = (value & 0x04) != 0;
  } else if ((value & 0x04) != 0) {
    forwards_ = (value & 0x02) != 0;
    shifts_with_data_ = (value & 0x01) != 0;
  } else if (value != 0) {
    if (value == 1) {
      std::memset(ddram_, ' ', sizeof ddram_);
      forwards_ = true;
    }
    in_cgram_ = false;
    address_ = 0;
    shift_ = 0;
    return kHomeUs;
  }
  return kInstructionUs;
}

}  // namespace marquee
