#include "../core/link/ws-connection.h"
#include "harness.h"
#include "ws-server.h"

using namespace marquee;

namespace {

struct Open {
  FakeStream stream;
  FakeRandom random;
  WsConnection ws{stream, random};

  Open() {
    CHECK(ws.start("hub", "/mqtt", 0));
    stream.incoming = accepted(stream.written);
    CHECK(ws.poll(0) == Progress::kDone);
    stream.written.clear();
  }
  // Everything that can be read; `piece` bytes at a time.
  std::string read_all(size_t piece = 64) {
    std::string all;
    uint8_t bytes[512];
    for (int idle = 0; idle < 3;) {
      const size_t count = ws.read(bytes, piece);
      all.append(reinterpret_cast<const char*>(bytes), count);
      idle = count == 0 && stream.incoming.empty() ? idle + 1 : 0;
    }
    return all;
  }
  std::string fault() const { return string_of(name_of(ws.fault())); }
};

// Feeds frames and returns the fault that they cause.
std::string fault_of(const std::string& frames) {
  Open open;
  open.stream.incoming = frames;
  open.read_all();
  return open.ws.is_open() ? "none" : open.fault();
}

int close_code_sent(Open& open) {
  const std::vector<ClientFrame> frames = frames_of(open.stream.written);
  if (frames.empty() || frames.back().first != 0x88 || frames.back().payload.size() != 2) return -1;
  return (static_cast<unsigned char>(frames.back().payload[0]) << 8) | static_cast<unsigned char>(frames.back().payload[1]);
}

}  // namespace

TEST("payload arrives whole from frames of any length, cut anywhere") {
  for (size_t size : std::initializer_list<size_t>{0, 1, 125, 126, 127, 255, 256, 257, 65535, 65536}) {
    std::string payload(size, 'x');
    for (size_t i = 0; i < size; i++) payload[i] = static_cast<char>(i * 7);
    for (size_t largest_read : std::initializer_list<size_t>{1, 3, 255, 4096}) {
      Open open;
      open.stream.largest_read = largest_read;
      open.stream.incoming = frame("<") + frame(payload) + frame(">");
      if (open.read_all(largest_read % 100 + 1) != "<" + payload + ">") FAIL(std::to_string(size) + " bytes are damaged");
      CHECK(open.ws.is_open());
    }
  }
}

TEST("a payload of any length may announce it in 64 bits") {
  Open open;
  open.stream.incoming = std::string("\x82\x7F\0\0\0\0\0\0\0\x02", 10) + "hi";
  CHECK_EQUAL(open.read_all(), "hi");
}

TEST("frames after the handshake in the same segment are not lost") {
  FakeStream stream;
  FakeRandom random;
  WsConnection ws(stream, random);
  CHECK(ws.start("hub", "/mqtt", 0));
  stream.incoming = accepted(stream.written) + frame("first");
  CHECK(ws.poll(0) == Progress::kDone);
  uint8_t bytes[16];
  CHECK_EQUAL(ws.read(bytes, sizeof bytes), size_t{5});
}

TEST("fragments are one stream, with pings between them") {
  Open open;
  open.stream.incoming = frame("ab", 0x02) + frame("one", 0x89) + frame("cd", 0x00) + frame("", 0x00) + frame("two", 0x89) + frame("ef", 0x80);
  CHECK_EQUAL(open.read_all(1), "abcdef");
  for (const ClientFrame& answer : frames_of(open.stream.written)) CHECK_EQUAL(answer.first, 0x8A);
  CHECK_EQUAL(frames_of(open.stream.written).back().payload, "two");
}

TEST("a ping is answered with its payload, masked; a pong is not answered") {
  Open open;
  open.stream.incoming = frame(std::string(125, 'p'), 0x89) + frame("x", 0x8A);
  open.read_all();
  const std::vector<ClientFrame> answers = frames_of(open.stream.written);
  CHECK_EQUAL(answers.size(), size_t{1});
  CHECK(answers[0].is_masked);
  CHECK_EQUAL(answers[0].payload, std::string(125, 'p'));
}

TEST("a flood of pings costs one answer per read-ahead") {
  Open open;
  for (int i = 0; i < 1280; i++) open.stream.incoming += frame("", 0x89);
  open.read_all();
  CHECK(open.stream.writes <= 12);
  CHECK(open.ws.is_open());
}

TEST("the client's frames are masked, whole and of any length") {
  for (size_t size : std::initializer_list<size_t>{0, 1, 125, 126, 1000, 70000}) {
    Open open;
    const std::string payload(size, 'y');
    CHECK(open.ws.write(text_of(payload).data, size));
    const std::vector<ClientFrame> frames = frames_of(open.stream.written);
    CHECK_EQUAL(frames.size(), size_t{1});
    CHECK_EQUAL(frames[0].first, 0x82);
    CHECK(frames[0].is_masked);
    if (frames[0].payload != payload) FAIL(std::to_string(size) + " bytes are damaged");
  }
}

TEST("two frames have two masks") {
  Open open;
  open.ws.write(text_of("aaaa").data, 4);
  const std::string first = take(open.stream.written);
  open.ws.write(text_of("aaaa").data, 4);
  CHECK(first.substr(2, 4) != open.stream.written.substr(2, 4));
}

TEST("frames that RFC 6455 forbids close the connection with 1002") {
  const std::string forbidden[] = {
      frame("x", 0xC2), frame("x", 0xA2), frame("x", 0x92),   // reserved bits
      frame("x", 0x83), frame("x", 0x87), frame("", 0x8B),    // reserved opcodes
      std::string("\x82\x81\0\0\0\0x", 7),                    // masked
      frame("x", 0x09), frame(std::string(126, 'x'), 0x89),   // a control frame in fragments, a long one
      frame("x", 0x00), frame("x", 0x80),                     // a continuation of nothing
      frame("a", 0x02) + frame("b", 0x82),                    // a message inside a message
      std::string("\x82\x7F\x80\0\0\0\0\0\0\0", 10),          // a length of more than 63 bits
      frame("x", 0x88),                                       // half a close code
  };
  for (const std::string& bytes : forbidden) {
    Open open;
    open.stream.incoming = bytes;
    open.read_all();
    CHECK(!open.ws.is_open());
    CHECK_EQUAL(open.fault(), "frame");
    CHECK_EQUAL(close_code_sent(open), 1002);
  }
}

TEST("a text frame closes the connection with 1003") {
  Open open;
  open.stream.incoming = frame("hello", 0x81);
  CHECK_EQUAL(open.read_all(), "");
  CHECK_EQUAL(open.fault(), "text");
  CHECK_EQUAL(close_code_sent(open), 1003);
}

TEST("what came before a fault is still delivered") {
  Open open;
  open.stream.incoming = frame("good") + frame("bad", 0x81);
  CHECK_EQUAL(open.read_all(), "good");
  CHECK(!open.ws.is_open());
}

TEST("a close is answered with its code, which is told") {
  for (int code : {1000, 1001, 1012, 1013, 4000}) {
    Open open;
    open.stream.incoming = frame("last") + frame(std::string{static_cast<char>(code >> 8), static_cast<char>(code)} + "why", 0x88);
    CHECK_EQUAL(open.read_all(), "last");
    CHECK_EQUAL(open.fault(), "closed");
    CHECK_EQUAL(open.ws.close_code(), code);
    CHECK_EQUAL(close_code_sent(open), code);
  }
  CHECK_EQUAL(fault_of(frame("", 0x88)), "closed");
}

TEST("a connection that is lost stays open until its bytes are read") {
  Open open;
  open.stream.incoming = frame("rest");
  open.stream.is_up = false;
  CHECK(open.ws.is_open());
  CHECK_EQUAL(open.read_all(), "rest");
  CHECK(!open.ws.is_open());
  CHECK_EQUAL(open.fault(), "lost");
}

TEST("a new handshake after a loss inside a frame begins afresh") {
  Open open;
  open.stream.incoming = frame("half a message that goes on", 0x02).substr(0, 9);
  open.read_all();
  open.ws.close();
  open.stream.reopen();
  CHECK(open.ws.start("hub", "/mqtt", 0));
  open.stream.incoming = accepted(open.stream.written) + frame("fresh");
  CHECK(open.ws.poll(0) == Progress::kDone);
  CHECK_EQUAL(open.read_all(), "fresh");
}

TEST("a stream that takes no more ends the connection") {
  Open open;
  open.stream.takes_writes = false;
  CHECK(!open.ws.write(text_of("x").data, 1));
  CHECK(!open.ws.is_open());
}

TEST("peek shows the next byte and takes none") {
  Open open;
  CHECK_EQUAL(open.ws.peek(), -1);
  open.stream.incoming = frame("ab");
  CHECK_EQUAL(open.ws.peek(), 'a');
  CHECK_EQUAL(open.read_all(), "ab");
}
