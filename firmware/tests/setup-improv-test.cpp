#include "setup/improv.h"

#include <vector>

#include "harness.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string packet(char type, const std::string& data) {
  std::string bytes = std::string("IMPROV\x01") + type + static_cast<char>(data.size()) + data;
  unsigned char sum = 0;
  for (const char byte : bytes) sum = static_cast<unsigned char>(sum + static_cast<unsigned char>(byte));
  return bytes + static_cast<char>(sum);
}

std::string prefixed(const std::string& text) { return static_cast<char>(text.size()) + text; }
std::string command(char number, const std::string& data) { return packet(3, number + prefixed(data)); }
std::string settings(const std::string& ssid, const std::string& password) {
  return command(1, prefixed(ssid) + prefixed(password));
}
std::string state(char value) { return packet(1, std::string(1, value)) + "\n"; }
std::string error(int value) { return packet(2, std::string(1, static_cast<char>(value))) + "\n"; }
std::string result(char number, const std::vector<std::string>& strings) {
  std::string data;
  for (const std::string& text : strings) data += prefixed(text);
  return packet(4, number + prefixed(data)) + "\n";
}

class Line final : public ByteSink {
 public:
  void write(Text bytes) override { sent += string_of(bytes); }
  std::string take() {
    std::string taken;
    taken.swap(sent);
    return taken;
  }
  std::string sent;
};

struct Board {
  Board() { session.begin(line, {"Marquee", "0.1.0", "ESP32", "Marquee-A1B2"}); }
  std::string send(const std::string& bytes) {
    for (const char byte : bytes) session.receive(static_cast<uint8_t>(byte), now);
    return line.take();
  }
  ImprovRequest request() { return session.take_request(network); }
  std::string ssid() const { return string_of(network.ssid.view()) + "/" + string_of(network.password.view()); }

  Line line;
  ImprovSession session{};
  Network network{};
  uint32_t now = 0xFFFFFF00u;
};

}  // namespace

TEST("the state and the board's information are told when they are asked for") {
  Board board;
  CHECK_EQUAL(board.send(command(2, "")), state(2));
  CHECK_EQUAL(board.send(command(3, "")), result(3, {"Marquee", "0.1.0", "ESP32", "Marquee-A1B2"}));
  CHECK(board.request() == ImprovRequest::kNone);
}

TEST("a network that works ends as provisioned, with the page to go on with") {
  Board board;
  CHECK_EQUAL(board.send(settings("Attic", "eight888")), error(0) + state(3));
  CHECK(board.request() == ImprovRequest::kJoin);
  CHECK_EQUAL(board.ssid(), "Attic/eight888");
  CHECK(board.request() == ImprovRequest::kNone);
  board.session.joined("http://192.168.1.20:8080/");
  CHECK_EQUAL(board.line.take(), state(4) + result(1, {"http://192.168.1.20:8080/"}));
  CHECK_EQUAL(board.send(command(2, "")), state(4) + result(2, {"http://192.168.1.20:8080/"}));
  board.session.left();
  CHECK_EQUAL(board.line.take(), state(2));
}

TEST("a network that does not answer, or refuses, ends as unable to connect") {
  Board board;
  board.send(settings("Attic", ""));
  CHECK(board.request() == ImprovRequest::kJoin);
  board.session.join_failed();
  CHECK_EQUAL(board.line.take(), error(3) + state(2));
  board.send(settings("Attic", "eight888"));
  board.now += kJoinTimeoutMs - 1;
  board.session.tick(board.now);
  CHECK_EQUAL(board.line.take(), "");
  board.now += 1;
  board.session.tick(board.now);
  CHECK_EQUAL(board.line.take(), error(3) + state(2));
  CHECK(board.request() == ImprovRequest::kNone);
}

TEST("the networks of a scan are told one by one, then the end") {
  Board board;
  CHECK_EQUAL(board.send(command(4, "")), "");
  CHECK(board.request() == ImprovRequest::kScan);
  board.session.scanned("Attic", -67, true);
  board.session.scanned(text_of(std::string(40, 's')), -90, false);
  board.session.scan_finished();
  CHECK_EQUAL(board.line.take(), result(4, {"Attic", "-67", "YES"}) + result(4, {std::string(32, 's'), "-90", "NO"}) + result(4, {}));
}

TEST("a command that is malformed or unknown is answered with its error") {
  Board board;
  for (const std::string& data : {std::string(), std::string("\x01"), std::string("\x01\x05xx"), std::string("\x02\0x", 3)}) {
    CHECK_EQUAL(board.send(packet(3, data)), error(1));
  }
  CHECK_EQUAL(board.send(settings("", "eight888")), error(1));
  CHECK_EQUAL(board.send(settings("Attic", "short")), error(1));
  CHECK_EQUAL(board.send(settings(std::string(33, 's'), "eight888")), error(1));
  CHECK_EQUAL(board.send(command(1, prefixed("Attic") + prefixed("eight888") + "x")), error(1));
  CHECK_EQUAL(board.send(command(1, "\x09" "Attic")), error(1));
  CHECK_EQUAL(board.send(command(0x7F, "")), error(2));
  CHECK(board.request() == ImprovRequest::kNone);
}

TEST("packets that only a board sends, other versions and wrong sums are not answered") {
  Board board;
  CHECK_EQUAL(board.send(state(4) + error(0) + result(1, {"x"})), "");
  std::string other = command(2, "");
  other[6] = 2;
  CHECK_EQUAL(board.send(other), "");
  std::string wrong = command(2, "");
  wrong.back() = static_cast<char>(wrong.back() + 1);
  CHECK_EQUAL(board.send(wrong), "");
  CHECK_EQUAL(board.send(command(2, "")), state(2));
}

TEST("a packet is found behind any garbage") {
  for (const char* garbage : {"boot: ESP-ROM\r\n", "I", "IMPRO", "IMPROVI", "IMIMPROV", "IMPROV\x01", "IMPROV\x01\x03\x02", "IMPROV\x01\x03\xFF..."}) {
    Board board;
    std::string answer = board.send(garbage + command(2, ""));
    if (answer.empty()) {
      board.now += kImprovGapMs;
      board.session.tick(board.now);
      answer = board.line.take();
    }
    if (answer != state(2)) FAIL(garbage);
  }
}

TEST("a whole packet inside one that was cut off is answered as soon as the line is silent") {
  Board board;
  CHECK_EQUAL(board.send("IMPROV\x01\x03\xF0" + command(2, "") + command(3, "")), "");
  board.now += kImprovGapMs;
  board.session.tick(board.now);
  CHECK_EQUAL(board.line.take(), state(2) + result(3, {"Marquee", "0.1.0", "ESP32", "Marquee-A1B2"}));
  CHECK_EQUAL(board.send(command(2, "")), state(2));
}

TEST("information that is too long for a packet leaves the other strings in their places") {
  Line line;
  ImprovSession session{};
  const std::string huge(300, 'x');
  session.begin(line, {"Marquee", text_of(huge), "ESP32", "name"});
  for (const char byte : command(3, "")) session.receive(static_cast<uint8_t>(byte), 0);
  CHECK_EQUAL(line.take(), result(3, {"Marquee", "", "ESP32", "name"}));
}
