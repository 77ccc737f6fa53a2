#include "setup/portal.h"

#include "harness.h"
#include "setup/dns.h"
#include "setup/form.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string get(const std::string& path, const std::string& host = "192.168.4.1") {
  return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

std::string post(const std::string& body, const std::string& headers = "Host: 192.168.4.1\r\n") {
  return "POST /save HTTP/1.1\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

uint16_t status_of(const std::string& bytes) {
  HttpRequest request{};
  for (const char byte : bytes) request.take(static_cast<uint8_t>(byte));
  return request.status();
}

struct Board {
  Board() {
    portal.begin("Marquee-A1B2", "192.168.4.1", saved);
    portal.networks().add("Attic", -70, true);
    portal.networks().add(text_of("<b>\"R&D\"</b>"), -50, false);
  }
  std::string ask(const std::string& bytes) {
    HttpRequest request{};
    for (const char byte : bytes) request.take(static_cast<uint8_t>(byte));
    portal.answer(request);
    std::string all;
    for (;;) {
      uint8_t piece[kPagePieceBytes];
      Writer out(piece, sizeof piece);
      if (!portal.next_piece(out)) return all;
      CHECK(!out.overflowed());
      all += string_of(out.text());
    }
  }
  std::string submitted() {
    Submission submission{};
    if (!portal.take_submission(submission)) return "nothing";
    uint8_t bytes[kMaxAddressBytes];
    Writer hub(bytes, sizeof bytes);
    write_hub_address(submission.hub, hub);
    return string_of(submission.network.ssid.view()) + "|" + string_of(submission.network.password.view()) + "|" + string_of(hub.text());
  }
  Configuration saved{};
  Portal portal{};
};

}  // namespace

TEST("the page offers the networks, the strongest first, whatever they are called") {
  Board board;
  const std::string page = board.ask(get("/"));
  CHECK(has(page, "HTTP/1.1 200 OK\r\n") && has(page, "Connection: close\r\n") && has(page, "Content-Security-Policy: default-src 'none'"));
  CHECK(has(page, "<option value=\"3c623e22522644223c2f623e\">&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt; (open)</option><option value=\"4174746963\">Attic</option>"));
  CHECK(!has(page, "<b>\"R"));
  // Nothing is loaded from anywhere else.
  CHECK(!has(page, "src=") && !has(page, "http://") && !has(page, "https://"));
}

TEST("pages that a phone asks for to see whether it is online lead to the portal") {
  Board board;
  for (const char* path : {"/generate_204", "/hotspot-detect.html", "/"}) {
    const std::string answer = board.ask(get(path, "connectivitycheck.example"));
    CHECK(has(answer, "HTTP/1.1 302 Found\r\n") && has(answer, "Location: http://192.168.4.1/\r\n"));
  }
  CHECK(has(board.ask("GET http://captive.example/x HTTP/1.1\r\nHost: captive.example\r\n\r\n"), " 302 "));
  CHECK(has(board.ask(get("/favicon.ico")), "HTTP/1.1 404 Not Found"));
  CHECK(has(board.ask("GET / HTTP/1.0\r\n\r\n"), "HTTP/1.1 200 OK"));
}

TEST("a network from the list and the address of the hub are handed over once") {
  Board board;
  const std::string page = board.ask(post("network=4174746963&other=&password=eight%2B888&hub=hub.local%3A9000&fingerprint="));
  CHECK(has(page, "Joining <b>Attic</b>") && has(page, "http-equiv=\"refresh\""));
  CHECK(!has(page, "eight"));
  CHECK_EQUAL(board.submitted(), "Attic|eight+888|ws://hub.local:9000/mqtt");
  CHECK_EQUAL(board.submitted(), "nothing");
  CHECK(has(board.ask(get("/")), "Joining <b>Attic</b>"));
  board.portal.set_state(PortalState::kFailed);
  CHECK(has(board.ask(get("/")), "The network <b>Attic</b> could not be joined"));
  CHECK(has(board.ask(get("/")), "<option value=\"4174746963\" selected>Attic"));
  board.portal.set_state(PortalState::kJoined);
  CHECK(has(board.ask(get("/")), "Connected to <b>Attic</b>"));
}

TEST("a hidden network is typed, and a wss hub needs its fingerprint once") {
  Board board;
  CHECK(has(board.ask(post("network=&other=Hid+den&password=&hub=wss%3A%2F%2Fhub.example")), "needs the SHA-256 fingerprint"));
  CHECK_EQUAL(board.submitted(), "nothing");
  board.ask(post("network=4174746963&other=Hid+den&password=&hub=wss%3A%2F%2Fhub.example&fingerprint=" + std::string(64, '0')));
  Submission submission{};
  CHECK(board.portal.take_submission(submission));
  CHECK(submission.hub.tls && submission.hub.trust == Trust::kFingerprint);
  CHECK_EQUAL(string_of(submission.network.ssid.view()), "Hid den");
  board.saved.hub = submission.hub;
  board.portal.set_state(PortalState::kAsking);
  CHECK(has(board.ask(get("/")), "value=\"wss://hub.example:443/mqtt\""));
  board.ask(post("other=x&hub=wss%3A%2F%2Fhub.example%3A443%2Fmqtt"));
  CHECK_EQUAL(board.submitted(), "x||wss://hub.example:443/mqtt");
}

TEST("a saved password is used again when none is typed, and never shown") {
  Board board;
  Network known{};
  known.ssid.set("Attic");
  known.password.set("eight888");
  remember_network(board.saved.networks, known);
  CHECK(!has(board.ask(get("/")), "eight888"));
  board.ask(post("network=4174746963&password=&hub="));
  CHECK_EQUAL(board.submitted(), "Attic|eight888|");
}

TEST("what cannot be a network or an address is said on the page and not taken") {
  Board board;
  for (const char* form : {"", "network=", "network=zz", "network=417", "other=x&password=short", "other=123456789012345678901234567890123",
                           "other=x&password=%zz", "other=x&password=%4"}) {
    const std::string page = board.ask(post(form));
    if (!has(page, "class=\"note\"")) FAIL(form);
    if (board.submitted() != "nothing") FAIL(form);
  }
  CHECK(has(board.ask(post("other=x&hub=a+b")), "needs a host name"));
  CHECK(has(board.ask(post("other=x&hub=" + std::string(200, 'h'))), "needs a host name"));
}

TEST("a page from elsewhere cannot set the board up") {
  Board board;
  CHECK(has(board.ask(post("other=x", "Host: evil.example\r\n")), "HTTP/1.1 403"));
  CHECK(has(board.ask(post("other=x", "Host: 192.168.4.1\r\nOrigin: http://evil.example\r\n")), "HTTP/1.1 403"));
  CHECK(has(board.ask(post("other=x", "Host: 192.168.4.1\r\nOrigin: null\r\n")), "HTTP/1.1 403"));
  CHECK_EQUAL(board.submitted(), "nothing");
  CHECK(has(board.ask(post("other=x", "host: 192.168.4.1:80\r\norigin: http://192.168.4.1\r\n")), "Joining"));
}

TEST("requests beyond a bound or outside the grammar get the status that says so") {
  CHECK_EQUAL(status_of(get("/")), 200);
  CHECK_EQUAL(status_of("\r\nGET / HTTP/1.1\r\n\r\n"), 200);
  CHECK_EQUAL(status_of("GET / HTTP/1.1\nHost: x\n\n"), 200);
  CHECK_EQUAL(status_of("GET / HTTP/1.1\r\nCookie: " + std::string(1000, 'c') + "\r\n\r\n"), 200);
  CHECK_EQUAL(status_of("GET / HTTP/1.1\r\nHost: x\r\n"), 0);
  CHECK_EQUAL(status_of(post("a=b").substr(0, post("a=b").size() - 1)), 0);
  for (const char* bad : {"GET\r\n", "GET /\r\n", "GET / HTTP/2\r\n", "GET x HTTP/1.1\r\n", " / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost\r\n",
                          "GET / HTTP/1.1\r\nHost : x\r\n", "GET / HTTP/1.1\r\n: x\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n",
                          "POST / HTTP/1.1\r\nContent-Length: 1x\r\n", "POST / HTTP/1.1\r\nContent-Length:\r\n",
                          "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n"}) {
    if (status_of(bad) != 400) FAIL(bad);
  }
  CHECK_EQUAL(status_of("DELETE / HTTP/1.1\r\n\r\n"), 405);
  CHECK_EQUAL(status_of("POST / HTTP/1.1\r\n\r\n"), 411);
  CHECK_EQUAL(status_of("POST / HTTP/1.1\r\nContent-Length: 1025\r\n"), 413);
  CHECK_EQUAL(status_of("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n"), 413);
  CHECK_EQUAL(status_of("GET /" + std::string(300, 'p') + " HTTP/1.1\r\n"), 414);
  CHECK_EQUAL(status_of("GET / HTTP/1.1\r\n" + std::string(5000, 'h')), 431);
  CHECK_EQUAL(status_of("GET / HTTP/1.1\r\nHost: " + std::string(200, 'h') + "\r\n"), 431);
  CHECK_EQUAL(status_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"), 501);
  CHECK_EQUAL(status_of(post("a=b") + "GET / HTTP/1.1\r\n"), 200);
  Board board;
  CHECK(has(board.ask("DELETE / HTTP/1.1\r\n\r\n"), "HTTP/1.1 405 Method Not Allowed\r\n") && has(board.ask("DELETE / HTTP/1.1\r\n\r\n"), "Allow: GET"));
  CHECK(!has(board.ask("HEAD / HTTP/1.1\r\n\r\n"), "<html"));
}

TEST("the list keeps each network once and the strongest sixteen") {
  ScanList list{};
  for (int i = 0; i < 40; i++) list.add(text_of("n" + std::to_string(i)), -90 + i % 30, true);
  list.add("", -1, true);
  list.add("n29", -20, true);
  list.add("n29", -95, true);
  list.add("weak", -127, false);
  CHECK_EQUAL(list.count(), kMaxScanned);
  CHECK_EQUAL(string_of(list[0].ssid.view()), "n29");
  for (size_t i = 1; i < list.count(); i++) CHECK(list[i - 1].rssi_dbm >= list[i].rssi_dbm && string_of(list[i].ssid.view()) != "n29");
}

TEST("malformed UTF-8 and control characters of an SSID do not reach the page") {
  uint8_t bytes[64];
  Writer out(bytes, sizeof bytes);
  write_html(text_of("a\x01\x7F\xFF<'\xC3\xBC"), out);
  CHECK_EQUAL(string_of(out.text()), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD&lt;&#39;ü");
}

TEST("every name is the board, for addresses of version 4 alone") {
  const uint8_t ip[4] = {192, 168, 4, 1};
  const std::string header("\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00", 12);
  const std::string name("\x07" "example\x03" "com\x00", 13);
  const auto answer = [&ip](const std::string& question, size_t capacity = kMaxDnsBytes) {
    uint8_t out[kMaxDnsBytes];
    return string_of({out, answer_dns(text_of(question), ip, out, capacity)});
  };
  const std::string a = name + std::string("\0\1\0\1", 4);
  CHECK_EQUAL(answer(header + a), std::string("\x12\x34\x85\x00\0\1\0\1\0\0\0\0", 12) + a + std::string("\xC0\x0C\0\1\0\1\0\0\0\0\0\4\xC0\xA8\4\1", 16));
  const std::string aaaa = name + std::string("\0\x1C\0\1", 4);
  CHECK_EQUAL(answer(header + aaaa + "extra"), std::string("\x12\x34\x85\x00\0\1\0\0\0\0\0\0", 12) + aaaa);
  CHECK_EQUAL(answer(header + a, 40), "");
  CHECK_EQUAL(answer(header), "");
  CHECK_EQUAL(answer(header + a.substr(0, a.size() - 1)), "");
  CHECK_EQUAL(answer(header + "\xC0\x0C" + std::string("\0\1\0\1", 4)), "");
  std::string response = header;
  response[2] = '\x81';
  CHECK_EQUAL(answer(response + a), "");
  std::string long_name;
  for (int i = 0; i < 5; i++) long_name += "\x3F" + std::string(63, 'x');
  CHECK_EQUAL(answer(header + long_name + std::string("\0\0\1\0\1", 5)), "");
}
