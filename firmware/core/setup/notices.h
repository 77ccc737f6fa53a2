#pragma once
// What the glass shows before there is a hub, and when something is wrong with it.

#include "../glass/cgram.h"
#include "../glass/layout.h"

namespace marquee {

enum class NoticeKind : uint8_t {
  kJoining,           // subject: the SSID
  kSetUpNetwork,      // subject: the SSID, detail: its key
  kFindingHub,
  kWaitingForHub,     // subject: its host
  kWaitingForTime,    // certificates cannot be checked yet
  kAskingForCode,
  kPairingCode,       // detail: six digits
  kPairingPaused,     // seconds
  kPaired,            // subject: what the display is called
  kRefused,           // the hub does not take the credentials
  kWrongCertificate,  // subject: the host
  kUpdating,          // percent
  kUpdateRefused,     // subject: the reason, as sentence_of() of an update verdict
};

// The views must be valid during draw() alone.
struct Notice {
  NoticeKind kind;
  Text subject;
  Text detail;
  uint32_t number = 0;  // seconds or percent
};

constexpr uint32_t kNoticePageMs = 3000;
constexpr size_t kMaxNoticeBytes = 192;

// All zeros is a valid drawer.
class Notices {
 public:
  // Draws a notice that is on the glass for `shown_ms`; what does not fit follows on pages of kNoticePageMs.
  void draw(const Notice& notice, const Size& size, uint32_t shown_ms, Picture& picture);

 private:
  Layout layout_;
  Cgram cgram_;
};

}  // namespace marquee
