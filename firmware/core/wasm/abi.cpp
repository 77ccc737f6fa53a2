// What the WebAssembly module exports: one display per instance, and a layout for previews.
// Strings go in through `input`, one after the other; `display-core.ts` is the other side.

#include "../display.h"
#include "../protocol/hash.h"
#include "../text/utf8.h"

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

using namespace marquee;

namespace {

// `memory.ts` knows it, and kMaxPayloadBytes.
constexpr size_t kInputBytes = 6144;
static_assert(kInputBytes >= kMaxTopicBytes + kMaxPayloadBytes, "a topic and its payload arrive together");

uint8_t input[kInputBytes];
Display only_display;
Publication publication;
uint32_t payload_hash = kHashStart;

struct Preview {
  Layout layout;
  Cgram cgram;
  Substitutions substitutions;
  Size size;
  Sheet sheet;
};
Preview preview;

// Cuts the input into the strings that it holds.
class Strings {
 public:
  Text next(size_t size) {
    const Text text{input + at_, size};
    at_ += size;
    return text;
  }

 private:
  size_t at_ = 0;
};

// The compiler is not to know which display it is: addresses relative to it are shorter than those of each field.
Display& display() {
  Display* display = &only_display;
  asm("" : "+r"(display));
  return *display;
}

}  // namespace

EXPORT(input_address) uint8_t* input_address() { return input; }

EXPORT(begin)
uint32_t begin(uint32_t columns, uint32_t rows, uint32_t rom, size_t id, size_t firmware, size_t board, size_t capabilities,
               size_t ip, size_t mac) {
  Strings strings;
  // In the order of the braces.
  const Identity identity{strings.next(id),           strings.next(firmware), strings.next(board),
                          strings.next(capabilities), strings.next(ip),       strings.next(mac)};
  if (columns > kMaxColumns) columns = 0;  // not supported either, and fits a byte
  const Size size{static_cast<uint8_t>(columns), static_cast<uint8_t>(rows > kMaxRows ? 0 : rows), static_cast<Rom>(rom)};
  return static_cast<uint32_t>(display().begin(identity, size));
}

// Writes a topic filter over the input and returns its size; 0 after the last.
EXPORT(subscription) size_t subscription(size_t index) {
  if (index >= kSubscriptionCount) return 0;
  Writer out(input, kInputBytes);
  write_subscription(index, display().id(), out);
  return out.size();
}

EXPORT(connected) void connected(uint32_t now_ms) { display().connected(now_ms); }
EXPORT(disconnected) void disconnected(uint32_t now_ms) { display().disconnected(now_ms); }
EXPORT(set_clock) void set_clock(double unix_ms, uint32_t now_ms) { display().set_clock(static_cast<int64_t>(unix_ms), now_ms); }
EXPORT(tick) uint32_t tick(uint32_t now_ms) { return display().tick(now_ms); }

// Both return true when it is time to publish, so that no ack is lost.
EXPORT(receive) bool receive(size_t topic, size_t payload, uint32_t now_ms) {
  Strings strings;
  const Text name = strings.next(topic);
  Display& own = display();
  own.receive(name, strings.next(payload), now_ms);
  return own.is_outbox_filling();
}

// A payload that is larger than the input comes in parts.
EXPORT(hash_more_input) void hash_more_input(size_t size) { payload_hash = hash_more(payload_hash, {input, size}); }
EXPORT(refuse_oversize) bool refuse_oversize(size_t topic, uint32_t first_byte, uint32_t now_ms) {
  Display& own = display();
  own.refuse_oversize({input, topic}, static_cast<uint8_t>(first_byte), payload_hash, now_ms);
  payload_hash = kHashStart;
  return own.is_outbox_filling();
}

EXPORT(input_event) void input_event(size_t name, size_t event, uint32_t now_ms) {
  Strings strings;
  const Text input_name = strings.next(name);
  display().input(input_name, strings.next(event), now_ms);
}

EXPORT(telemetry) void telemetry(int32_t rssi, uint32_t heap, uint32_t uptime_s, uint32_t reconnects) {
  display().telemetry({rssi, heap, uptime_s, reconnects});
}

// How these two stand in memory, `display-core.ts` knows.
EXPORT(next_publication) const Publication* next_publication() {
  return display().next_publication(publication) ? &publication : nullptr;
}
EXPORT(screen) const Screen* screen() { return &display().screen(); }

EXPORT(take_restart) bool take_restart() { return display().take_restart(); }

// Writes the tune over the input and returns its size; 0 if there is none.
EXPORT(take_sound) size_t take_sound() {
  static_assert(kInputBytes >= kMaxSoundBytes, "a tune fits");
  return copy_text(display().take_sound(), input, kInputBytes);
}

// Lays out the input and returns the number of pages; a scrolling text has one, its first position. 0 if the size is
// not supported. The input must stay as it is until the last page is drawn.
EXPORT(layout)
uint32_t layout(uint32_t columns, uint32_t rows, uint32_t rom, size_t text, size_t title, size_t from, uint32_t align,
                uint32_t overflow) {
  if (!is_supported(columns, rows)) return 0;
  memset(&preview.cgram, 0, sizeof preview.cgram);
  preview.substitutions.clear();
  preview.size = {static_cast<uint8_t>(columns), static_cast<uint8_t>(rows), static_cast<Rom>(rom)};
  Strings strings;
  Sheet& sheet = preview.sheet;
  sheet.text = strings.next(text);
  sheet.title = strings.next(title);
  sheet.from = strings.next(from);
  sheet.align = static_cast<Align>(align);
  sheet.overflow = static_cast<Overflow>(overflow);
  preview.layout.prepare(sheet, preview.size);
  return sheet.overflow == Overflow::kPage ? preview.layout.steps() : 1;
}

EXPORT(layout_page) const Picture* layout_page(uint32_t page) {
  static Picture picture;
  Frame frame;
  preview.layout.draw(preview.sheet, static_cast<uint16_t>(page), frame);
  preview.cgram.render(frame, preview.size, picture, &preview.substitutions);
  return &picture;
}

// The characters that the pages drawn so far show as something else; 0 after the last.
EXPORT(substituted) uint32_t substituted(uint32_t index) {
  return index < preview.substitutions.count() ? preview.substitutions[static_cast<uint8_t>(index)] : 0;
}
