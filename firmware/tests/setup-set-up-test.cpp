// A board from its box to its network, with a radio that the test moves.
#include "setup/set-up.h"

#include "../host/memory-store.h"
#include "harness.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }

class Radio final : public WifiPort {
 public:
  void join(const Network& network) override {
    joins += string_of(network.ssid.view()) + ":" + string_of(network.password.view()) + " ";
    joined = false;
  }
  bool is_joined() override { return joined; }
  void open_access_point(const SetupNetwork& network) override { access_point = string_of(network.ssid.view()); }
  void close_access_point() override { access_point.clear(); }
  bool is_access_point_used() override { return false; }
  void start_scan() override { is_scanning = true; }
  bool take_scan(ScanList& list) override {
    if (!is_scanning) return false;
    is_scanning = false;
    list.add("Attic", -60, true);
    return true;
  }

  std::string joins;
  std::string access_point;
  bool joined = false;
  bool is_scanning = false;
};

class Line final : public ByteSink {
 public:
  void write(Text bytes) override { sent += string_of(bytes); }
  std::string sent;
};

struct Board {
  explicit Board(MemoryStore& kept) : store(kept) { set_up.begin({{1, 2, 3, 4, 0xA1, 0xB2}, "esp32", "0.1.0", "192.168.4.1"}, 12345678, now); }
  void after(uint32_t ms) { set_up.tick(now += ms); }
  std::string post(const std::string& form) {
    HttpRequest request{};
    const std::string bytes = "POST /save HTTP/1.1\r\nHost: 192.168.4.1\r\nContent-Length: " + std::to_string(form.size()) + "\r\n\r\n" + form;
    for (const char byte : bytes) request.take(static_cast<uint8_t>(byte));
    return answer(request);
  }
  std::string page() {
    HttpRequest request{};
    for (const char byte : std::string("GET / HTTP/1.1\r\nHost: 192.168.4.1\r\n\r\n")) request.take(static_cast<uint8_t>(byte));
    return answer(request);
  }
  std::string answer(const HttpRequest& request) {
    set_up.portal().answer(request);
    std::string all;
    uint8_t piece[kPagePieceBytes];
    for (;;) {
      Writer out(piece, sizeof piece);
      if (!set_up.portal().next_piece(out)) return all;
      CHECK(!out.overflowed());
      all += string_of(out.text());
    }
  }
  void send(const std::string& command, const std::string& data) {
    std::string bytes = std::string("IMPROV\x01\x03") + static_cast<char>(data.size() + 2) + command + static_cast<char>(data.size()) + data;
    unsigned char sum = 0;
    for (const char byte : bytes) sum = static_cast<unsigned char>(sum + static_cast<unsigned char>(byte));
    for (const char byte : bytes + static_cast<char>(sum)) set_up.receive_serial(static_cast<uint8_t>(byte), now);
  }
  std::string notice() {
    Notice notice{};
    if (!set_up.notice(notice)) return "";
    return std::to_string(static_cast<int>(notice.kind)) + string_of(notice.subject) + "|" + string_of(notice.detail);
  }

  MemoryStore& store;
  Radio radio;
  Line line;
  uint32_t now = 0xFFFFFF00u;
  SetUp set_up{radio, store, line};
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST("a new board opens its portal, is set up there, and finds its network again after a restart") {
  MemoryStore store;
  Board board(store);
  board.after(1);
  CHECK_EQUAL(board.radio.access_point, "Marquee-A1B2");
  CHECK_EQUAL(board.notice(), "1Marquee-A1B2|87654321");
  CHECK(has(board.page(), ">Attic</option>"));
  CHECK(has(board.post("network=4174746963&password=eight888&hub=hub.local"), "Joining"));
  board.after(1);
  CHECK_EQUAL(board.radio.joins, "Attic:eight888 ");
  CHECK_EQUAL(board.notice(), "0Attic|");
  CHECK(board.set_up.take_change() && !board.set_up.take_change());
  board.radio.joined = true;
  board.after(1);
  CHECK(board.set_up.is_joined() && board.notice().empty() && has(board.page(), "Connected to <b>Attic"));
  board.after(kClosePortalAfterMs);
  CHECK_EQUAL(board.radio.access_point, "");
  Board restarted(store);
  restarted.after(1);
  CHECK_EQUAL(restarted.radio.joins, "Attic:eight888 ");
  CHECK_EQUAL(string_of(restarted.set_up.configuration().hub.host.view()), "hub.local");
  CHECK_EQUAL(restarted.radio.access_point, "");
}

TEST("a wrong password is told on the page and does not replace the right one") {
  MemoryStore store;
  Board board(store);
  board.after(1);
  board.post("network=4174746963&password=eight888&hub=");
  board.after(1);
  board.radio.joined = true;
  board.after(1);
  board.radio.joined = false;
  board.post("network=4174746963&password=mistaken1&hub=");
  board.after(1);
  CHECK(has(board.radio.joins, "Attic:mistaken1"));
  board.after(kJoinTimeoutMs);
  CHECK(has(board.page(), "could not be joined"));
  CHECK_EQUAL(board.radio.joins.substr(board.radio.joins.size() - 15), "Attic:eight888 ");
  Board restarted(store);
  restarted.after(1);
  CHECK_EQUAL(restarted.radio.joins, "Attic:eight888 ");
}

TEST("a network over the serial line is kept when it works, and a scan is answered there") {
  MemoryStore store;
  Board board(store);
  board.after(1);
  board.line.sent.clear();
  board.send("\x04", "");
  board.after(1);
  CHECK(has(board.line.sent, std::string("\x05" "Attic\x03-60\x03YES")));
  board.set_up.set_url("http://hub.local:8080/");
  board.send("\x01", std::string("\x05") + "Attic\x08" + "eight888");
  board.after(1);
  CHECK_EQUAL(board.radio.joins, "Attic:eight888 ");
  board.radio.joined = true;
  board.line.sent.clear();
  board.after(1);
  CHECK(has(board.line.sent, "http://hub.local:8080/"));
  board.radio.joined = false;
  board.send("\x01", std::string("\x05") + "Other\x08" + "eight888");
  board.after(1);
  board.line.sent.clear();
  board.after(kJoinTimeoutMs);
  CHECK(has(board.line.sent, std::string("IMPROV\x01\x02\x01\x03")));
  Board restarted(store);
  CHECK_EQUAL(restarted.set_up.configuration().networks.count, 1);
}

TEST("a network over the serial line takes the place of one that the page waits for") {
  MemoryStore store;
  Board board(store);
  board.after(1);
  board.post("network=4174746963&password=eight888&hub=");
  board.after(1);
  board.send("\x01", std::string("\x05") + "Other\x08" + "eight888");
  board.after(1);
  CHECK(has(board.page(), "<form"));
  board.radio.joined = true;
  board.after(1);
  Board restarted(store);
  CHECK_EQUAL(restarted.set_up.configuration().networks.count, 1);
  CHECK(restarted.set_up.configuration().networks.list[0].ssid.view() == "Other");
}

TEST("the secret of one hub is forgotten when the board is sent to another") {
  MemoryStore store;
  Board board(store);
  board.after(1);
  board.post("network=4174746963&password=eight888&hub=hub.local");
  board.after(1);
  board.radio.joined = true;
  board.after(1);
  board.set_up.take_change();
  Credentials credentials{};
  credentials.id.set("kitchen");
  credentials.secret.set("mqd_x");
  CHECK(board.set_up.keep(credentials) && board.set_up.take_change());
  board.post("network=4174746963&password=&hub=hub.local");
  board.after(1);
  CHECK_EQUAL(string_of(board.set_up.configuration().credentials.id.view()), "kitchen");
  CHECK(!board.set_up.take_change());
  board.post("network=4174746963&password=&hub=evil.example");
  board.after(1);
  CHECK(board.set_up.take_change() && board.set_up.configuration().credentials.id.empty());
  CHECK(board.set_up.keep(credentials));
  CHECK(has(board.page(), "Joining") && Board(store).set_up.configuration().credentials.secret.size == 5);
  board.post("network=4174746963&password=&hub=evil.example&pair=yes");
  board.after(1);
  CHECK(Board(store).set_up.configuration().credentials.id.empty());
  CHECK(board.set_up.keep(credentials) && board.set_up.forget_all() && store.values.empty());
}
