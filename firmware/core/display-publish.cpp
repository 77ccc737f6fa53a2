// The part of Display that puts into words what it publishes.
#include "display.h"
#include "text/words.h"

namespace marquee {

namespace {

void write_switch(const Switch& state, Writer& json) {
  json.put('{').member("state", word_at("OFF ON", state.on)).member("brightness", state.brightness).put('}');
}

void write_list(Text commas, Writer& json) {
  json.put('[');
  for (size_t start = 0; start < commas.size;) {
    size_t end = start;
    while (end < commas.size && commas[end] != ',') end++;
    if (start > 0) json.put(',');
    json.json({commas.data + start, end - start});
    start = end + 1;
  }
  json.put(']');
}

}  // namespace

bool is_same(const Screen& a, const Screen& b) {
  static_assert(sizeof(Screen) == 220, "no gaps");
  return memcmp(&a, &b, sizeof a) == 0;
}

bool Display::take_dirty(Retained retained) {
  if ((dirty_ & (1u << retained)) == 0) return false;
  dirty_ = static_cast<uint8_t>(dirty_ & ~(1u << retained));
  return true;
}

// Presence first, then what happened, then how things stand.
bool Display::next_publication(Publication& publication) {
  reports_.outbox().release();
  if (!connected_) return false;
  Writer topic(topic_, sizeof topic_);
  Writer payload(payload_, sizeof payload_);
  topic.put("displays/").put(nameplate_.id.view()).put('/');
  Event event;
  if ((dirty_ & (1u << kStatus)) == 0 && reports_.outbox().take(event)) {
    topic.put(event.topic);
    payload.put(event.payload);
    publication = {topic.text(), payload.text(), false};
    return true;
  }
  for (uint8_t i = 0; i < kRetainedCount; i++) {
    if (!take_dirty(static_cast<Retained>(i))) continue;
    write_retained(static_cast<Retained>(i), topic, payload);
    publication = {topic.text(), payload.text(), true};
    return true;
  }
  return false;
}

void Display::write_retained(Retained retained, Writer& topic, Writer& payload) const {
  topic.put(word_at("status about screen backlight led", retained));
  switch (retained) {
    case kStatus: payload.put("online"); break;
    case kAbout: write_about(payload); break;
    case kScreen: write_screen(payload); break;
    case kBacklightState: write_switch(backlight_, payload); break;
    case kLedState: write_switch(led_, payload); break;
    case kRetainedCount: break;
  }
}

namespace {

Writer& write_size(const Size& size, Writer& json) { return json.member("columns", size.columns).member("rows", size.rows); }

void write_hex(const char* name, const uint8_t* bytes, size_t count, Writer& json) {
  json.key(name).put('"').hex(bytes, count).put('"');
}

void write_unless_empty(const char* name, Text text, Writer& json) {
  if (!text.empty()) json.member(name, text);
}

}  // namespace

void Display::write_about(Writer& json) const {
  const Nameplate& own = nameplate_;
  json.put('{').member("protocol", 1).member("firmware", own.firmware.view()).member("board", own.board.view());
  write_size(settings_.size, json).member("rom", word_at("A00 A02", static_cast<size_t>(settings_.size.rom)));
  json.member("maxPayloadBytes", kMaxPayloadBytes);
  write_unless_empty("ip", own.ip.view(), json);
  write_unless_empty("mac", own.mac.view(), json);
  json.key("capabilities");
  write_list(own.capabilities.view(), json);
  json.put('}');
}

void Display::write_screen(Writer& json) const {
  const Screen& screen = published_;
  write_size(screen.size, json.put('{'));
  write_hex("cells", screen.picture.cells, screen.size.cells(), json);
  write_hex("cgram", screen.picture.cgram, kCgramBytes, json);
  json.member("backlight", word_at("on on off blink", static_cast<size_t>(screen.backlight)));
  write_unless_empty("messageId", screen.message_id.view(), json);
  write_unless_empty("page", screen.page.view(), json);
  json.put('}');
}

}  // namespace marquee
