#include "../core/link/ws-connection.h"
#include "harness.h"
#include "ws-server.h"

using namespace marquee;

namespace {

// One handshake with an answer made of the request. Returns its fault, or "open".
struct Handshake {
  FakeStream stream;
  FakeRandom random;
  WsConnection ws{stream, random};
  uint32_t now = 0xFFFFFF00u;  // wraps on the way
  std::string request;

  Handshake() {
    CHECK(ws.start("hub:8080", "/mqtt", now));
    request = take(stream.written);
  }
  std::string run(const std::string& answer, size_t largest_read = 4096) {
    stream.incoming = answer;
    stream.largest_read = largest_read;
    Progress progress = Progress::kPending;
    for (size_t i = 0; i < 30000 && progress == Progress::kPending; i++) progress = ws.poll(now += i > answer.size() ? 1000 : 0);
    return progress == Progress::kDone ? "open" : string_of(name_of(ws.fault()));
  }
  std::string answer(const std::string& headers) const {
    return "HTTP/1.1 101 Switching Protocols\r\n" + headers + "Sec-WebSocket-Accept: " + accept_of(request) + "\r\n\r\n";
  }
};

std::string outcome(const std::string& headers) {
  Handshake handshake;
  return handshake.run(handshake.answer(headers));
}

const std::string kUpgradeLines = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
const std::string kProtocolLine = "Sec-WebSocket-Protocol: mqtt\r\n";

}  // namespace

TEST("the request asks for MQTT in the words of RFC 6455") {
  const Handshake handshake;
  CHECK_EQUAL(handshake.request.substr(0, 42), "GET /mqtt HTTP/1.1\r\nHost: hub:8080\r\nUpgrad");
  CHECK(handshake.request.find("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n") != std::string::npos);
  CHECK(handshake.request.find("\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n") != std::string::npos);
  const size_t key = handshake.request.find("Sec-WebSocket-Key: ") + 19;
  CHECK_EQUAL(handshake.request.find("\r\n", key) - key, size_t{24});
}

TEST("two handshakes have two nonces") {
  Handshake handshake;
  CHECK(handshake.ws.start("hub", "/", 0));
  CHECK(accept_of(handshake.request) != accept_of(handshake.stream.written));
}

TEST("a host or path that would add lines to the request is refused") {
  Handshake handshake;
  CHECK(!handshake.ws.start("hub\r\nEvil: 1", "/", 0));
  CHECK(!handshake.ws.start("hub", "/ HTTP/1.1", 0));
  CHECK(!handshake.ws.start("", "/", 0));
  CHECK(!handshake.ws.start(text_of(std::string(256, 'h')), "/", 0));
  CHECK(handshake.ws.start(text_of(std::string(255, 'h')), text_of("/" + std::string(127, 'p')), 0));
}

TEST("a right answer opens the connection, however it is cut") {
  for (size_t largest_read : std::initializer_list<size_t>{1, 2, 7, 4096}) {
    Handshake handshake;
    CHECK_EQUAL(handshake.run(accepted(handshake.request), largest_read), "open");
    CHECK_EQUAL(handshake.ws.http_status(), 101);
  }
}

TEST("names of headers and tokens are told from case and blanks") {
  CHECK_EQUAL(outcome("UPGRADE:WebSocket\r\nconnection:  keep-alive, upgrade \r\nsec-websocket-PROTOCOL:\tmqtt \r\n"), "open");
  CHECK_EQUAL(outcome("Upgrade: websocket\r\nConnection: keep-alive\r\nConnection: Upgrade\r\n" + kProtocolLine), "open");
}

TEST("header lines of any length pass up to a bound on all of them") {
  const std::string cookie = "Set-Cookie: " + std::string(8000, 'c') + "\r\n";
  CHECK_EQUAL(outcome(cookie + kUpgradeLines + kProtocolLine), "open");
  CHECK_EQUAL(outcome(cookie + cookie + cookie + kUpgradeLines + kProtocolLine), "too_long");
  Handshake handshake;
  CHECK_EQUAL(handshake.run(std::string(100000, 'x')), "too_long");
}

TEST("the sub-protocol must be mqtt") {
  CHECK_EQUAL(outcome(kUpgradeLines), "sub_protocol");
  CHECK_EQUAL(outcome(kUpgradeLines + "Sec-WebSocket-Protocol: mqttv3.1\r\n"), "sub_protocol");
  CHECK_EQUAL(outcome(kUpgradeLines + "Sec-WebSocket-Protocol: mqtt, chat\r\n"), "sub_protocol");
}

TEST("Upgrade and Connection must be there") {
  CHECK_EQUAL(outcome("Connection: Upgrade\r\n" + kProtocolLine), "upgrade");
  CHECK_EQUAL(outcome("Upgrade: websocket\r\n" + kProtocolLine), "upgrade");
  CHECK_EQUAL(outcome("Upgrade: h2c\r\nConnection: Upgrade\r\n" + kProtocolLine), "upgrade");
}

TEST("an extension that nobody asked for is refused") {
  CHECK_EQUAL(outcome(kUpgradeLines + kProtocolLine + "Sec-WebSocket-Extensions: permessage-deflate\r\n"), "extension");
}

TEST("a wrong or missing Accept is refused") {
  Handshake wrong;
  CHECK_EQUAL(wrong.run(accepted("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")), "accept");
  Handshake missing;
  CHECK_EQUAL(missing.run("HTTP/1.1 101 x\r\n" + kUpgradeLines + kProtocolLine + "\r\n"), "accept");
}

TEST("another status is told") {
  for (int status : {200, 301, 401, 403, 429, 503}) {
    Handshake handshake;
    CHECK_EQUAL(handshake.run("HTTP/1.1 " + std::to_string(status) + " No\r\nContent-Length: 9\r\n\r\nno, sorry"), "status");
    CHECK_EQUAL(handshake.ws.http_status(), status);
  }
}

TEST("what is no HTTP/1.1 is refused at its first line") {
  for (const char* answer : {"SSH-2.0-OpenSSH\r\n", "HTTP/1.0 101 x\r\n", "HTTP/1.1 10\r\n", "HTTP/1.1 1x1 y\r\n", "\r\n", "\x16\x03\x01\n"}) {
    Handshake handshake;
    CHECK_EQUAL(handshake.run(answer), "not_http");
  }
}

TEST("a server that says nothing is given up after five seconds, also when the clock wraps") {
  Handshake handshake;
  CHECK(handshake.ws.poll(handshake.now + kHandshakeTimeoutMs - 1) == Progress::kPending);
  CHECK(handshake.ws.poll(handshake.now + kHandshakeTimeoutMs) == Progress::kFailed);
  CHECK_EQUAL(string_of(name_of(handshake.ws.fault())), "timeout");
}

TEST("a server that closes is given up at once") {
  Handshake handshake;
  handshake.stream.is_up = false;
  CHECK_EQUAL(handshake.run("HTTP/1.1 101 Swit"), "lost");
}

TEST("a stream that takes no request fails the start") {
  FakeStream stream;
  FakeRandom random;
  WsConnection ws(stream, random);
  stream.takes_writes = false;
  CHECK(!ws.start("hub", "/mqtt", 0));
  CHECK(ws.poll(0) == Progress::kFailed);
}
