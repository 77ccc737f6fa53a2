#include "display.h"

#include "protocol/hash.h"
#include "protocol/names.h"
#include "text/words.h"

namespace marquee {

namespace {

// In the order of BeginError, from kFirmware on. Their places in Nameplate are those of a ShortText.
struct NameplateRule {
  Text Identity::*text;
  uint16_t offset;
  uint16_t capacity;
};

constexpr NameplateRule kNameplateRules[] = {
    {&Identity::firmware, offsetof(Nameplate, firmware), kMaxFirmwareBytes},
    {&Identity::board, offsetof(Nameplate, board), kMaxBoardBytes},
    {&Identity::capabilities, offsetof(Nameplate, capabilities), kMaxCapabilitiesBytes},
    {&Identity::ip, offsetof(Nameplate, ip), kMaxIpBytes},
    {&Identity::mac, offsetof(Nameplate, mac), kMaxMacBytes},
};

}  // namespace

BeginError Display::begin(const Identity& identity, const Size& size) {
  if (!is_supported(size.columns, size.rows)) return BeginError::kSize;
  if (!is_display_id(identity.id)) return BeginError::kId;
  uint8_t error = static_cast<uint8_t>(BeginError::kFirmware);
  for (const NameplateRule& rule : kNameplateRules) {
    const Text text = identity.*rule.text;
    if (text.size > rule.capacity || !is_printable_ascii(text)) return static_cast<BeginError>(error);
    set_short_text(text, reinterpret_cast<uint8_t*>(&nameplate_) + rule.offset, rule.capacity);
    error++;
  }
  nameplate_.id.set(identity.id);
  settings_.size = size;
  settings_.brightness = 255;
  backlight_ = {true, 255};
  led_ = {false, 255};
  own_text_.align = Align::kCenter;
  own_text_.page_ms = kDefaultPageMs;
  own_text_.scroll_ms = kDefaultScrollMs;
  must_draw_ = true;
  Writer greeting(greeting_.bytes, sizeof greeting_.bytes);
  greeting.put("Marquee\n").put(identity.id);
  greeting_.size = static_cast<uint16_t>(greeting.size());
  advance();
  return BeginError::kNone;
}

void Display::connected(uint32_t now_ms) {
  clock_.advance(now_ms);
  if (!connected_ && disconnected_at_ != 0) confirm_pages_at_ = clock_.now() + kConfirmPagesMs;
  connected_ = true;
  advance();
  republish_all();
}

void Display::disconnected(uint32_t now_ms) {
  clock_.advance(now_ms);
  if (connected_) disconnected_at_ = clock_.now();
  connected_ = false;
  confirm_pages_at_ = 0;
  advance();
}

void Display::republish_all() {
  for (uint8_t i = 0; i < kRetainedCount; i++) mark(static_cast<Retained>(i));
  // The screen that goes out now counts for the limit on screens.
  last_screen_at_ = clock_.now();
  has_published_screen_ = true;
  published_ = screen_;
}

void Display::set_clock(int64_t unix_ms, uint32_t now_ms) {
  clock_.advance(now_ms);
  clock_.set_unix_time(unix_ms);
  advance();
}

uint32_t Display::tick(uint32_t now_ms) {
  clock_.advance(now_ms);
  return advance();
}

void Display::receive(Text topic, Text payload, uint32_t now_ms) {
  clock_.advance(now_ms);
  const Route to = route(topic, nameplate_.id.view());
  switch (to.kind) {
    case TopicKind::kMessage: take_message(payload); break;
    case TopicKind::kPage: take_page(topic, to.page, payload); break;
    case TopicKind::kDismiss:
      if (payload.empty()) {
        queue_.dismiss_current(clock_.now(), reports_);
      } else {
        queue_.dismiss(payload, clock_.now(), reports_);
      }
      break;
    case TopicKind::kCommand: take_command(payload); break;
    case TopicKind::kBacklightSet: take_switch(payload, backlight_, kBacklightState, "backlight/set"); break;
    case TopicKind::kLedSet: take_switch(payload, led_, kLedState, "led/set"); break;
    case TopicKind::kConfig: take_settings(payload); break;
    case TopicKind::kOther: return;
  }
  advance();
}

void Display::take_message(Text payload) {
  if (payload.empty()) {
    greeted_ = true;
    return queue_.dismiss_all(clock_.now(), reports_);
  }
  if (payload.size > kMaxPayloadBytes) reports_.counters.oversize++;
  const Fault fault = parse_message(payload, json_, draft_);
  if (fault) return refuse(fault);
  greeted_ = true;
  queue_.add(draft_, clock_, reports_);
}

void Display::take_page(Text topic, Text name, Text payload) {
  const uint32_t topic_hash = hash_of(topic);
  if (payload.empty()) return pages_.remove(topic_hash, clock_.now());
  if (payload.size > kMaxPayloadBytes) reports_.counters.oversize++;
  Fault fault = parse_page(payload, json_, draft_);
  if (!fault && !pages_.put(topic_hash, name, draft_, clock_)) {
    fault.code = ErrorCode::kQueueFull;
    reports_.counters.dropped++;
  }
  if (fault) refuse(fault);
}

// Nothing is refused in silence: the ack names the code and the field.
void Display::refuse(const Fault& fault) {
  uint8_t id_bytes[kMaxIdBytes];
  Writer id(id_bytes, sizeof id_bytes);
  write_ack_id(draft_.text(draft_.message.id), draft_.message.hash, id);
  uint8_t reason_bytes[kMaxFieldBytes + 32];
  Writer reason(reason_bytes, sizeof reason_bytes);
  reason.put(name_of(fault.code));
  if (!fault.field.empty()) reason.put(':').put(fault.field.view());
  reports_.ack(id.text(), AckState::kRejected, reason.text(), 0);
}

void Display::refuse_oversize(Text topic, uint8_t first_byte, uint32_t hash, uint32_t now_ms) {
  clock_.advance(now_ms);
  const TopicKind kind = route(topic, nameplate_.id.view()).kind;
  if (kind == TopicKind::kOther) return;
  reports_.counters.oversize++;
  Fault fault;
  fault.code = ErrorCode::kPayloadTooLarge;
  if (kind != TopicKind::kMessage && kind != TopicKind::kPage) return reports_.log("oversize", topic);
  if (first_byte != '{') {
    fault.code = ErrorCode::kTooLong;
    fault.field.set("text");
  }
  draft_.message.id = {0, 0};
  draft_.message.hash = hash;
  refuse(fault);
  advance();
}

void Display::take_command(Text payload) {
  switch (number_of_word("clear identify restart refresh", payload)) {
    case 0:
      greeted_ = true;
      queue_.dismiss_all(clock_.now(), reports_);
      break;
    case 1:
      identify_until_ = clock_.now() + kIdentifyMs;
      queue_.pause(clock_.now());
      break;
    case 2: restart_ = true; break;
    case 3: republish_all(); break;
    default: reports_.log("command", "not known");
  }
}

void Display::take_switch(Text payload, Switch& state, Retained retained, Text subject) {
  const Fault fault = parse_switch(payload, json_, state);
  if (fault) return reports_.log(subject, name_of(fault.code), fault.field.view());
  mark(retained);
}

void Display::take_settings(Text payload) {
  if (payload.empty()) return;
  const Size before = settings_.size;
  const uint8_t brightness = settings_.brightness;
  const Fault fault = parse_settings(payload, json_, settings_);
  if (fault) return reports_.log("config", name_of(fault.code), fault.field.view());
  if (settings_.brightness != brightness) {
    backlight_.brightness = settings_.brightness;
    mark(kBacklightState);
  }
  if (settings_.size == before) return;
  must_draw_ = true;
  mark(kAbout);
}

void Display::input(Text name, Text event, uint32_t now_ms) {
  clock_.advance(now_ms);
  reports_.input(name, event);
  if (event == "press" && subject_ == Subject::kMessage) queue_.answer(name, clock_.now(), reports_);
  advance();
}

bool Display::take_restart() {
  const bool restart = restart_;
  restart_ = false;
  return restart;
}

Text Display::take_sound() {
  if (subject_ != Subject::kMessage) return {};
  return queue_.take_sound();
}

}  // namespace marquee
