#include "lcd.h"

#include <string.h>

#include "address-scan.h"
#include "instructions.h"

namespace marquee {

namespace {

constexpr uint8_t kNoCursor = 0xFF;
// The largest piece between two looks at the budget: a cursor and a cell, with changes of RS.
constexpr size_t kCellBytes = 10;

}  // namespace

void Lcd::begin(const I2cPort& port, const LcdOptions& options) {
  *this = Lcd{};
  backpack_.port = port;
  backpack_.pins = options.pins;
  backpack_.backlight = true;
  single_row_ = options.single_row;
  fixed_address_ = options.address;
  must_clear_ = true;
  start(Phase::kSearch, 0);
}

void Lcd::set_address(uint8_t address) {
  if (address == fixed_address_) return;
  fixed_address_ = address;
  if (is_found() && (address == 0 || address == backpack_.address)) return;
  scan_index_ = 0;
  must_clear_ = true;
  if (phase_ != Phase::kOff) start(Phase::kSearch, 0);
}

void Lcd::show(const Picture& picture, const Size& size) {
  const Geometry geometry = make_geometry(size.columns, size.rows, single_row_);
  const bool is_new_size = !(geometry == geometry_);
  if (!is_new_size && memcmp(&picture, &wanted_, sizeof picture) == 0) return;
  wanted_ = picture;
  size_ = size;
  geometry_ = geometry;
  settled_ = false;
  if (!is_new_size) return;
  must_clear_ = true;
  row_ = 0;
  // What is under way keeps its time.
  if (phase_ > Phase::kWake) phase_ = Phase::kWake;
}

void Lcd::set_backlight(bool on) { backpack_.backlight = on; }

void Lcd::start(Phase phase, uint32_t wait_us) {
  phase_ = phase;
  due_us_ = now_us_ + wait_us;
}

void Lcd::lose() {
  i2c_errors_++;
  start(Phase::kSearch, kRetryUs);
}

uint32_t Lcd::step(uint32_t now_us) {
  const uint32_t passed = has_clock_ ? now_us - last_us_ : 0;
  if (passed < 0x80000000u) now_us_ += passed;
  last_us_ = now_us;
  has_clock_ = true;
  if (phase_ == Phase::kOff) return kMaxStepUs;
  if (now_us_ >= due_us_) {
    NibbleStream out(backpack_);
    switch (phase_) {
      case Phase::kSearch: probe(); break;
      case Phase::kWake: wake(out); break;
      case Phase::kFunction: set_function(out); break;
      case Phase::kClear: clear(out); break;
      case Phase::kEntry: enter(out); break;
      default: run(out);
    }
  }
  if (phase_ == Phase::kRun && !settled_) return 0;
  const uint64_t at = phase_ == Phase::kRun ? refresh_us_ : due_us_;
  if (at <= now_us_) return 0;
  return at - now_us_ < kMaxStepUs ? static_cast<uint32_t>(at - now_us_) : kMaxStepUs;
}

// Asks one address. The search begins where the LCD was last.
void Lcd::probe() {
  const uint8_t address = fixed_address_ != 0 ? fixed_address_ : scan_address(scan_index_);
  if (backpack_.port.write(backpack_.port.context, address, nullptr, 0)) {
    backpack_.address = address;
    has_been_found_ = true;
    // It may have been plugged in just now.
    return start(Phase::kWake, kPowerUpUs);
  }
  scan_index_ = static_cast<uint8_t>((scan_index_ + 1) % kScanAddresses);
  const bool is_round_over = fixed_address_ != 0 || scan_index_ == 0;
  start(Phase::kSearch, is_round_over ? kSearchUs : 0);
}

void Lcd::finish(NibbleStream& out) {
  if (!out.send()) lose();
}

// Figure 24, which also brings a controller back that lost or got a nibble. In that case the first nibble completes an
// instruction that nobody knows, hence the wait for the longest one.
void Lcd::wake(NibbleStream& out) {
  out.release();
  out.nibble(Register::kInstruction, kEightBitNibble);
  if (!out.send()) return lose();
  start(Phase::kFunction, out.time_us() + kWakeUs);
}

// In one transmission: a controller that was in step has a single line until the end of it, too short to be seen.
void Lcd::set_function(NibbleStream& out) {
  constexpr uint8_t kNibbles[] = {kEightBitNibble, kEightBitNibble, kFourBitNibble};
  for (uint8_t value : kNibbles) {
    out.nibble(Register::kInstruction, value);
    out.repeat();
  }
  out.instruction(geometry_.two_lines() ? kTwoLines : kOneLine);
  if (must_clear_) {
    out.repeat();
    out.instruction(kDisplayOff);
  }
  if (!out.send()) return lose();
  start(Phase::kClear, out.time_us());
}

// A glass that shows something keeps it: going home undoes a shift and is not seen.
void Lcd::clear(NibbleStream& out) {
  out.instruction(must_clear_ ? kClear : kHome);
  if (!out.send()) return lose();
  start(Phase::kEntry, out.time_us() + kClearUs);
}

void Lcd::enter(NibbleStream& out) {
  out.instruction(kEntryRightwards);
  if (!out.send()) return lose();
  if (must_clear_) {
    glass_.cleared();
  } else {
    glass_.lost();
  }
  must_clear_ = false;
  display_is_on_ = false;
  settled_ = false;
  cursor_ = 0;
  refresh_us_ = now_us_ + kRefreshUs;
  start(Phase::kRun, out.time_us());
}

bool Lcd::backlight_is_due() const {
  const uint8_t output = bit(backpack_.pins.backlight);
  return ((backpack_.outputs & output) != 0) != (backpack_.backlight != backpack_.pins.backlight_is_low);
}

void Lcd::run(NibbleStream& out) {
  if (now_us_ >= refresh_us_) return start(Phase::kWake, 0);
  if (!settled_) {
    // After a power cut the memory may hold anything, so the display comes on when all of it is known.
    if (!display_is_on_ && glass_.knows_cells(size_.cells())) {
      out.instruction(kDisplayOn);
      display_is_on_ = true;
    }
    const GlassCopy::Work work = glass_.next(wanted_, size_, row_);
    switch (work.kind) {
      case GlassCopy::Work::kSlot: write_slot(out, work.number); break;
      case GlassCopy::Work::kRow: write_row(out, work.number); break;
      case GlassCopy::Work::kNothing: settled_ = display_is_on_;
    }
  }
  if (out.bytes() == 0 && backlight_is_due()) out.repeat();
  finish(out);
}

void Lcd::write_slot(NibbleStream& out, uint8_t slot) {
  const uint8_t* rows = wanted_.cgram + slot * size_t{kGlyphRows};
  out.instruction(static_cast<uint8_t>(kCgramAddress | slot * kGlyphRows));
  for (uint8_t i = 0; i < kGlyphRows; i++) out.byte(Register::kData, rows[i]);
  glass_.wrote_slot(slot, rows);
  cursor_ = kNoCursor;
}

void Lcd::write_row(NibbleStream& out, uint8_t row) {
  const uint8_t pending = glass_.pending_slots(wanted_, size_.cells());
  row_ = row;
  for (uint8_t column = 0; column < size_.columns; column++) {
    const uint8_t cell = static_cast<uint8_t>(row * size_.columns + column);
    if (!glass_.is_due(wanted_, cell, pending)) continue;
    if (out.bytes() + kCellBytes > kStepBytes) return;
    const uint8_t address = geometry_.address_of(cell);
    if (cursor_ != address) out.instruction(static_cast<uint8_t>(kDdramAddress | address));
    out.byte(Register::kData, wanted_.cells[cell]);
    glass_.wrote_cell(cell, wanted_.cells[cell]);
    // At the end of a line the counter is elsewhere, but no cell is here either.
    cursor_ = static_cast<uint8_t>(address + 1);
  }
  row_ = static_cast<uint8_t>((row + 1) % size_.rows);
}

}  // namespace marquee
