#if defined(ESP32) || defined(ESP8266)

#include "hub-dialer.h"

#include "discovery.h"

namespace marquee {

namespace {

template <size_t Size>
void set_string(Text text, char (&out)[Size]) {
  out[copy_text(text, reinterpret_cast<uint8_t*>(out), Size - 1)] = 0;
}

}  // namespace

void HubDialer::joined() {
  start_time();
  begin_discovery(parts_.name);
}

bool HubDialer::discover(HubEndpoint& hub) { return discover_hub(hub); }

void HubDialer::take(const HubEndpoint& hub) {
  set_string(hub.host.view(), host_);
  set_string(hub.path.view(), path_);
  is_secure_ = hub.tls;
  parts_.socket.configure(hub, parts_.authority);
  parts_.update_socket.configure(hub, parts_.authority);
  parts_.update_connection.set_hub(host_, hub.port);
  parts_.web_socket.set_tcp(parts_.socket.client());
  parts_.web_socket.set_path(path_);
  hub_->set_address({host_, hub.port});
  has_hub_ = true;
}

Progress HubDialer::dial(const char* host, uint16_t port) {
#ifdef ESP32
  char address[16];
  // Its look-up of names knows none that end in .local. TLS keeps the name, which stands in the certificate.
  IPAddress found;
  if (!is_secure_ && resolve_local(host, found)) {
    Writer out(reinterpret_cast<uint8_t*>(address), sizeof address - 1);
    for (int i = 0; i < 4; i++) out.put(i > 0 ? "." : "").number(found[i]);
    address[out.size()] = 0;
    host = address;
  }
#endif
  fault_ = parts_.socket.dial(host, port);
  return fault_ == DialFault::kNone ? Progress::kDone : Progress::kFailed;
}

}  // namespace marquee

#endif
