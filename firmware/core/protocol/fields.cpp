#include "fields.h"

#include "../text/utf8.h"
#include "../text/words.h"
#include "date-time.h"
#include "names.h"

namespace marquee {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the low bytes of a number come first");

namespace {

ErrorCode check_string(Text text, bool is_cut, const FieldRule& rule, int64_t& number) {
  const bool has_bounds = rule.kind <= FieldKind::kPrintable;
  if (has_bounds && text.size < rule.low && !is_cut) return ErrorCode::kOutOfRange;
  if (has_bounds && (text.size > rule.high || is_cut)) return ErrorCode::kTooLong;
  bool matches = !is_cut;
  switch (rule.kind) {
    case FieldKind::kPrintable: matches = is_printable_ascii(text); break;
    case FieldKind::kMessageId: matches = matches && is_message_id(text); break;
    case FieldKind::kKey: matches = matches && is_key(text); break;
    case FieldKind::kName: matches = matches && is_name(text); break;
    case FieldKind::kDateTime: matches = matches && parse_date_time(text, number); break;
    case FieldKind::kChoice:
      // The first word is the name of the field.
      number = number_of_word(rule.name, text) - 1;
      matches = matches && number >= 0;
      number += rule.low;
      break;
    default: break;
  }
  return matches ? ErrorCode::kNone : ErrorCode::kInvalidValue;
}

class Reader {
 public:
  Reader(const Json& json, Writer& strings, Fault& fault) : json_(json), strings_(strings), fault_(fault) {}

  bool object(int token, const ObjectRule& rule, uint8_t* target, Text path, FieldSet& found) {
    int values[kMaxFields];
    found = 0;
    int key = json_.first(token);
    for (int i = 0; i < json_.size(token); i++) {
      const int value = json_.value_of(key);
      uint8_t bytes[kMaxFieldBytes];
      Writer name(bytes, sizeof bytes);
      json_.unescape(key, name);
      const int number = field_named(name, rule);
      if (number >= 0) {
        values[number] = value;
        found |= FieldSet{1} << number;
      } else if (!rule.ignores_unknown) {
        return refuse(ErrorCode::kUnknownField, path, name.text());
      }
      key = json_.after(value);
    }
    for (int i = 0; i < rule.count; i++) {
      const FieldRule& field = rule.fields[i];
      const bool is_found = (found & FieldSet{1} << i) != 0;
      if (!is_found && field.is_required) return refuse(ErrorCode::kMissingField, path, word_at(field.name, 0));
      if (is_found && !value(values[i], field, target, path)) return false;
    }
    return true;
  }

 private:
  static int field_named(const Writer& name, const ObjectRule& rule) {
    for (int i = 0; i < rule.count; i++) {
      if (!name.overflowed() && name.text() == word_at(rule.fields[i].name, 0)) return i;
    }
    return -1;
  }

  bool value(int token, const FieldRule& rule, uint8_t* target, Text path) {
    const Text name = word_at(rule.name, 0);
    if (rule.kind == FieldKind::kList) return list(token, rule, target, name);
    const ErrorCode code = scalar(token, rule, target + rule.offset);
    return code == ErrorCode::kNone || refuse(code, path, name);
  }

  ErrorCode scalar(int token, const FieldRule& rule, uint8_t* target) {
    const JsonType type = json_.type(token);
    int64_t number = type == JsonType::kTrue;
    if (rule.kind == FieldKind::kBoolean) {
      if (type != JsonType::kTrue && type != JsonType::kFalse) return ErrorCode::kWrongType;
    } else if (rule.kind == FieldKind::kInteger) {
      if (type != JsonType::kNumber || !json_.integer(token, number)) return ErrorCode::kWrongType;
      if (number < rule.low || number > static_cast<int64_t>(rule.high)) return ErrorCode::kOutOfRange;
    } else {
      return type == JsonType::kString ? string(token, rule, target) : ErrorCode::kWrongType;
    }
    memcpy(target, &number, rule.bytes);
    return ErrorCode::kNone;
  }

  ErrorCode string(int token, const FieldRule& rule, uint8_t* target) {
    const size_t start = strings_.size();
    json_.unescape(token, strings_);
    const Text text = strings_.text().from(start);
    int64_t number = 0;
    const ErrorCode code = check_string(text, strings_.overflowed(), rule, number);
    if (code == ErrorCode::kNone && rule.bytes == kAsSpan) {
      const Span span{static_cast<uint16_t>(start), static_cast<uint16_t>(text.size)};
      memcpy(target, &span, sizeof span);
      return code;
    }
    if (code == ErrorCode::kNone && rule.bytes != kNotKept) {
      const bool is_number = rule.kind == FieldKind::kDateTime || rule.kind == FieldKind::kChoice;
      if (is_number) {
        memcpy(target, &number, rule.bytes);
      } else {
        set_short_text(text, target, rule.bytes);
      }
    }
    strings_.shorten(start);
    return code;
  }

  bool list(int token, const FieldRule& rule, uint8_t* target, Text name) {
    if (json_.type(token) != JsonType::kArray) return refuse(ErrorCode::kWrongType, {}, name);
    const ListRule& elements = *rule.elements;
    const int count = json_.size(token);
    if (count < elements.least || count > elements.most) return refuse(ErrorCode::kOutOfRange, {}, name);
    int element = json_.first(token);
    for (int i = 0; i < count; i++, element = json_.after(element)) {
      uint8_t* place = target + rule.offset + i * elements.stride;
      if (!elements.has_objects) {
        const ErrorCode code = scalar(element, elements.object.fields[0], place);
        if (code != ErrorCode::kNone) return refuse(code, {}, name);
        continue;
      }
      uint8_t bytes[16];
      Writer path(bytes, sizeof bytes);
      path.put(name).put('[').number(i).put(']');
      if (json_.type(element) != JsonType::kObject) return refuse(ErrorCode::kWrongType, path.text(), {});
      FieldSet found;
      if (!object(element, elements.object, place, path.put('.').text(), found)) return false;
    }
    target[elements.count_offset] = static_cast<uint8_t>(count);
    return true;
  }

  bool refuse(ErrorCode code, Text path, Text name) { return fault_.set(code, path, name); }

  const Json& json_;
  Writer& strings_;
  Fault& fault_;
};

}  // namespace

bool read_object(const Json& json, int object, const ObjectRule& rule, void* target, Writer& strings, FieldSet& found,
                 Fault& fault, Text path) {
  return Reader(json, strings, fault).object(object, rule, static_cast<uint8_t*>(target), path, found);
}

}  // namespace marquee
