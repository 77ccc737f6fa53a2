// Any bytes with any pauses on the serial line: the session stays within bounds, every packet that it sends is whole, and
// a valid packet after it all is answered.
#include <stdlib.h>

#include "setup/improv.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

class Line final : public ByteSink {
 public:
  void write(Text bytes) override {
    ImprovReader reader{};
    ImprovPacket packet;
    size_t packets = 0;
    for (size_t i = 0; i < bytes.size; i++) {
      reader.push(bytes[i]);
      while (reader.next(packet)) packets++;
    }
    require(packets == 1 && !reader.is_waiting());
    sent++;
  }
  size_t sent = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  Line line;
  ImprovSession session{};
  session.begin(line, {"Marquee", "0.1.0", "ESP32", "Marquee-A1B2"});
  uint32_t now = 0xFFFFF000u;
  for (size_t i = 0; i < length; i++) {
    // Now and then a pause or an outcome, chosen by the bytes themselves.
    if (data[i] == 0xFD && ++i < length) session.tick(now += data[i] * 200u);
    if (i < length) session.receive(data[i], now);
    Network network{};
    switch (session.take_request(network)) {
      case ImprovRequest::kJoin:
        require(is_valid(network));
        if (data[0] % 2 == 0) session.joined("http://10.0.0.1/");
        if (data[0] % 3 == 0) session.join_failed();
        break;
      case ImprovRequest::kScan:
        session.scanned({data, length}, data[0] - 128, true);
        session.scan_finished();
        break;
      case ImprovRequest::kNone: break;
    }
  }
  session.tick(now += kImprovGapMs);
  const size_t before = line.sent;
  const uint8_t question[] = {'I', 'M', 'P', 'R', 'O', 'V', 1, 3, 2, 2, 0, 0xE5};
  for (const uint8_t byte : question) session.receive(byte, now);
  require(line.sent > before);
  return 0;
}
