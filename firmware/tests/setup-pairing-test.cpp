#include "setup/pairing.h"

#include "harness.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

const std::string kSecret = "mqd_" + std::string(43, 'x');

struct Board {
  Board() {
    pairing.begin({{0xAA, 0xBB, 0xCC, 0x0D, 0xEE, 0xFF}, "esp32", "0.1.0", {16, 2, Rom::A00}});
  }
  bool receive(const std::string& kind, const std::string& payload) {
    return pairing.receive(text_of("pairing/aabbcc0deeff/" + kind), text_of(payload), json, now);
  }
  std::string published() {
    Publication publication;
    std::string all;
    while (pairing.next_publication(publication)) all += string_of(publication.topic) + " " + string_of(publication.payload);
    return all;
  }
  void after(uint32_t ms) { pairing.tick(now += ms); }

  Pairing pairing{};
  Json json;
  uint32_t now = 0xFFFFFF00u;
};

const std::string kHello =
    "pairing/aabbcc0deeff/hello "
    "{\"board\":\"esp32\",\"firmware\":\"0.1.0\",\"columns\":16,\"rows\":2,\"mac\":\"aa:bb:cc:0d:ee:ff\"}";

}  // namespace

TEST("a board introduces itself by its MAC when it is connected, not before") {
  Board board;
  CHECK_EQUAL(string_of(board.pairing.client_id()), "pair-aabbcc0deeff");
  CHECK_EQUAL(string_of(board.pairing.filter()), "pairing/aabbcc0deeff/+");
  board.after(100000);
  CHECK_EQUAL(board.published(), "");
  board.pairing.connected(board.now);
  CHECK_EQUAL(board.published(), kHello);
  CHECK_EQUAL(board.published(), "");
}

TEST("a code is shown until another comes or it runs out") {
  Board board;
  board.pairing.connected(board.now);
  board.published();
  CHECK(board.receive("code", "{\"code\":\"482913\",\"expiresMs\":600000}"));
  CHECK_EQUAL(string_of(board.pairing.code()), "482913");
  board.after(599999);
  CHECK(board.receive("code", "{\"code\":\"000001\",\"expiresMs\":600000,\"later\":[1]}"));
  CHECK_EQUAL(string_of(board.pairing.code()), "000001");
  board.after(599999);
  CHECK_EQUAL(board.published(), "");
  CHECK(board.pairing.state() == PairingState::kCode);
  board.after(1);
  CHECK(board.pairing.state() == PairingState::kAsking && board.pairing.code().empty());
  CHECK_EQUAL(board.published(), kHello);
}

TEST("a hello that nobody answers is said again") {
  Board board;
  board.pairing.connected(board.now);
  CHECK_EQUAL(board.published(), kHello);
  board.after(kHelloIntervalMs - 1);
  CHECK_EQUAL(board.published(), "");
  board.after(1);
  CHECK_EQUAL(board.published(), kHello);
}

TEST("a pause is waited for, at most an hour") {
  Board board;
  board.pairing.connected(board.now);
  board.published();
  CHECK(board.receive("code", "{\"code\":null,\"retryMs\":60000}"));
  CHECK(board.pairing.state() == PairingState::kPaused);
  board.after(59999);
  CHECK_EQUAL(board.published(), "");
  board.after(1);
  CHECK_EQUAL(board.published(), kHello);
  CHECK(board.receive("code", "{\"code\":null,\"retryMs\":9007199254740993}"));
  board.after(kMaxPairingWaitMs);
  CHECK_EQUAL(board.published(), kHello);
}

TEST("credentials are handed over once and end the pairing") {
  Board board;
  board.pairing.connected(board.now);
  board.published();
  board.receive("code", "{\"code\":\"482913\",\"expiresMs\":600000}");
  CHECK(board.receive("credentials", "{\"id\":\"kitchen\",\"secret\":\"" + kSecret + "\",\"name\":\"K\\u00fcche\"}"));
  CHECK(board.pairing.state() == PairingState::kPaired && board.pairing.code().empty());
  CHECK_EQUAL(string_of(board.pairing.name()), "Küche");
  Credentials credentials{};
  CHECK(board.pairing.take_credentials(credentials));
  CHECK_EQUAL(string_of(credentials.id.view()), "kitchen");
  CHECK_EQUAL(string_of(credentials.secret.view()), kSecret);
  CHECK(!board.pairing.take_credentials(credentials));
  board.pairing.disconnected();
  board.pairing.connected(board.now);
  board.after(kMaxPairingWaitMs);
  CHECK_EQUAL(board.published(), "");
  CHECK(!board.receive("credentials", "{\"id\":\"other\",\"secret\":\"" + kSecret + "\"}"));
}

TEST("a name of the display that is too long does not stand in the way") {
  Board board;
  board.pairing.connected(board.now);
  CHECK(board.receive("credentials", "{\"id\":\"k\",\"secret\":\"s\",\"name\":\"" + std::string(65, 'n') + "\"}"));
  CHECK(board.pairing.name().empty());
}

TEST("messages without the form of the pairing change nothing") {
  Board board;
  CHECK(!board.receive("code", "{\"code\":\"482913\",\"expiresMs\":600000}"));
  board.pairing.connected(board.now);
  const char* const codes[] = {"", "482913", "[]", "{", "{\"code\":\"48291\",\"expiresMs\":1}", "{\"code\":\"48291x\",\"expiresMs\":1}",
                               "{\"code\":\"4829133\",\"expiresMs\":1}", "{\"code\":482913,\"expiresMs\":1}", "{\"code\":\"482913\"}",
                               "{\"code\":\"482913\",\"expiresMs\":0}", "{\"code\":\"482913\",\"expiresMs\":1.5}", "{\"code\":null}",
                               "{\"code\":null,\"retryMs\":-1}", "{\"expiresMs\":1}"};
  for (const char* payload : codes) CHECK(!board.receive("code", payload));
  const char* const credentials[] = {"{}", "{\"id\":\"kitchen\"}", "{\"id\":\"all\",\"secret\":\"x\"}", "{\"id\":\"kitchen\",\"secret\":\"\"}",
                                     "{\"id\":\"kitchen\",\"secret\":\"a b\"}", "{\"id\":1,\"secret\":\"x\"}"};
  for (const char* payload : credentials) CHECK(!board.receive("credentials", payload));
  CHECK(!board.receive("credentials", "{\"id\":\"k\",\"secret\":\"" + std::string(65, 's') + "\"}"));
  CHECK(!board.receive("credentials", "{\"id\":\"k\",\"secret\":\"s\"}" + std::string(kMaxPairingPayloadBytes, ' ')));
  CHECK(!board.receive("hello", "{\"code\":\"482913\",\"expiresMs\":1}"));
  CHECK(!board.receive("code/x", "{\"code\":\"482913\",\"expiresMs\":1}"));
  CHECK(!board.pairing.receive("pairing/000000000000/code", "{\"code\":\"482913\",\"expiresMs\":1}", board.json, 0));
  CHECK(!board.pairing.receive("pairing/aabbcc0deeff", "{}", board.json, 0));
  CHECK(board.pairing.state() == PairingState::kAsking);
}

TEST("a lost connection takes the code off, and the next one asks again") {
  Board board;
  board.pairing.connected(board.now);
  board.published();
  board.receive("code", "{\"code\":\"482913\",\"expiresMs\":600000}");
  board.pairing.disconnected();
  CHECK(board.pairing.state() == PairingState::kIdle && board.pairing.code().empty());
  board.pairing.connected(board.now);
  CHECK_EQUAL(board.published(), kHello);
}
