#include "record.h"

#include "crc32.h"

namespace marquee {

namespace {

// Layout, little-endian: 'M', kind, version, 0, serial (4), size (2), CRC-32 of all of it but itself (4), payload.
constexpr size_t kSerialAt = 4;
constexpr size_t kSizeAt = 8;
constexpr size_t kCrcAt = 10;
constexpr uint8_t kMark = 'M';

constexpr const char* kSlots[][2] = {{"networks.a", "networks.b"},
                                     {"hub.a", "hub.b"},
                                     {"identity.a", "identity.b"},
                                     {"glass.a", "glass.b"},
                                     {"trial.a", "trial.b"},
                                     {"next.a", "next.b"}};

const char* slot_name(RecordKind kind, int slot) { return kSlots[static_cast<int>(kind) - 1][slot]; }

void put_le(uint8_t* at, uint32_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) at[i] = static_cast<uint8_t>(value >> (8 * i));
}

uint32_t get_le(const uint8_t* at, size_t bytes) {
  uint32_t value = 0;
  for (size_t i = 0; i < bytes; i++) value |= static_cast<uint32_t>(at[i]) << (8 * i);
  return value;
}

uint32_t crc_of(RecordBuffer& buffer, size_t size) {
  const uint32_t kept = get_le(buffer.bytes + kCrcAt, 4);
  put_le(buffer.bytes + kCrcAt, 0, 4);
  const uint32_t crc = crc32_of({buffer.bytes, RecordBuffer::kHeaderBytes + size});
  put_le(buffer.bytes + kCrcAt, kept, 4);
  return crc;
}

bool read_slot(Store& store, RecordKind kind, int slot, RecordBuffer& buffer, uint32_t& serial, size_t& size) {
  const size_t count = store.read(slot_name(kind, slot), buffer.bytes, sizeof buffer.bytes);
  if (count < RecordBuffer::kHeaderBytes || count > sizeof buffer.bytes) return false;
  size = get_le(buffer.bytes + kSizeAt, 2);
  if (count != RecordBuffer::kHeaderBytes + size) return false;
  if (buffer.bytes[0] != kMark || buffer.bytes[1] != static_cast<uint8_t>(kind)) return false;
  if (get_le(buffer.bytes + kCrcAt, 4) != crc_of(buffer, size)) return false;
  serial = get_le(buffer.bytes + kSerialAt, 4);
  return true;
}

// Which slot holds the newer record, -1 if neither holds one. The serial may wrap.
int newer_slot(Store& store, RecordKind kind, RecordBuffer& buffer, uint32_t& serial) {
  uint32_t serials[2];
  bool valid[2];
  size_t size;
  for (int slot = 0; slot < 2; slot++) valid[slot] = read_slot(store, kind, slot, buffer, serials[slot], size);
  if (!valid[0] && !valid[1]) return -1;
  const int slot = !valid[0] || (valid[1] && serials[1] - serials[0] < 0x80000000u) ? 1 : 0;
  serial = serials[slot];
  return slot;
}

}  // namespace

bool load_record(Store& store, RecordKind kind, RecordBuffer& buffer, Record& record) {
  uint32_t serial = 0;
  size_t size = 0;
  const int slot = newer_slot(store, kind, buffer, serial);
  if (slot < 0 || !read_slot(store, kind, slot, buffer, serial, size)) return false;
  record = {buffer.bytes[2], {buffer.payload(), size}};
  return true;
}

bool save_record(Store& store, RecordKind kind, uint8_t version, RecordBuffer& buffer, size_t size) {
  if (size > kMaxRecordBytes) return false;
  // On the stack for this call: `buffer` holds what is to be saved.
  RecordBuffer other;
  uint32_t serial = 0;
  const int newer = newer_slot(store, kind, other, serial);
  const int slot = newer == 0 ? 1 : 0;
  memset(buffer.bytes, 0, RecordBuffer::kHeaderBytes);
  buffer.bytes[0] = kMark;
  buffer.bytes[1] = static_cast<uint8_t>(kind);
  buffer.bytes[2] = version;
  put_le(buffer.bytes + kSerialAt, serial + 1, 4);
  put_le(buffer.bytes + kSizeAt, static_cast<uint32_t>(size), 2);
  put_le(buffer.bytes + kCrcAt, crc_of(buffer, size), 4);
  const Text whole{buffer.bytes, RecordBuffer::kHeaderBytes + size};
  if (!store.write(slot_name(kind, slot), whole)) return false;
  const size_t count = store.read(slot_name(kind, slot), other.bytes, sizeof other.bytes);
  return count == whole.size && memcmp(other.bytes, whole.data, count) == 0;
}

bool erase_record(Store& store, RecordKind kind) {
  RecordBuffer buffer;
  uint32_t serial = 0;
  const int newer = newer_slot(store, kind, buffer, serial) == 1 ? 1 : 0;
  const bool is_older_gone = store.erase(slot_name(kind, 1 - newer));
  return store.erase(slot_name(kind, newer)) && is_older_gone;
}

}  // namespace marquee
