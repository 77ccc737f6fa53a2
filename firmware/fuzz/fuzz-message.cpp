// A whole display under any topics, payloads and steps of time. The input is a list of
// operations: what, how much later, and a payload with its length in front.
#include <stdlib.h>
#include <string.h>

#include "display.h"
#include "protocol/json-syntax.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

const char* const kTopics[] = {
    "displays/k/message",        "displays/all/message",     "displays/group/g/message", "displays/k/page/a",
    "displays/all/page/b",       "displays/group/g/page/a",  "displays/k/dismiss",       "displays/k/command",
    "displays/k/backlight/set",  "displays/k/led/set",       "displays/k/config",        "displays/other/message",
};
constexpr size_t kTopicCount = sizeof kTopics / sizeof kTopics[0];
constexpr uint8_t kOperations = kTopicCount + 6;

class Input {
 public:
  Input(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  bool empty() const { return at_ >= size_; }
  uint8_t byte() { return at_ < size_ ? data_[at_++] : uint8_t{0}; }
  Text bytes(size_t count) {
    const size_t start = at_ < size_ ? at_ : size_;
    const Text text = Text{data_ + start, size_ - start}.first(count);
    at_ = start + text.size;
    return text;
  }

 private:
  const uint8_t* data_;
  size_t size_;
  size_t at_ = 0;
};

bool ends_with(Text text, Text ending) { return text.size >= ending.size && text.from(text.size - ending.size) == ending; }

void check_publications(Display& display) {
  Publication publication;
  size_t count = 0;
  while (display.next_publication(publication)) {
    require(++count < kOutboxBytes);
    require(starts_with(publication.topic, "displays/k/") && publication.topic.size <= kMaxTopicBytes);
    require(publication.payload.size < kPublicationBytes);
    const bool is_word = ends_with(publication.topic, "/status") || ends_with(publication.topic, "/log");
    require(is_word || is_valid_json(publication.payload, 3));
  }
}

void check_screen(const Screen& screen) {
  require(is_supported(screen.size.columns, screen.size.rows));
  for (uint8_t i = 0; i < screen.size.cells(); i++) require(screen.picture.cells[i] >= 8);
  for (uint8_t row : screen.picture.cgram) require(row <= 0x1F);
  require(screen.backlight != Backlight::kUnset);
}

void operate(Display& display, Input& input, uint32_t now) {
  const uint8_t operation = input.byte() % kOperations;
  const size_t size = input.byte() + 256u * (input.byte() % 20u);
  const Text payload = input.bytes(size);
  if (operation < kTopicCount) return display.receive(Text::of(kTopics[operation]), payload, now);
  switch (operation - kTopicCount) {
    case 0: display.receive(payload.first(kMaxTopicBytes), payload, now); break;
    case 1: display.input(payload.first(kMaxNameBytes), "press", now); break;
    case 2: display.set_clock(static_cast<int64_t>(size) * 1000000000, now); break;
    case 3: display.connected(now); break;
    case 4: display.disconnected(now); break;
    default: display.refuse_oversize("displays/k/message", input.byte(), now, now); break;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  static Display display;
  memset(static_cast<void*>(&display), 0, sizeof display);
  Input input(data, length);
  Identity identity;
  identity.id = "k";
  const Size size{static_cast<uint8_t>(8 + input.byte() % 33), static_cast<uint8_t>(1 + input.byte() % 4),
                  input.byte() % 2 == 0 ? Rom::A00 : Rom::A02};
  if (display.begin(identity, size) != BeginError::kNone) return 0;
  uint32_t now = 0xFFFFF000u;  // wraps soon
  display.connected(now);
  while (!input.empty()) {
    now += input.byte() * 64u;
    operate(display, input, now);
    const uint32_t wait = display.tick(now);
    require(wait >= kMinTickMs && wait <= kMaxTickMs);
    check_screen(display.screen());
    if (input.byte() % 2 == 0) check_publications(display);
  }
  check_publications(display);
  return 0;
}
