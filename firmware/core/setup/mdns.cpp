#include "mdns.h"

#include "../text/writer.h"
#include "byte-reader.h"

namespace marquee {

namespace {

constexpr uint8_t kService[] = "\x08_marquee\x04_tcp\x05local";  // with its NUL, the root
constexpr uint16_t kTypeA = 1;
constexpr uint16_t kTypePointer = 12;
constexpr uint16_t kTypeService = 33;
constexpr uint16_t kClassIn = 1;
// The top bit of a class: cache-flush in answers, unicast response wanted in questions.
constexpr uint16_t kClassFlag = 0x8000;
// A response has few names; more pointers than this go in circles.
constexpr int kMostJumps = 8;
// More records than a hub has to tell.
constexpr uint32_t kMostRecords = 64;

// A name in its form on the wire, in small letters and without pointers.
struct Name {
  uint8_t bytes[kMaxDnsNameBytes];
  size_t size;

  Text view() const { return {bytes, size}; }
  bool put(uint8_t byte) {
    if (size == sizeof bytes) return false;
    bytes[size++] = is_upper(byte) ? static_cast<uint8_t>(byte + 0x20) : byte;
    return true;
  }
};

bool ends_with(Text text, Text ending) { return text.size >= ending.size && text.from(text.size - ending.size) == ending; }

// Reads the name at the reader, following pointers elsewhere; the reader ends behind the name.
bool read_name(Text packet, ByteReader& in, Name& name) {
  name.size = 0;
  ByteReader elsewhere = in;
  ByteReader* at = &in;
  for (int jumps = 0; jumps < kMostJumps;) {
    const uint8_t length = at->byte();
    if (at->failed()) return false;
    if (length >= 0xC0) {
      const size_t target = static_cast<size_t>(length & 0x3F) << 8 | at->byte();
      elsewhere = ByteReader(packet);
      elsewhere.bytes(target);
      at = &elsewhere;
      jumps++;
      continue;
    }
    if (length > 63 || !name.put(length)) return false;
    if (length == 0) return true;
    const Text label = at->bytes(length);
    if (at->failed()) return false;
    for (size_t i = 0; i < label.size; i++) {
      if (!name.put(label[i])) return false;
    }
  }
  return false;
}

struct ResourceRecord {
  Name name;
  uint16_t type;
  uint16_t klass;
  size_t data_at;
  Text data;
};

bool read_record(Text packet, ByteReader& in, ResourceRecord& record) {
  if (!read_name(packet, in, record.name)) return false;
  record.type = in.word();
  record.klass = static_cast<uint16_t>(in.word() & ~kClassFlag);
  in.bytes(4);
  const uint16_t size = in.word();
  record.data_at = in.at();
  record.data = in.bytes(size);
  return !in.failed();
}

// The reader at the first record, and how many there are; false if the packet is no response.
bool begin_records(Text packet, ByteReader& in, uint32_t& records) {
  in.word();
  const uint16_t flags = in.word();
  const uint16_t questions = in.word();
  records = 0;
  for (int section = 0; section < 3; section++) records += in.word();
  if (in.failed() || (flags & 0x8000) == 0 || questions > 4 || records > kMostRecords) return false;
  Name name;
  for (uint16_t i = 0; i < questions; i++) {
    if (!read_name(packet, in, name)) return false;
    in.bytes(4);
  }
  return !in.failed();
}

void write_address(Text ipv4, ShortText<kMaxHubHostBytes>& host) {
  Writer out(host.bytes, sizeof host.bytes);
  for (size_t i = 0; i < 4; i++) out.put(i > 0 ? "." : "").number(ipv4[i]);
  host.size = static_cast<uint16_t>(out.size());
}

// The port of the service, and the name of the host that it runs on.
bool find_service(Text packet, uint16_t& port, Name& host) {
  ByteReader in(packet);
  uint32_t records;
  if (!begin_records(packet, in, records)) return false;
  for (ResourceRecord record; records > 0; records--) {
    if (!read_record(packet, in, record)) return false;
    if (record.type != kTypeService || record.klass != kClassIn || !ends_with(record.name.view(), Text(kService, sizeof kService))) continue;
    ByteReader data(packet.first(record.data_at + record.data.size));
    data.bytes(record.data_at + 4);  // priority and weight
    port = data.word();
    if (!data.failed() && port != 0 && read_name(packet, data, host)) return true;
  }
  return false;
}

// The address of that host, if it is in the packet.
bool find_address(Text packet, const Name& host, Text& ipv4) {
  ByteReader in(packet);
  uint32_t records;
  if (!begin_records(packet, in, records)) return false;
  for (ResourceRecord record; records > 0; records--) {
    if (!read_record(packet, in, record)) return false;
    const bool is_address = record.type == kTypeA && record.klass == kClassIn && record.data.size == 4;
    if (!is_address || record.name.view() != host.view()) continue;
    ipv4 = record.data;
    return true;
  }
  return false;
}

}  // namespace

size_t write_hub_question(uint8_t* out, size_t capacity) {
  Writer question(out, capacity);
  constexpr uint8_t kHeader[] = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
  constexpr uint8_t kTypeAndClass[] = {0, kTypePointer, kClassFlag >> 8, kClassIn};
  question.put(Text(kHeader, sizeof kHeader)).put(Text(kService, sizeof kService)).put(Text(kTypeAndClass, sizeof kTypeAndClass));
  return question.overflowed() ? 0 : question.size();
}

bool read_hub_answer(Text packet, const uint8_t (&sender)[4], HubEndpoint& hub) {
  Name host;
  uint16_t port = 0;
  if (packet.size > kMaxMdnsBytes || !find_service(packet, port, host)) return false;
  Text address{sender, sizeof sender};
  find_address(packet, host, address);
  hub = HubEndpoint{};
  write_address(address, hub.host);
  hub.port = port;
  hub.path.set("/mqtt");
  return true;
}

}  // namespace marquee
