#if defined(ESP32) || defined(ESP8266)

#include "portal-server.h"

#include "setup/dns.h"

namespace marquee {

namespace {

constexpr uint16_t kNamePort = 53;
// Bytes of a request in one call.
constexpr int kBytesPerLoop = 512;

}  // namespace

void PortalServer::loop(bool is_open, uint32_t now_ms) {
  if (is_open && !is_open_) open();
  if (!is_open && is_open_) close();
  if (!is_open_) return;
  serve_names();
  serve_page(now_ms);
}

void PortalServer::open() {
  server_.begin();
  names_.begin(kNamePort);
  is_open_ = true;
}

void PortalServer::close() {
  end_page();
  names_.stop();
  server_.stop();
  is_open_ = false;
}

void PortalServer::serve_names() {
  const int size = names_.parsePacket();
  if (size <= 0 || static_cast<size_t>(size) > kMaxDnsBytes) return;
  uint8_t question[kMaxDnsBytes];
  uint8_t answer[kMaxDnsBytes];
  const int count = names_.read(question, sizeof question);
  if (count <= 0) return;
  const IPAddress own = WiFi.softAPIP();
  const uint8_t ip[4] = {own[0], own[1], own[2], own[3]};
  const size_t answer_size = answer_dns({question, static_cast<size_t>(count)}, ip, answer, sizeof answer);
  if (answer_size == 0) return;
  names_.beginPacket(names_.remoteIP(), names_.remotePort());
  names_.write(answer, answer_size);
  names_.endPacket();
}

void PortalServer::end_page() {
  if (is_serving_) browser_.stop();
  // The form has the password.
  request_.wipe();
  is_serving_ = false;
}

void PortalServer::serve_page(uint32_t now_ms) {
  if (!is_serving_) {
    browser_ = server_.accept();
    if (!browser_) return;
    request_ = HttpRequest{};
    since_ms_ = now_ms;
    is_serving_ = true;
    is_answering_ = false;
  }
  if (now_ms - since_ms_ >= kRequestTimeoutMs) return end_page();
  for (int i = 0; i < kBytesPerLoop && !is_answering_ && browser_.available() > 0; i++) {
    if (request_.take(static_cast<uint8_t>(browser_.read())) == 0) continue;
    portal_.answer(request_);
    is_answering_ = true;
  }
  if (!is_answering_) {
    if (!browser_.connected()) end_page();
    return;
  }
  uint8_t bytes[kPagePieceBytes];
  Writer piece(bytes, sizeof bytes);
  if (!portal_.next_piece(piece) || browser_.write(bytes, piece.size()) != piece.size()) end_page();
}

}  // namespace marquee

#endif
