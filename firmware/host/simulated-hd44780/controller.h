#pragma once
// An HD44780U as its pins see it: DB4 to DB7, RS, RW and E (ADE-207-272). DB0 to DB3 are open and read as ones.

#include <stdint.h>

#include <vector>

#include "fault.h"

namespace marquee {

struct LcdPins {
  bool rs;
  bool rw;
  bool e;
  uint8_t nibble;  // DB7 is bit 3
};

// Whether the reset circuit saw the power rise as it must (p. 23); if not, everything holds chance values.
enum class PowerOn : uint8_t { kReset, kGarbage };

class SimulatedHd44780 {
 public:
  // One write that the controller executed, for tests that count.
  struct Written {
    uint64_t at_us;
    bool is_data;
    bool to_cgram;
    uint8_t address;  // of data
    uint8_t value;
  };

  void power_on(uint64_t now_us, PowerOn kind = PowerOn::kReset);
  void power_off() { powered_ = false; }
  // What the pins are when power comes, which is no edge.
  void start_with_pins(const LcdPins& pins) { pins_ = latched_ = pins; }
  void set_pins(const LcdPins& pins, uint64_t now_us);

  bool is_powered() const { return powered_; }
  bool shows() const { return powered_ && display_on_; }
  bool has_two_lines() const { return two_lines_; }
  // Cells by which the glass is shifted to the left.
  uint8_t shift() const { return shift_; }
  uint8_t ddram(uint8_t address) const { return ddram_[address & 0x7F]; }
  const uint8_t* cgram() const { return cgram_; }

  // The first thousand.
  std::vector<LcdFault> faults;
  // Only while it is asked for.
  bool records_writes = false;
  std::vector<Written> written;

 private:
  void fault(LcdFault kind);
  void rise(const LcdPins& pins, uint64_t now_us);
  void fall(uint64_t now_us);
  void check_initialisation(uint64_t now_us);
  void execute(bool is_data, uint8_t value, uint64_t now_us);
  uint32_t write_data(uint8_t value);
  uint32_t instruct(uint8_t value);
  uint8_t neighbour(uint8_t address, bool forwards) const;
  void move_shift(bool to_left);
  uint8_t line_cells() const { return two_lines_ ? 40 : 80; }

  LcdPins pins_{};
  LcdPins latched_{};
  uint64_t powered_at_us_ = 0;
  uint64_t busy_until_us_ = 0;
  uint64_t last_function_us_ = 0;
  uint8_t function_sets_ = 0;  // of figure 24, up to 3
  bool powered_ = false;
  bool ignores_pulse_ = false;
  bool eight_bits_ = true;
  bool two_lines_ = false;
  bool display_on_ = false;
  bool forwards_ = true;
  bool shifts_with_data_ = false;
  bool in_cgram_ = false;
  bool has_high_nibble_ = false;
  uint8_t high_nibble_ = 0;
  uint8_t address_ = 0;
  uint8_t shift_ = 0;
  uint8_t ddram_[128]{};
  uint8_t cgram_[64]{};
};

}  // namespace marquee
