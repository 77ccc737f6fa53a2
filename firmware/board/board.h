#pragma once
// A whole display: core, link, LCD and inputs put together. The same object runs on a chip and on a PC.

#include "../core/link/mqtt-user.h"
#include "limits.h"
#include "ports.h"

namespace marquee {

class Board final : public MqttUser {
 public:
  explicit Board(const BoardPorts& ports) : ports_(ports), link_(ports.hub, ports.random) {}

  // Once, before loop(). The secret is cut to kMaxSecretBytes; without one it connects without credentials.
  BeginError begin(const Identity& identity, const Size& size, Text secret);
  // Does what is due. Returns the milliseconds until it is to be called again if nothing arrives; 0 if something has.
  uint32_t loop(uint32_t now_ms);
  // Shows this instead of what the display shows, until null is given: a notice of the set-up, for example. The hub is not told.
  // It must outlive its use.
  void cover(const Screen* screen) { cover_ = screen; }
  // The one of the next connection and of those after it; as in begin().
  void use_secret(Text secret);
  // Connects anew at once, as after a change of the hub's address.
  void reconnect() { link_.restart(); }
  // Tells the hub that the display goes offline, and ends the connection.
  void stop();

  // Publishes `displays/<id>/sensor/<name>`, retained. `value` is a JSON value of up to kMaxSensorBytes.
  // False if the name is none or the link is not up: try again later.
  bool publish_sensor(Text name, Text value);
  // Sends a message to another display. False if the hub's configuration does not list it as a peer, or the link is not up.
  bool send_to_peer(Text peer, Text message);

  // A line for the hub's log; it waits until there is a connection.
  void log(Text subject, Text line) { display_.log(subject, line); }

  const Display& display() const { return display_; }
  const Link& link() const { return link_; }

 private:
  Login login() override;
  bool write_filter(size_t index, Writer& out) override;
  void received(Text topic, Text payload) override;
  void oversize(Text topic, uint8_t first_byte, uint32_t hash) override;
  void subscription_refused(Text filter) override;

  void follow_link();
  void come_up();
  void report_telemetry();
  void take_inputs();
  bool publish_what_is_due();
  uint32_t show();
  bool publish_below(Text id, Text path, Text name, Text payload, bool retain);
  void drop();

  BoardPorts ports_;
  Link link_;
  uint32_t now_ms_ = 0;
  uint32_t telemetry_at_ms_ = 0;
  Clock uptime_ = {};
  const Screen* cover_ = nullptr;
  bool was_up_ = false;
  // As the hub's configuration had it last; 0 leaves the LCD to be found.
  uint8_t i2c_address_ = 0;
  char id_[kMaxNameBytes + 1] = {};
  char secret_[kMaxSecretBytes + 1] = {};
  char will_topic_[kMaxTopicBytes + 1] = {};
  Display display_ = {};
};

}  // namespace marquee
