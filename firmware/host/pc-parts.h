#pragma once
// The parts of a board as a PC has them.

#include <deque>
#include <string>

#include "../board/ports.h"

namespace marquee {

// The system's own random bytes.
class PcRandom final : public Random {
 public:
  uint32_t next() override;
};

class PcSystem final : public System {
 public:
  int32_t rssi() override { return 0; }
  uint32_t free_heap() override;
  int64_t unix_ms() override;
  void restart() override { must_restart_ = true; }
  bool must_restart() const { return must_restart_; }

 private:
  bool must_restart_ = false;
};

// Inputs from the standard input, and what people would see and hear as lines on the standard output.
class PcPanel final : public Panel {
 public:
  explicit PcPanel(bool is_silent) : is_silent_(is_silent) {}

  // A press, and its release at once.
  void press(const std::string& name);

  bool next_input(Text& name, Text& event, uint32_t now_ms) override;
  void set_led(const Switch& led) override;
  void play(Text tune, uint32_t now_ms) override;

 private:
  struct Event {
    std::string name;
    bool is_press;
  };

  bool is_silent_;
  Switch led_ = {};
  std::deque<Event> waiting_;
  std::string name_;
};

}  // namespace marquee
