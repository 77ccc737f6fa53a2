// The whole way of an update, from a hub that answers as it likes.
#include <vector>

#include "../host/memory-store.h"
#include "harness.h"
#include "json-file.h"
#include "update/updater.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string answer_of(int status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
}

// Answers each request with the next of its answers, in chunks; then it closes, or says nothing more.
class Hub final : public UpdateConnection {
 public:
  bool open() override {
    opened++;
    return is_open_ = is_reachable;
  }
  bool write(Text bytes) override {
    requests.push_back(string_of(bytes));
    pending = requests.size() <= answers.size() ? answers[requests.size() - 1] : "";
    return true;
  }
  size_t read(uint8_t* out, size_t capacity) override {
    const size_t size = copy_text(text_of(pending), out, capacity < chunk ? capacity : chunk);
    pending.erase(0, size);
    return size;
  }
  bool is_open() override { return is_open_ && (!pending.empty() || is_silent); }
  void close() override { is_open_ = false; }

  bool is_reachable = true;
  bool is_silent = false;
  size_t chunk = 100;
  int opened = 0;
  std::vector<std::string> answers;
  std::vector<std::string> requests;

 private:
  bool is_open_ = false;
  std::string pending;
};

class Slot final : public ImageSlot {
 public:
  bool begin(uint32_t) override {
    written.clear();
    is_begun = true;
    return can_begin;
  }
  bool write(Text bytes) override {
    written += string_of(bytes);
    return can_write;
  }
  bool activate() override { return is_active = can_activate; }
  void abandon() override { is_begun = false; }

  bool can_begin = true;
  bool can_write = true;
  bool can_activate = true;
  bool is_begun = false;
  bool is_active = false;
  std::string written;
};

class Anybody final : public SignatureVerifier {
 public:
  bool verify(const uint8_t (&)[kSha256Bytes], Text signature) override { return signature == "good"; }
};

std::string sha256_of(const std::string& bytes) {
  Sha256 hash;
  hash.add(text_of(bytes));
  uint8_t out[kSha256Bytes];
  hash.finish(out);
  return to_hex(out, sizeof out);
}

struct Board {
  Board() { trial.begin(store, "0.1.0", now); }

  void offer(const std::string& version, const std::string& signature = "good") {
    const std::string hex = to_hex(reinterpret_cast<const unsigned char*>(signature.data()), signature.size());
    const std::string manifest = "{\"version\":\"" + version + "\",\"size\":" + std::to_string(image.size()) + ",\"sha256\":\"" + sha256_of(image) +
                                 "\",\"signature\":\"" + hex + "\",\"url\":\"/firmware/esp32/x.bin\"}";
    hub.answers = {answer_of(200, manifest, "ETag: \"x\"\r\n"), answer_of(200, image)};
  }
  Verdict run(int ticks = 2000) {
    for (int i = 0; i < ticks; i++) updater.tick(now);
    return updater.verdict();
  }

  uint32_t now = 0xFFFFF000u;
  std::string image = std::string(5000, 'i') + MARQUEE_IMAGE_TAG("esp32", "0.2.0") + std::string(5000, 'j');
  Hub hub;
  Slot slot;
  Anybody verifier;
  MemoryStore store;
  Trial trial{};
  Json json;
  Updater updater{{hub, slot, verifier, store, trial, json, "hub.local:8080", "esp32", "0.1.0"}};
};

}  // namespace

TEST("a newer signed image is fetched, checked, put on trial and started") {
  Board board;
  board.offer("0.2.0");
  CHECK(board.run() == Verdict::kTake);
  CHECK_EQUAL(board.hub.requests.size(), size_t{2});
  CHECK_EQUAL(board.hub.requests[0],
              "GET /firmware/esp32/manifest.json HTTP/1.1\r\nHost: hub.local:8080\r\nUser-Agent: marquee/0.1.0\r\n"
              "Accept-Encoding: identity\r\nConnection: close\r\n\r\n");
  CHECK_EQUAL(board.hub.requests[1].substr(0, 33), "GET /firmware/esp32/x.bin HTTP/1.");
  CHECK(board.slot.written == board.image && board.slot.is_active);
  CHECK(board.updater.take_news() && board.updater.take_restart() && !board.updater.take_restart());
  CHECK_EQUAL(board.updater.percent(), 100);
  Trial next{};
  CHECK(next.begin(board.store, "0.2.0", 0) == TrialAction::kNone && next.is_on_trial());
}

TEST("the image may come in one piece or byte by byte, and shows how far it is") {
  for (const size_t chunk : {size_t{1}, size_t{511}, size_t{100000}}) {
    Board board;
    board.hub.chunk = chunk;
    board.offer("0.2.0");
    int middle = 0;
    for (int i = 0; i < 20000; i++) {
      board.updater.tick(board.now);
      if (board.updater.is_fetching() && board.updater.percent() > 40 && board.updater.percent() < 60) middle++;
    }
    CHECK(board.updater.verdict() == Verdict::kTake && board.slot.written == board.image && middle > 0);
  }
}

TEST("nothing is fetched that is not newer or not signed by the key") {
  for (const char* version : {"0.1.0", "0.0.9"}) {
    Board board;
    board.offer(version);
    CHECK(board.run() == (version == std::string("0.1.0") ? Verdict::kCurrent : Verdict::kDowngrade));
    CHECK(board.hub.requests.size() == 1 && !board.slot.is_begun);
  }
  for (const char* signature : {"", "bad"}) {
    Board board;
    board.offer("0.2.0", signature);
    CHECK(board.run() == (*signature == 0 ? Verdict::kUnsigned : Verdict::kWrongSignature));
    CHECK(board.hub.requests.size() == 1 && !board.slot.is_begun && board.updater.take_news());
  }
}

TEST("an image that is not the signed one is given up and never made the next one") {
  struct Case {
    Verdict verdict;
    void (*spoil)(Board&);
  };
  const Case cases[] = {
      {Verdict::kWrongHash, [](Board& board) { board.hub.answers[1][4000] ^= 1; }},
      {Verdict::kTruncated, [](Board& board) { board.hub.answers[1] = answer_of(200, board.image.substr(1)); }},
      {Verdict::kTooLarge, [](Board& board) { board.hub.answers[1] = answer_of(200, board.image + "x"); }},
      {Verdict::kTruncated, [](Board& board) { board.hub.answers[1].resize(6000); }},
      {Verdict::kUnreachable, [](Board& board) { board.hub.answers[1] = answer_of(302, board.image, "Location: /y\r\n"); }},
      {Verdict::kUnreachable, [](Board& board) { board.hub.answers[1] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + board.image; }},
      {Verdict::kUnreachable, [](Board& board) { board.hub.answers[1] = "HTTP/1.1 200 OK\r\n\r\n" + board.image; }},
      {Verdict::kCannotWrite, [](Board& board) { board.slot.can_begin = false; }},
      {Verdict::kCannotWrite, [](Board& board) { board.slot.can_write = false; }},
      {Verdict::kCannotWrite, [](Board& board) { board.slot.can_activate = false; }},
  };
  for (const Case& spoiled : cases) {
    Board board;
    board.offer("0.2.0");
    spoiled.spoil(board);
    CHECK_EQUAL(string_of(sentence_of(board.run())), string_of(sentence_of(spoiled.verdict)));
    CHECK(!board.slot.is_active && !board.updater.take_restart());
    Trial next{};
    CHECK(next.begin(board.store, "0.2.0", 0) == TrialAction::kNone && !next.is_on_trial());
  }
  Board other;
  other.image = std::string(5000, 'i') + MARQUEE_IMAGE_TAG("esp8266", "0.2.0");
  other.offer("0.2.0");
  CHECK(other.run() == Verdict::kWrongBoard && !other.slot.is_active);
  Board old;
  old.offer("0.3.0");
  CHECK(old.run() == Verdict::kWrongVersion && !old.slot.is_active);
}

TEST("a hub that says nothing, or nothing that is HTTP, is asked again later") {
  for (const char* answer : {"", "hello\r\n", "HTTP/1.1 200\r\n", "HTTP/1.1 20x OK\r\n\r\n", "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                             "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n"}) {
    Board board;
    board.hub.answers = {answer};
    if (board.run() != Verdict::kUnreachable) FAIL(answer);
    board.now += kUpdateRetryMs - 1;
    board.run();
    CHECK_EQUAL(board.hub.requests.size(), size_t{1});
    board.now += 1;
    board.run();
    CHECK_EQUAL(board.hub.requests.size(), size_t{2});
  }
  Board flood;
  flood.hub.answers = {"HTTP/1.1 200 OK\r\n" + std::string(kMaxResponseHeaderBytes, 'x')};
  CHECK(flood.run() == Verdict::kUnreachable);
  Board large;
  large.hub.answers = {answer_of(200, std::string(kMaxManifestBytes + 1, ' '))};
  CHECK(large.run() == Verdict::kMalformed);
}

TEST("a hub that falls silent in mid-transfer is given up after a while") {
  Board board;
  board.offer("0.2.0");
  board.hub.is_silent = true;
  board.hub.answers[1].resize(6000);
  board.run();
  CHECK(board.updater.is_fetching());
  board.now += kUpdateStallMs;
  CHECK(board.run() == Verdict::kTruncated);
  CHECK(!board.slot.is_begun);
}

TEST("a board that has no offer asks every six hours, one on trial does not ask") {
  Board board;
  board.hub.answers = {answer_of(404, "")};
  CHECK(board.run() == Verdict::kCurrent && !board.updater.take_news());
  board.now += kUpdateIntervalMs - 1;
  board.run();
  CHECK_EQUAL(board.hub.opened, 1);
  board.now += 1;
  board.run();
  CHECK_EQUAL(board.hub.opened, 2);
  Board unreachable;
  unreachable.hub.is_reachable = false;
  CHECK(unreachable.run() == Verdict::kUnreachable && unreachable.hub.opened == 1);
  Board trying;
  const uint8_t sha256[kSha256Bytes] = {7};
  trying.trial.arm(trying.store, "0.1.0", sha256);
  trying.trial.begin(trying.store, "0.1.0", 0);
  trying.run();
  CHECK_EQUAL(trying.hub.opened, 0);
}
