// Every store keeps the same promises, and a record outlives a loss of power at any moment.
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <vector>

#include "../host/file-store.h"
#include "../host/memory-store.h"
#include "failing-store.h"
#include "harness.h"
#include "setup/crc32.h"
#include "setup/record.h"

using namespace marquee;

namespace {

Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

std::string value_of(Store& store, const char* key, size_t capacity = 64) {
  std::vector<uint8_t> bytes(capacity);
  const size_t size = store.read(key, bytes.data(), capacity);
  return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

void check_conformance(Store& store) {
  CHECK_EQUAL(value_of(store, "hub.a"), "");
  CHECK(store.erase("hub.a"));
  CHECK(store.write("hub.a", "one"));
  CHECK_EQUAL(value_of(store, "hub.a"), "one");
  CHECK(store.write("hub.a", "a longer value"));
  CHECK(store.write("hub.b", text_of(std::string("\0\xFF", 2))));
  CHECK_EQUAL(value_of(store, "hub.a"), "a longer value");
  CHECK_EQUAL(value_of(store, "hub.a", 14), "a longer value");
  CHECK_EQUAL(value_of(store, "hub.a", 13), "");
  CHECK(store.write("hub.a", "x"));
  CHECK_EQUAL(value_of(store, "hub.a"), "x");
  CHECK(store.erase("hub.a"));
  CHECK_EQUAL(value_of(store, "hub.a"), "");
  CHECK_EQUAL(value_of(store, "hub.b"), std::string("\0\xFF", 2));
}

struct Folder {
  Folder() {
    char pattern[] = "/tmp/marquee-store-XXXXXX";
    path = mkdtemp(pattern);
  }
  ~Folder() {
    for (const char* key : {"hub.a", "hub.b"}) ::unlink((path + "/board/" + key).c_str());
    ::rmdir((path + "/board").c_str());
    ::rmdir(path.c_str());
  }
  std::string path;
};

bool save(Store& store, const std::string& text) {
  RecordBuffer buffer;
  copy_text(text_of(text), buffer.payload(), kMaxRecordBytes);
  return save_record(store, RecordKind::kHub, 1, buffer, text.size());
}

std::string load(Store& store) {
  RecordBuffer buffer;
  Record record;
  if (!load_record(store, RecordKind::kHub, buffer, record)) return "nothing";
  return {record.payload.data, record.payload.data + record.payload.size};
}

}  // namespace

TEST("a store in memory keeps, replaces and forgets values") {
  MemoryStore store;
  check_conformance(store);
}

TEST("a store of files keeps, replaces and forgets values, and only its user can read them") {
  Folder folder;
  FileStore store(folder.path + "/board");
  check_conformance(store);
  struct stat about;
  CHECK(::stat((folder.path + "/board/hub.b").c_str(), &about) == 0 && (about.st_mode & 0777) == 0600);
  FileStore unreachable(folder.path + "/no/such/folder");
  CHECK(!unreachable.write("hub.a", "x"));
}

TEST("a record is read back, and the newer one counts") {
  MemoryStore store;
  CHECK_EQUAL(load(store), "nothing");
  for (int i = 0; i < 5; i++) {
    CHECK(save(store, "value " + std::to_string(i)));
    CHECK_EQUAL(load(store), "value " + std::to_string(i));
  }
  CHECK(save(store, ""));
  CHECK_EQUAL(load(store), "");
  CHECK_EQUAL(store.values.size(), size_t{2});
}

TEST("a loss of power while a record is written leaves the one before") {
  for (size_t bytes = 0; bytes <= RecordBuffer::kHeaderBytes + 3; bytes++) {
    MemoryStore store;
    save(store, "older");
    save(store, "old");
    FailingStore failing(store, bytes);
    const bool is_saved = save(failing, "new");
    CHECK_EQUAL(load(store), is_saved ? "new" : "old");
    CHECK_EQUAL(is_saved, bytes == RecordBuffer::kHeaderBytes + 3);
    CHECK(save(store, "next"));
    CHECK_EQUAL(load(store), "next");
  }
}

TEST("a loss of power while a record is forgotten never brings an older one back") {
  for (size_t erased = 0; erased <= 2; erased++) {
    for (const bool is_second : {false, true}) {
      MemoryStore store;
      save(store, "older");
      save(store, "old");
      if (is_second) save(store, "older again"), save(store, "old"), save(store, "old");
      FailingStore failing(store, erased);
      CHECK_EQUAL(erase_record(failing, RecordKind::kHub), erased == 2);
      CHECK_EQUAL(load(store), erased == 2 ? "nothing" : "old");
    }
  }
}

TEST("a record with any bit flipped is not read") {
  MemoryStore store;
  save(store, "secret");
  const std::string whole = store.values.begin()->second;
  for (size_t bit = 0; bit < whole.size() * 8; bit++) {
    std::string broken = whole;
    broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << bit % 8));
    store.values.begin()->second = broken;
    CHECK_EQUAL(load(store), "nothing");
  }
}

TEST("the serial of records may wrap") {
  MemoryStore store;
  save(store, "last before the wrap");
  std::string& slot = store.values.begin()->second;
  for (size_t i = 4; i < 8; i++) slot[i] = '\xFF';
  for (size_t i = 10; i < 14; i++) slot[i] = 0;
  const uint32_t crc = crc32_of(text_of(slot));
  for (size_t i = 0; i < 4; i++) slot[10 + i] = static_cast<char>(crc >> (8 * i));
  CHECK_EQUAL(load(store), "last before the wrap");
  for (const char* text : {"first after it", "second after it"}) {
    CHECK(save(store, text));
    CHECK_EQUAL(load(store), text);
  }
}
