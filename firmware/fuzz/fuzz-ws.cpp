// A WebSocket client against any server. The first byte says how the stream is cut and whether the handshake is right; what
// comes out must not depend on the cuts.
#include <stdlib.h>

#include "../core/link/ws-connection.h"
#include "../tests/ws-server.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

struct Outcome {
  std::string payload;
  WsFault fault;
  uint16_t status;
  uint16_t close_code;
};

Outcome run(const std::string& bytes, bool has_handshake, size_t piece) {
  FakeStream stream;
  FakeRandom random;
  WsConnection ws(stream, random);
  require(ws.start("hub:80", "/mqtt", 0));
  stream.incoming = (has_handshake ? accepted(stream.written) : "") + bytes;
  stream.is_up = false;
  stream.largest_read = piece;
  Progress progress = Progress::kPending;
  while ((progress = ws.poll(0)) == Progress::kPending) require(!stream.incoming.empty() || ws.fault() == WsFault::kNone);
  Outcome outcome{};
  uint8_t out[97];
  while (ws.is_open()) {
    const size_t count = ws.read(out, piece % sizeof out + 1);
    outcome.payload.append(reinterpret_cast<const char*>(out), count);
  }
  require(progress == Progress::kDone || outcome.payload.empty());
  require(ws.available() == 0 && ws.peek() == -1);
  outcome.fault = ws.fault();
  outcome.status = ws.http_status();
  outcome.close_code = ws.close_code();
  require(outcome.fault != WsFault::kNone && !name_of(outcome.fault).empty());
  require(outcome.payload.size() <= bytes.size());
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const bool has_handshake = (data[0] & 1u) == 0;
  const Outcome whole = run(bytes, has_handshake, 100000);
  const Outcome cut = run(bytes, has_handshake, 1 + (data[0] >> 1u));
  require(whole.payload == cut.payload && whole.fault == cut.fault);
  require(whole.status == cut.status && whole.close_code == cut.close_code);
  return 0;
}
