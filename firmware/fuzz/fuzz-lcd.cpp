// Any pictures, sizes, delays and disturbances: the driver keeps within its bounds and the glass comes right in the end.
#include <stdlib.h>
#include <string.h>

#include "host/simulated-hd44780/module.h"
#include "lcd/lcd.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

constexpr Size kSizes[] = {{16, 2, Rom::A00}, {20, 4, Rom::A00}, {16, 4, Rom::A00}, {40, 2, Rom::A00}, {16, 1, Rom::A00}, {8, 1, Rom::A00}};

class Input {
 public:
  Input(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  bool empty() const { return at_ >= size_; }
  uint8_t next() { return empty() ? uint8_t{0} : data_[at_++]; }

 private:
  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
};

struct Run {
  SimulatedModule module;
  Lcd lcd{};
  Picture wanted{};
  bool disturbed = false;

  explicit Run(const ModuleOptions& options) : module(options) {
    lcd.begin(module.port(), {});
    memset(wanted.cells, ' ', sizeof wanted.cells);
    lcd.show(wanted, module.size());
  }

  void step(uint64_t pause_us) {
    const uint64_t before = module.now_us();
    require(lcd.step(static_cast<uint32_t>(before)) <= kMaxStepUs);
    require(module.now_us() - before <= 10000);
    module.advance_to(module.now_us() + pause_us);
  }

  void take(Input& input) {
    const uint8_t kind = input.next();
    const uint8_t value = input.next();
    const uint8_t cells = module.size().cells();
    switch (kind % 10) {
      case 0: module.refuse_after(value); break;
      case 1: module.refuse_transmission_after(value % 16); break;
      case 2:
        module.noise((value & 0x10) != 0, value & 0x0F);
        break;
      case 3: module.blink_power(value % 2 == 0 ? PowerOn::kReset : PowerOn::kGarbage); break;
      case 4: module.unplug(); break;
      case 5: module.plug_in(value % 2 == 0 ? PowerOn::kReset : PowerOn::kGarbage); break;
      case 6: wanted.cgram[value % kCgramBytes] = static_cast<uint8_t>(input.next() & 0x1F); break;
      case 7: wanted.cells[value % cells] = input.next(); break;
      case 8: lcd.set_backlight(value % 2 == 0); break;
      default:
        for (uint8_t i = 0; i < value % 32; i++) step(value * 20u);
        return;
    }
    if (kind % 10 < 6) disturbed = true;
    lcd.show(wanted, module.size());
  }

  void require_glass() {
    const SeenGlass seen = module.seen();
    for (uint8_t i = 0; i < module.size().cells(); i++) {
      const uint8_t code = wanted.cells[i];
      require(seen.picture.cells[i] == code);
      if (code < 16) require(memcmp(seen.picture.cgram + code % 8 * 8, wanted.cgram + code % 8 * 8, 8) == 0);
    }
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  Input input(data, length);
  const Size size = kSizes[input.next() % (sizeof kSizes / sizeof kSizes[0])];
  Run run({size, 0x27, kCommonPins, size.columns == 16 && size.rows == 1});
  while (!input.empty()) run.take(input);
  if (run.disturbed) {
    // Whatever happened, a plug that is in and one refresh heal it. A refusal that is still to come is met first.
    run.module.refuse_after(0);
    run.module.refuse_transmission_after(0);
    run.module.plug_in(PowerOn::kGarbage);
    run.wanted.cells[0] = static_cast<uint8_t>(run.wanted.cells[0] ^ 1);
    run.lcd.show(run.wanted, size);
    run.module.advance_to(run.module.now_us() + kRefreshUs);
  }
  for (int i = 0; i < 400; i++) run.step(20000);
  require(run.lcd.is_idle());
  run.require_glass();
  if (!run.disturbed) require(run.module.controller().faults.empty());
  return 0;
}
