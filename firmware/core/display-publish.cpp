// The part of Display that puts into words what it publishes.
#include "display.h"

namespace marquee {

namespace {

Text name_of(Backlight backlight) {
  if (backlight == Backlight::kBlink) return "blink";
  return backlight == Backlight::kOff ? Text("off") : Text("on");
}

Text name_of(Rom rom) { return rom == Rom::A02 ? Text("A02") : Text("A00"); }

void write_switch(const Switch& state, Writer& json) {
  json.put('{').key("state").json(state.on ? Text("ON") : Text("OFF")).key("brightness").number(state.brightness).put('}');
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
  return a.size == b.size && a.backlight == b.backlight && a.message_id.view() == b.message_id.view() &&
         a.page.view() == b.page.view() && memcmp(a.picture.cells, b.picture.cells, a.size.cells()) == 0 &&
         memcmp(a.picture.cgram, b.picture.cgram, kCgramBytes) == 0;
}

bool Display::take_dirty(Retained retained) {
  if ((dirty_ & (1u << retained)) == 0) return false;
  dirty_ = static_cast<uint8_t>(dirty_ & ~(1u << retained));
  return true;
}

// Presence first, then what happened, then how things stand.
bool Display::next_publication(Publication& publication) {
  if (!connected_) return false;
  Writer topic(topic_, sizeof topic_);
  Writer payload(payload_, sizeof payload_);
  topic.put("displays/").put(id_.view()).put('/');
  Event event;
  if ((dirty_ & (1u << kStatus)) == 0 && reports_.outbox().peek(event)) {
    topic.put(event.topic);
    payload.put(event.payload);
    reports_.outbox().pop();
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
  switch (retained) {
    case kStatus: topic.put("status"); payload.put("online"); break;
    case kAbout: topic.put("about"); write_about(payload); break;
    case kScreen: topic.put("screen"); write_screen(payload); break;
    case kBacklightState: topic.put("backlight"); write_switch(backlight_, payload); break;
    case kLedState: topic.put("led"); write_switch(led_, payload); break;
    case kRetainedCount: break;
  }
}

void Display::write_about(Writer& json) const {
  const Size& size = settings_.size;
  json.put('{').key("protocol").number(1).key("firmware").json(firmware_.view()).key("board").json(board_.view());
  json.key("columns").number(size.columns).key("rows").number(size.rows).key("rom").json(name_of(size.rom));
  json.key("maxPayloadBytes").number(kMaxPayloadBytes);
  if (!ip_.empty()) json.key("ip").json(ip_.view());
  if (!mac_.empty()) json.key("mac").json(mac_.view());
  json.key("capabilities");
  write_list(capabilities_.view(), json);
  json.put('}');
}

void Display::write_screen(Writer& json) const {
  const Screen& screen = published_;
  json.put('{').key("columns").number(screen.size.columns).key("rows").number(screen.size.rows);
  json.key("cells").put('"').hex(screen.picture.cells, screen.size.cells()).put('"');
  json.key("cgram").put('"').hex(screen.picture.cgram, kCgramBytes).put('"');
  json.key("backlight").json(name_of(screen.backlight));
  if (!screen.message_id.empty()) json.key("messageId").json(screen.message_id.view());
  if (!screen.page.empty()) json.key("page").json(screen.page.view());
  json.put('}');
}

}  // namespace marquee
