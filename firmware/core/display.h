#pragma once
// One display: what arrives over MQTT goes in, what is on the glass and what is to be published comes out.
// Nothing here knows about sockets, LCDs or clocks; time is any millisecond counter, which may wrap.

#include "glass/cgram.h"
#include "protocol/router.h"
#include "protocol/settings.h"
#include "schedule/pages.h"
#include "schedule/queue.h"

namespace marquee {

// Who the display is. Printable ASCII; capabilities are separated by commas.
struct Identity {
  Text id;
  Text firmware;
  Text board;
  Text capabilities;
  Text ip;
  Text mac;
};

enum class BeginError : uint8_t { kNone, kSize, kId, kFirmware, kBoard, kCapabilities, kIp, kMac };

// What is to be published. The views are valid until the next call to the display.
struct Publication {
  Text topic;
  Text payload;
  bool retain;
};

// What the display keeps of its identity.
struct Nameplate {
  ShortText<kMaxNameBytes> id;
  ShortText<kMaxFirmwareBytes> firmware;
  ShortText<kMaxBoardBytes> board;
  ShortText<kMaxCapabilitiesBytes> capabilities;
  ShortText<kMaxIpBytes> ip;
  ShortText<kMaxMacBytes> mac;
};

// What is on the glass. Unused cells and bytes are zero, and `display-core.ts` reads it as it stands.
struct Screen {
  Size size;
  Picture picture;
  Backlight backlight;  // kOn, kOff or kBlink
  ShortText<kMaxIdBytes> message_id;
  ShortText<kMaxNameBytes> page;
};

bool is_same(const Screen& a, const Screen& b);

// All zeros is a valid display that has not begun, so it costs no flash as a static.
class Display {
 public:
  BeginError begin(const Identity& identity, const Size& size);

  // The link to the hub is up: everything that is retained is published again.
  void connected(uint32_t now_ms);
  // It is down: what happens from now on waits in the outbox, and pages for that come to the glass.
  void disconnected(uint32_t now_ms);
  void set_clock(int64_t unix_ms, uint32_t now_ms);
  void receive(Text topic, Text payload, uint32_t now_ms);
  // A payload that had no room in memory; `hash` is that of its bytes.
  void refuse_oversize(Text topic, uint8_t first_byte, uint32_t hash, uint32_t now_ms);
  void input(Text name, Text event, uint32_t now_ms);
  // Does what is due. Returns the milliseconds until it is to be called again, 1 to 60000.
  uint32_t tick(uint32_t now_ms);

  // The next thing to publish; false if there is none. Call until it is.
  bool next_publication(Publication& publication);
  // The last one did not go out. If it told what happened, it comes again after the next connection.
  void publication_failed() { reports_.outbox().put_back(); }
  // Time to publish, so that no ack is lost.
  bool is_outbox_filling() { return reports_.outbox().is_filling(); }
  void telemetry(const Telemetry& values) { reports_.telemetry(values); }
  void log(Text subject, Text line) { reports_.log(subject, line); }

  const Screen& screen() const { return screen_; }
  const Settings& settings() const { return settings_; }
  const Switch& backlight() const { return backlight_; }
  const Switch& led() const { return led_; }
  Counters& counters() { return reports_.counters; }
  Text id() const { return nameplate_.id.view(); }
  // True once after the command `restart`.
  bool take_restart();
  // The tune of the message on the glass, once; empty if there is none.
  Text take_sound();

 private:
  enum class Subject : uint8_t { kNothing, kGreeting, kPage, kMessage, kIdentity };
  enum Retained : uint8_t { kStatus, kAbout, kScreen, kBacklightState, kLedState, kRetainedCount };

  void take_message(Text payload);
  void take_page(Text topic, Text name, Text payload);
  void take_command(Text payload);
  void take_switch(Text payload, Switch& state, Retained retained, Text subject);
  void take_settings(Text payload);
  void refuse(const Fault& fault);
  void republish_all();

  uint32_t advance();
  Subject choose_subject() const;
  Sheet sheet();
  Sheet hint_sheet();
  const Message& shown() const;
  Millis elapsed() const;
  void show(Subject subject);
  void prepare(const Sheet& sheet);
  void draw(const Sheet& sheet);
  // What is on the glass beside its text: redrawn when it changes.
  struct Marks {
    Millis age;
    uint16_t step;
    uint16_t hint_step;
    bool is_stale;
  };
  Marks marks() const;
  bool has_hint_row() const { return shown().action_count > 0 && settings_.size.rows > 1; }
  Millis hub_age() const { return connected_ ? 0 : clock_.now() - disconnected_at_; }
  bool is_stale() const;
  Backlight wanted_backlight() const;
  void update_screen();
  Millis next_event() const;

  void mark(Retained retained) { dirty_ = static_cast<uint8_t>(dirty_ | (1u << retained)); }
  bool take_dirty(Retained retained);
  void write_retained(Retained retained, Writer& topic, Writer& payload) const;
  void write_about(Writer& json) const;
  void write_screen(Writer& json) const;

  // What is used most stands first and large buffers last: near addresses make shorter code.
  Clock clock_;
  Millis subject_since_;
  Millis identify_until_;
  Millis last_screen_at_;
  uint32_t subject_serial_;
  Millis disconnected_at_;
  Millis confirm_pages_at_;  // 0 = all are known to exist
  Marks marks_;
  Subject subject_;
  bool mentions_age_;
  bool must_draw_;
  bool greeted_;
  bool restart_;
  bool connected_;
  bool has_published_screen_;
  uint8_t dirty_;
  Switch backlight_;
  Switch led_;
  Message own_text_;  // how the greeting and the identity are drawn
  Layout layout_;
  Layout hints_;  // the row of a message with actions
  Cgram cgram_;
  Screen screen_;
  Screen published_;
  ShortText<kMaxNameBytes + 8> greeting_;
  Nameplate nameplate_;
  Settings settings_;
  Pages pages_;
  Queue queue_;
  Reports reports_;
  Draft draft_;
  Json json_;
  uint8_t topic_[kMaxTopicBytes];
  uint8_t payload_[kPublicationBytes];
};

}  // namespace marquee
