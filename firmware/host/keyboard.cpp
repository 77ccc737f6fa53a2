#include "keyboard.h"

#include <unistd.h>

#include "../board/limits.h"

namespace marquee {

namespace {

void press(char key, PcPanel& panel) {
  if (key >= '1' && key <= '4') panel.press(std::string("button-") + key);
  if (key == '!') panel.press("button-1", 0, kForgetHoldMs + 1000);
  if (key == '@') panel.press("button-2", 0, kContrastHoldMs + 1000);
}

}  // namespace

Keyboard::Keyboard(int descriptor) : descriptor_(descriptor) {
  if (isatty(descriptor) == 0 || tcgetattr(descriptor, &before_) != 0) return;
  termios raw = before_;
  raw.c_lflag &= static_cast<tcflag_t>(~(ICANON | ECHO));
  is_open_ = tcsetattr(descriptor, TCSANOW, &raw) == 0;
}

Keyboard::~Keyboard() {
  if (is_open_) tcsetattr(descriptor_, TCSANOW, &before_);
}

bool Keyboard::read(PcPanel& panel) {
  char keys[64];
  const ssize_t count = ::read(descriptor_, keys, sizeof keys);
  for (ssize_t i = 0; i < count; i++) press(keys[i], panel);
  return count > 0;
}

}  // namespace marquee
