// What the WebAssembly module exports: one display per instance, and a layout for previews.
// Strings go in through `input`, one after the other; `display-core.ts` is the other side.

#include "../display.h"
#include "../protocol/hash.h"
#include "../text/utf8.h"

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

using namespace marquee;

namespace {

constexpr size_t kInputBytes = 6144;
static_assert(kInputBytes >= kMaxTopicBytes + kMaxPayloadBytes, "a topic and its payload arrive together");

// The same layout in `display-core.ts`.
struct FlatScreen {
  uint8_t cells[kMaxCells];
  uint8_t cgram[kCgramBytes];
  uint8_t columns, rows, rom, backlight;
  uint8_t message_id_size, page_size;
  uint8_t message_id[kMaxIdBytes];
  uint8_t page[kMaxNameBytes];
};
static_assert(sizeof(FlatScreen) == 218, "no gaps");

struct FlatPublication {
  const uint8_t* topic;
  size_t topic_size;
  const uint8_t* payload;
  size_t payload_size;
  uint32_t retain;
};

uint8_t input[kInputBytes];
Display display;
FlatScreen flat_screen;
FlatPublication flat_publication;
uint32_t payload_hash;

struct Preview {
  Layout layout;
  Cgram cgram;
  Substitutions substitutions;
  Size size;
  size_t text_size, title_size, from_size;
  Align align;
  Overflow overflow;

  Sheet sheet() const {
    Sheet sheet;
    sheet.text = {input, text_size};
    sheet.title = {input + text_size, title_size};
    sheet.from = {input + text_size + title_size, from_size};
    sheet.align = align;
    sheet.overflow = overflow;
    return sheet;
  }
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

void copy(Text from, uint8_t* to, uint8_t& size) {
  size = static_cast<uint8_t>(from.size);
  memcpy(to, from.data, from.size);
}

}  // namespace

EXPORT(input_address) uint8_t* input_address() { return input; }
EXPORT(input_capacity) size_t input_capacity() { return kInputBytes; }
EXPORT(max_payload_bytes) size_t max_payload_bytes() { return kMaxPayloadBytes; }

EXPORT(begin)
uint32_t begin(uint32_t columns, uint32_t rows, uint32_t rom, size_t id, size_t firmware, size_t board, size_t capabilities,
               size_t ip, size_t mac) {
  if (!is_supported(columns, rows)) return static_cast<uint32_t>(BeginError::kSize);
  Strings strings;
  Identity identity;
  identity.id = strings.next(id);
  identity.firmware = strings.next(firmware);
  identity.board = strings.next(board);
  identity.capabilities = strings.next(capabilities);
  identity.ip = strings.next(ip);
  identity.mac = strings.next(mac);
  const Size size{static_cast<uint8_t>(columns), static_cast<uint8_t>(rows), static_cast<Rom>(rom)};
  return static_cast<uint32_t>(display.begin(identity, size));
}

// Writes a topic filter over the input and returns its size; 0 after the last.
EXPORT(subscription) size_t subscription(size_t index) {
  if (index >= kSubscriptionCount) return 0;
  Writer out(input, kInputBytes);
  write_subscription(index, display.id(), out);
  return out.size();
}

EXPORT(connected) void connected(uint32_t now_ms) { display.connected(now_ms); }
EXPORT(set_clock) void set_clock(double unix_ms, uint32_t now_ms) { display.set_clock(static_cast<int64_t>(unix_ms), now_ms); }
EXPORT(tick) uint32_t tick(uint32_t now_ms) { return display.tick(now_ms); }

EXPORT(receive) void receive(size_t topic, size_t payload, uint32_t now_ms) {
  Strings strings;
  const Text name = strings.next(topic);
  display.receive(name, strings.next(payload), now_ms);
}

EXPORT(hash_start) void hash_start() { payload_hash = kHashStart; }
EXPORT(hash_more_input) void hash_more_input(size_t size) { payload_hash = hash_more(payload_hash, {input, size}); }
EXPORT(refuse_oversize) void refuse_oversize(size_t topic, uint32_t first_byte, uint32_t now_ms) {
  display.refuse_oversize({input, topic}, static_cast<uint8_t>(first_byte), payload_hash, now_ms);
}

EXPORT(input_event) void input_event(size_t name, size_t event, uint32_t now_ms) {
  Strings strings;
  const Text input_name = strings.next(name);
  display.input(input_name, strings.next(event), now_ms);
}

EXPORT(telemetry) void telemetry(int32_t rssi, uint32_t heap, uint32_t uptime_s, uint32_t reconnects) {
  display.telemetry({rssi, heap, uptime_s, reconnects});
}

EXPORT(is_outbox_filling) bool is_outbox_filling() { return display.is_outbox_filling(); }

EXPORT(next_publication) const FlatPublication* next_publication() {
  Publication publication;
  if (!display.next_publication(publication)) return nullptr;
  flat_publication = {publication.topic.data, publication.topic.size, publication.payload.data, publication.payload.size,
                      publication.retain};
  return &flat_publication;
}

EXPORT(screen) const FlatScreen* screen() {
  const Screen& now = display.screen();
  FlatScreen& flat = flat_screen;
  memcpy(flat.cells, now.picture.cells, kMaxCells);
  memcpy(flat.cgram, now.picture.cgram, kCgramBytes);
  flat.columns = now.size.columns;
  flat.rows = now.size.rows;
  flat.rom = static_cast<uint8_t>(now.size.rom);
  flat.backlight = static_cast<uint8_t>(now.backlight);
  copy(now.message_id.view(), flat.message_id, flat.message_id_size);
  copy(now.page.view(), flat.page, flat.page_size);
  return &flat;
}

EXPORT(take_restart) bool take_restart() { return display.take_restart(); }

// Lays out the input and returns the number of pages; a scrolling text has one, its first position. 0 if the size is
// not supported. The input must stay as it is until the last page is drawn.
EXPORT(layout)
uint32_t layout(uint32_t columns, uint32_t rows, uint32_t rom, size_t text, size_t title, size_t from, uint32_t align,
                uint32_t overflow) {
  if (!is_supported(columns, rows)) return 0;
  memset(&preview.cgram, 0, sizeof preview.cgram);
  preview.substitutions.clear();
  preview.size = {static_cast<uint8_t>(columns), static_cast<uint8_t>(rows), static_cast<Rom>(rom)};
  preview.text_size = text;
  preview.title_size = title;
  preview.from_size = from;
  preview.align = static_cast<Align>(align);
  preview.overflow = static_cast<Overflow>(overflow);
  preview.layout.prepare(preview.sheet(), preview.size);
  return preview.overflow == Overflow::kPage ? preview.layout.steps() : 1;
}

EXPORT(layout_page) const Picture* layout_page(uint32_t page) {
  static Picture picture;
  Frame frame;
  preview.layout.draw(preview.sheet(), static_cast<uint16_t>(page), frame);
  preview.cgram.render(frame, preview.size, picture, &preview.substitutions);
  return &picture;
}

// The characters that the pages drawn so far show as something else; 0 after the last.
EXPORT(substituted) uint32_t substituted(uint32_t index) {
  return index < preview.substitutions.count() ? preview.substitutions[static_cast<uint8_t>(index)] : 0;
}
