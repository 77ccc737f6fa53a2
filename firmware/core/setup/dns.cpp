#include "dns.h"

#include "../text/writer.h"
#include "byte-reader.h"

namespace marquee {

namespace {

constexpr size_t kHeaderBytes = 12;
constexpr uint16_t kTypeA = 1;
constexpr uint16_t kTypeAny = 255;
constexpr uint16_t kClassIn = 1;

// Labels of 1 to 63 bytes up to the root; a question has no pointers to follow.
bool skip_name(ByteReader& in) {
  const size_t start = in.at();
  for (uint8_t length = in.byte(); length > 0; length = in.byte()) {
    if (length > 63) return false;
    in.bytes(length);
    if (in.failed() || in.at() - start > kMaxDnsNameBytes) return false;
  }
  return !in.failed();
}

void put_word(Writer& out, uint16_t value) { out.put(static_cast<uint8_t>(value >> 8)).put(static_cast<uint8_t>(value)); }

}  // namespace

size_t answer_dns(Text question, const uint8_t (&ipv4)[4], uint8_t* out, size_t capacity) {
  if (question.size > kMaxDnsBytes) return 0;
  ByteReader in(question);
  const uint16_t id = in.word();
  const uint16_t flags = in.word();
  const uint16_t questions = in.word();
  in.bytes(kHeaderBytes - 6);
  constexpr uint16_t kResponseOrOpcode = 0xF800;
  if (in.failed() || (flags & kResponseOrOpcode) != 0 || questions != 1 || !skip_name(in)) return 0;
  const uint16_t type = in.word();
  const uint16_t klass = in.word();
  if (in.failed()) return 0;
  const bool has_answer = klass == kClassIn && (type == kTypeA || type == kTypeAny);
  Writer answer(out, capacity);
  put_word(answer, id);
  // A response with authority, asking for recursion as the question did.
  put_word(answer, static_cast<uint16_t>(0x8400 | (flags & 0x0100)));
  put_word(answer, 1);
  put_word(answer, has_answer ? 1 : 0);
  put_word(answer, 0);
  put_word(answer, 0);
  answer.put(question.first(in.at()).from(kHeaderBytes));
  if (has_answer) {
    // The name by a pointer to the question, A, IN, not to be kept, 4 bytes.
    constexpr uint8_t kRecord[] = {0xC0, kHeaderBytes, 0, kTypeA, 0, kClassIn, 0, 0, 0, 0, 0, 4};
    answer.put(Text(kRecord, sizeof kRecord)).put(Text(ipv4, sizeof ipv4));
  }
  return answer.overflowed() ? 0 : answer.size();
}

}  // namespace marquee
