#pragma once
// Why a WebSocket connection ended or never began.

#include "../text/view.h"

namespace marquee {

enum class WsFault : uint8_t {
  kNone,
  kLost,         // the connection below ended
  kTimeout,      // no answer to the handshake in kHandshakeTimeoutMs
  kNotHttp,      // the answer is no HTTP/1.1
  kStatus,       // another status than 101; see http_status()
  kTooLong,      // more than kMaxHandshakeBytes of header
  kUpgrade,      // `Upgrade` or `Connection` do not say so
  kAccept,       // `Sec-WebSocket-Accept` is missing or wrong
  kSubProtocol,  // the server did not choose `mqtt`
  kExtension,    // the server chose an extension, none was offered
  kFrame,        // a frame that RFC 6455 does not allow
  kText,         // a text frame, which MQTT forbids [MQTT-6.0.0-1]
  kClosed,       // the server sent a close frame; see close_code()
};

// One word for the log.
Text name_of(WsFault fault);

}  // namespace marquee
