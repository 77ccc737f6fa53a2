#pragma once
// A whole display whose clock the test moves, as a board's loop would.

#include <string>
#include <vector>

#include "display.h"
#include "harness.h"

namespace marquee {

class DisplayBench {
 public:
  explicit DisplayBench(const Size& size = {16, 2, Rom::A00}) {
    Identity identity;
    identity.id = "k";
    CHECK(display.begin(identity, size) == BeginError::kNone);
    display.connected(now);
    acks();
  }

  DisplayBench& send(const std::string& path, const std::string& payload) {
    display.receive(text("displays/k/" + path), text(payload), now);
    return *this;
  }
  DisplayBench& press(const std::string& name) {
    display.input(text(name), "press", now);
    return *this;
  }
  DisplayBench& pass(uint32_t ms) {
    const uint32_t end = now + ms;
    for (uint32_t wait = display.tick(now); wait <= end - now; wait = display.tick(now)) now += wait;
    now = end;
    display.tick(now);
    return *this;
  }

  // Without the blanks at its end; CGRAM as `#`.
  std::string row(uint8_t number = 0) const {
    const Screen& screen = display.screen();
    std::string row;
    for (uint8_t i = 0; i < screen.size.columns; i++) {
      const uint8_t code = screen.picture.cells[number * screen.size.columns + i];
      row += code < 16 ? '#' : static_cast<char>(code);
    }
    row.erase(row.find_last_not_of(' ') + 1);
    return row;
  }
  std::string sound() {
    const Text tune = display.take_sound();
    return {tune.data, tune.data + tune.size};
  }
  // The payloads of the acks since the last call.
  std::vector<std::string> acks() {
    std::vector<std::string> found;
    Publication publication;
    while (display.next_publication(publication)) {
      if (publication.topic == "displays/k/ack") found.push_back({publication.payload.data, publication.payload.data + publication.payload.size});
    }
    return found;
  }

  Display display = {};
  uint32_t now = 0xFFFFF000u;  // wraps on the way

 private:
  static Text text(const std::string& string) { return {reinterpret_cast<const uint8_t*>(string.data()), string.size()}; }
};

}  // namespace marquee
