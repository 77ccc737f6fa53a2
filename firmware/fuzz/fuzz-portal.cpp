// Any bytes as a request to the portal, as an SSID on its page, as a form, as a question to its name server, and as
// an answer over mDNS.
#include <stdlib.h>

#include "setup/dns.h"
#include "setup/mdns.h"
#include "setup/portal.h"

using namespace marquee;

namespace {

void require(bool condition) {
  if (!condition) abort();
}

void check_page(Portal& portal) {
  size_t pieces = 0;
  for (;;) {
    uint8_t piece[kPagePieceBytes];
    Writer out(piece, sizeof piece);
    if (!portal.next_piece(out)) break;
    require(!out.overflowed() && ++pieces <= kMaxScanned + 5);
  }
  require(pieces > 0);
}

void check_dns(Text question) {
  const uint8_t ip[4] = {192, 168, 4, 1};
  uint8_t out[kMaxDnsBytes];
  const size_t size = answer_dns(question, ip, out, sizeof out);
  require(size == 0 || (size >= 12 && (out[2] & 0x80) != 0));
  HubEndpoint hub{};
  if (read_hub_answer(question, ip, hub)) require(is_valid(hub));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t length) {
  const Text input{data, length};
  check_dns(input);
  static Configuration saved;
  static Portal portal;
  portal.begin("Marquee-A1B2", "192.168.4.1", saved);
  for (size_t at = 0; at + 32 < length && at < 640; at += 31) portal.networks().add(input.from(at).first(data[at] % 33u), data[at] - 128, true);
  static HttpRequest request;
  request = HttpRequest{};
  for (size_t i = 0; i < length; i++) request.take(data[i]);
  if (request.status() == 0) return 0;
  portal.answer(request);
  check_page(portal);
  Submission submission{};
  if (!portal.take_submission(submission)) return 0;
  require(is_valid(submission.network) && is_valid(submission.hub));
  saved.hub = submission.hub;
  remember_network(saved.networks, submission.network);
  portal.set_state(PortalState::kFailed);
  request = HttpRequest{};
  for (const char* byte = "GET / HTTP/1.0\r\n\r\n"; *byte != 0; byte++) request.take(static_cast<uint8_t>(*byte));
  portal.answer(request);
  check_page(portal);
  return 0;
}
