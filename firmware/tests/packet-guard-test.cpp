#include "../core/link/packet-guard.h"
#include "fake-stream.h"
#include "harness.h"
#include "mqtt-bytes.h"

using namespace marquee;

namespace {

struct Guarded final : OversizeListener {
  FakeStream stream;
  PacketGuard guard{stream, *this};
  std::string reported;

  Guarded() {
    guard.restart();
    pass(connack());
  }
  void oversize(Text topic, uint8_t first_byte, uint32_t hash) override {
    reported += string_of(topic) + " " + std::to_string(first_byte) + " " + std::to_string(hash == hash_) + "\n";
  }
  // What the client gets to read when the server sends this.
  std::string pass(const std::string& bytes) {
    stream.incoming += bytes;
    std::string all;
    uint8_t piece[700];
    for (int idle = 0; idle < 3;) {
      const size_t count = guard.read(piece, sizeof piece);
      all.append(reinterpret_cast<const char*>(piece), count);
      idle = count == 0 && stream.incoming.empty() ? idle + 1 : 0;
    }
    return all;
  }
  std::string expect_hash(const std::string& payload) {
    hash_ = hash_of(text_of(payload));
    return payload;
  }
  std::string fault() const { return string_of(name_of(guard.fault())); }

 private:
  uint32_t hash_ = 0;
};

std::string fault_of(const std::string& bytes) {
  Guarded guarded;
  const std::string passed = guarded.pass(bytes);
  if (!passed.empty()) FAIL("something passed");
  CHECK_EQUAL(guarded.guard.is_open(), guarded.fault() == "none");
  return guarded.fault();
}

const std::string kTopic = "displays/k/message";
// The longest payload that fits the buffer of the client, at QoS 0.
const size_t kFits = kPacketBytes - 5 - kTopic.size();

}  // namespace

TEST("whole packets pass as they are, however they arrive") {
  const std::string packets = publish(kTopic, "Dinner") + publish(kTopic, "", 1, 7) + mqtt(0xD0, "") + suback(3, 1) +
                              publish(kTopic, std::string(kFits, 'x')) + mqtt(0xB0, u16(9)) + mqtt(0x40, u16(1));
  for (size_t largest_read : std::initializer_list<size_t>{1, 2, 5, 64, 4096}) {
    Guarded guarded;
    guarded.stream.largest_read = largest_read;
    if (guarded.pass(packets) != packets) FAIL("damaged in pieces of " + std::to_string(largest_read));
    CHECK_EQUAL(guarded.fault(), "none");
  }
}

TEST("nothing of a packet passes before it is whole") {
  Guarded guarded;
  const std::string packet = publish(kTopic, "Dinner");
  CHECK_EQUAL(guarded.pass(packet.substr(0, packet.size() - 1)), "");
  CHECK_EQUAL(guarded.guard.available(), size_t{0});
  CHECK(guarded.guard.is_open());
  CHECK_EQUAL(guarded.pass(packet.substr(packet.size() - 1)), packet);
}

TEST("a payload one byte over the buffer is acknowledged, reported by its hash, and the next message passes") {
  for (int qos : {0, 1, 2}) {
    Guarded guarded;
    // The packet id takes two bytes of the room.
    const size_t fits = kFits - (qos > 0 ? 2 : 0);
    if (qos < 2) CHECK(!guarded.pass(publish(kTopic, std::string(fits, 'x'), qos)).empty());
    guarded.stream.written.clear();
    const std::string payload = guarded.expect_hash("{" + std::string(fits, 'x'));
    CHECK_EQUAL(guarded.pass(publish(kTopic, payload, qos, 0x1234) + publish(kTopic, "next")), publish(kTopic, "next"));
    CHECK_EQUAL(guarded.reported, kTopic + " 123 1\n");
    CHECK_EQUAL(guarded.stream.written, qos == 0 ? "" : mqtt(qos == 1 ? 0x40 : 0x50, u16(0x1234)));
  }
}

TEST("a payload of 20,000 bytes in small pieces ends the same way") {
  Guarded guarded;
  guarded.stream.largest_read = 3;
  const std::string payload = guarded.expect_hash(std::string(20000, 'y'));
  CHECK_EQUAL(guarded.pass(publish(kTopic, payload, 1, 2) + mqtt(0xD0, "")), mqtt(0xD0, ""));
  CHECK_EQUAL(guarded.reported, kTopic + " 121 1\n");
  CHECK_EQUAL(guarded.stream.written, mqtt(0x40, u16(2)));
}

TEST("a flood is taken in bounded steps") {
  Guarded guarded;
  guarded.stream.incoming = publish(kTopic, std::string(200000, 'z'));
  const size_t before = guarded.stream.incoming.size();
  CHECK_EQUAL(guarded.guard.available(), size_t{0});
  CHECK(before - guarded.stream.incoming.size() <= kGuardBytesPerCall + 64);
}

TEST("an oversize topic is nobody's, but its message is acknowledged") {
  Guarded guarded;
  CHECK_EQUAL(guarded.pass(publish(std::string(60000, 't'), "x", 1, 5) + mqtt(0xD0, "")), mqtt(0xD0, ""));
  CHECK_EQUAL(guarded.reported, "");
  CHECK_EQUAL(guarded.stream.written, mqtt(0x40, u16(5)));
}

TEST("an empty oversize payload is none: the topic fills the packet") {
  Guarded guarded;
  CHECK_EQUAL(guarded.pass(publish(std::string(kPacketBytes, 't'), "")), "");
  CHECK_EQUAL(guarded.fault(), "none");
}

TEST("a topic that is longer than its packet closes the connection, also where 16 bits would wrap") {
  CHECK_EQUAL(fault_of(mqtt(0x30, "\xFF\xFFxxxxxx")), "malformed");
  CHECK_EQUAL(fault_of(mqtt(0x30, "\xFF\xFExxxxxx")), "malformed");
  CHECK_EQUAL(fault_of(mqtt(0x32, "\xFF\xFDxxxxxx")), "malformed");
  CHECK_EQUAL(fault_of(mqtt(0x30, u16(60000) + std::string(18, 'x'))), "malformed");
  CHECK_EQUAL(fault_of(mqtt(0x30, u16(7) + "xxxxxx")), "malformed");
  CHECK_EQUAL(fault_of(mqtt(0x32, u16(6) + "xxxxxx" + "\x01")), "malformed");
  CHECK_EQUAL(fault_of(mqtt(0x30, u16(60000) + std::string(50000, 'x'))), "malformed");
}

TEST("malformed packets close the connection and nothing of them passes") {
  const std::string packets[] = {
      mqtt(0x30, ""), mqtt(0x30, "\x01"), publish("", "x"), publish("a+b", "x"), publish("a/#", "x"),
      publish(std::string("a\0b", 3), "x"), publish(kTopic, "x", 3), publish(kTopic, "x", 1, 0), publish(kTopic, "x", 2, 0),
      mqtt(0x40, "\x01"), mqtt(0x41, u16(1)), mqtt(0x60, u16(1)), mqtt(0x90, u16(1)), suback(1, 3), mqtt(0xD0, "x"),
      mqtt(0x10, "x"), mqtt(0x82, "x"), mqtt(0xA2, "x"), mqtt(0xC0, ""), mqtt(0xE0, ""), mqtt(0x00, ""), mqtt(0xF0, ""),
      std::string("\x30\xFF\xFF\xFF\xFF\x01", 6), publish(std::string(kPacketBytes, '#'), "x"),
      publish(kTopic, std::string(kPacketBytes, 'x'), 3), publish(kTopic, std::string(kPacketBytes, 'x'), 1, 0),
  };
  for (const std::string& packet : packets) CHECK_EQUAL(fault_of(packet), "malformed");
}

TEST("other packets than PUBLISH that do not fit close the connection") {
  CHECK_EQUAL(fault_of(mqtt(0x90, u16(1) + std::string(kPacketBytes, '\x01'))), "too_large");
}

TEST("CONNACK comes first and once") {
  CHECK_EQUAL(fault_of(connack()), "unexpected");
  Guarded guarded;
  guarded.guard.restart();
  CHECK_EQUAL(guarded.pass(publish(kTopic, "early")), "");
  CHECK_EQUAL(guarded.fault(), "unexpected");
}

TEST("the return code and session present are seen") {
  Guarded guarded;
  CHECK_EQUAL(guarded.guard.return_code(), 0);
  CHECK(!guarded.guard.is_session_present());
  guarded.guard.restart();
  CHECK_EQUAL(guarded.guard.return_code(), -1);
  CHECK_EQUAL(guarded.pass(connack(0, 1)), connack(0, 1));
  CHECK(guarded.guard.is_session_present());
  guarded.guard.restart();
  CHECK_EQUAL(guarded.pass(connack(5)), connack(5));
  CHECK_EQUAL(guarded.guard.return_code(), 5);
}

TEST("QoS 2 is acknowledged here and passed on as QoS 0, with a right length on both sides of its steps") {
  for (size_t size : std::initializer_list<size_t>{0, 1, 105, 106, 107, 108, 109, 110, 2000}) {
    Guarded guarded;
    const std::string payload(size, 'q');
    CHECK_EQUAL(guarded.pass(publish(kTopic, payload, 2, 9, 1) + mqtt(0x62, u16(9))), publish(kTopic, payload, 0, 0, 1));
    CHECK_EQUAL(guarded.stream.written, mqtt(0x50, u16(9)) + mqtt(0x70, u16(9)));
  }
}

TEST("subscriptions are granted or refused one by one, in any order") {
  Guarded guarded;
  for (size_t id : std::initializer_list<size_t>{1, 2, 3}) {
    const std::string packet = subscribe(id, "a/b");
    CHECK(guarded.guard.write(text_of(packet).data, packet.size()));
  }
  const Subscriptions& subscriptions = guarded.guard.subscriptions();
  CHECK(!subscriptions.are_all_answered());
  guarded.pass(suback(3, 0x80) + suback(1, 1) + suback(8, 0x80));
  CHECK(!subscriptions.are_all_answered());
  guarded.pass(suback(2, 0));
  CHECK(subscriptions.are_all_answered());
  CHECK(subscriptions.is_refused(2));
  CHECK(!subscriptions.is_refused(0) && !subscriptions.is_refused(1) && !subscriptions.is_refused(3));
}

TEST("what the client writes goes out unchanged") {
  Guarded guarded;
  const std::string packet = subscribe(1, "x") + "\x82";
  guarded.guard.write(text_of(packet).data, packet.size());
  CHECK_EQUAL(guarded.stream.written, packet);
  CHECK_EQUAL(guarded.guard.subscriptions().count(), size_t{0});
}

TEST("an acknowledgement that cannot be written ends the connection") {
  Guarded guarded;
  guarded.stream.takes_writes = false;
  CHECK_EQUAL(guarded.pass(publish(kTopic, "x", 2, 9)), "");
  CHECK_EQUAL(guarded.fault(), "lost");
}

TEST("a lost connection stays open until its last packet is read") {
  Guarded guarded;
  guarded.stream.incoming = publish(kTopic, "x");
  guarded.stream.is_up = false;
  CHECK(guarded.guard.available() > 0);
  CHECK(guarded.guard.is_open());
  guarded.pass("");
  CHECK(!guarded.guard.is_open());
}
