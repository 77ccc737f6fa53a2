#include "commands.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace marquee {

namespace {

constexpr unsigned long kMaxHoldMs = 60000;

Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string take_word(std::string& rest) {
  const size_t blank = rest.find(' ');
  const std::string word = rest.substr(0, blank);
  rest = blank == std::string::npos ? "" : rest.substr(blank + 1);
  return word;
}

}  // namespace

bool Commands::read(int descriptor, Device& device, PcPanel& panel, PrintedGlass& glass) {
  char bytes[1024];
  const ssize_t count = ::read(descriptor, bytes, sizeof bytes);
  if (count <= 0) return false;
  pending_.append(bytes, static_cast<size_t>(count));
  for (size_t end; (end = pending_.find('\n')) != std::string::npos;) {
    run(pending_.substr(0, end), device, panel, glass);
    pending_.erase(0, end + 1);
  }
  if (pending_.size() > kMaxLineBytes) pending_.clear();
  return true;
}

void Commands::run(const std::string& line, Device& device, PcPanel& panel, PrintedGlass& glass) {
  std::string rest = line;
  const std::string command = take_word(rest);
  bool is_done = true;
  if (command == "press") {
    is_done = panel.press(rest);
  } else if (command == "hold") {
    const std::string name = take_word(rest);
    const unsigned long ms = std::strtoul(rest.c_str(), nullptr, 10);
    is_done = ms > 0 && ms <= kMaxHoldMs && panel.press(name, 0, static_cast<uint32_t>(ms));
  } else if (command == "glass") {
    glass.print_codes();
  } else if (command == "send") {
    const std::string peer = take_word(rest);
    is_done = device.board().send_to_peer(text_of(peer), text_of(rest));
  } else if (command == "sensor") {
    const std::string name = take_word(rest);
    is_done = device.board().publish_sensor(text_of(name), text_of(rest));
  } else {
    is_done = false;
  }
  if (!is_done) std::fprintf(stderr, "virtual-display: not done: %s\n", line.c_str());
}

}  // namespace marquee
