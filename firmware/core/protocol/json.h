#pragma once
// JSON of RFC 8259, strictly, on the tokens of jsmn. Bounds: kMaxJsonTokens and kMaxJsonDepth.

#include "../limits.h"
#include "../text/writer.h"
#include "fault.h"
#include "jsmn-config.h"

#ifndef JSMN_H
#define JSMN_HEADER
#include <jsmn.h>
#undef JSMN_HEADER
#endif

namespace marquee {

enum class JsonType : uint8_t { kObject, kArray, kString, kNumber, kTrue, kFalse, kNull };

// A parsed document. Values and keys are token numbers; the root is 0.
class Json {
 public:
  // False if the text is not valid JSON or exceeds a bound. The text must outlive the document.
  bool parse(Text text);
  // The same with its reason; also false if the root is no object.
  bool parse_object(Text text, Fault& fault);

  JsonType type(int token) const;
  // Members of an object, elements of an array.
  int size(int token) const { return tokens_[token].size; }
  // The first key or element of a container.
  int first(int token) const { return token + 1; }
  int value_of(int key) const { return key + 1; }
  // The token after a value and everything in it: the next key or element.
  int after(int token) const;

  // Appends the unescaped string, which is well-formed UTF-8.
  void unescape(int token, Writer& out) const;
  // The number as JSON.parse would round it. False unless that is an integer; beyond 2^53 it is clamped to that.
  bool integer(int token, int64_t& out) const;

 private:
  Text raw(int token) const;

  Text text_;
  int count_;
  jsmntok_t tokens_[kMaxJsonTokens];
};

}  // namespace marquee
