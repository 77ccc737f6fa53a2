#include "protocol/message.h"

#include "harness.h"
#include "json-file.h"
#include "protocol/json.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }

struct Parsed {
  std::string verdict;  // empty, or `code` or `code:field`
  std::string text;
  Message message;
};

Parsed parse(const std::string& payload, Fault (*parser)(Text, Json&, Draft&) = parse_message) {
  static Json json;
  static Draft draft;
  // A copy of exactly this size, so that AddressSanitizer sees a read beyond it.
  const std::vector<uint8_t> bytes(payload.begin(), payload.end());
  const Fault fault = parser({bytes.data(), bytes.size()}, json, draft);
  Parsed parsed{"", "", draft.message};
  if (fault) {
    parsed.verdict = string_of(name_of(fault.code));
    if (!fault.field.empty()) parsed.verdict += ":" + string_of(fault.field.view());
  } else {
    parsed.text = string_of(draft.text(draft.message.text));
  }
  return parsed;
}

std::string with(const std::string& fields) { return "{\"text\":\"x\"," + fields + "}"; }

void check_fixtures(const char* file, Fault (*parser)(Text, Json&, Draft&)) {
  const Value fixtures = read_json_file(file);
  CHECK(fixtures.elements.size() > 0);
  for (const Value& fixture : fixtures.elements) {
    const bool is_hex = fixture["payloadHex"].exists();
    const std::string payload = is_hex ? from_hex(fixture["payloadHex"].text) : fixture["payload"].text;
    if (payload.empty()) continue;
    std::string expected;
    if (!fixture["valid"].is_true()) {
      expected = fixture["code"].text;
      if (fixture["field"].exists()) expected += ":" + fixture["field"].text;
    }
    const Parsed parsed = parse(payload, parser);
    if (parsed.verdict != expected) FAIL(fixture["title"].text + ": " + parsed.verdict + " instead of " + expected);
    const Value& text = fixture["expect"]["text"];
    if (text.exists() && payload[0] == '{' && parsed.text != text.text) FAIL(fixture["title"].text + ": text " + parsed.text);
  }
}

}  // namespace

TEST("every message of the contract is accepted or refused as it says") { check_fixtures("fixtures/messages.json", parse_message); }

TEST("every page of the contract is accepted or refused as it says") { check_fixtures("fixtures/pages.json", parse_page); }

TEST("a page has an order, a time and a stale date of its own") {
  const Message page = parse(with("\"order\":7,\"when\":\"offline\",\"staleAt\":\"1970-01-01T00:00:01Z\""), parse_page).message;
  CHECK_EQUAL(page.order, 7);
  CHECK(page.when == When::kOffline);
  CHECK(page.has_stale_date && !page.has_expiry && !page.has_ttl);
  CHECK_EQUAL(page.stale_at, 1000);
  const Message other = parse(with("\"lifetimeMs\":5,\"ttlMs\":6"), parse_page).message;
  CHECK_EQUAL(other.order, kDefaultPageOrder);
  CHECK(other.when == When::kAlways);
  CHECK(!other.has_stale_date && other.has_ttl);
  CHECK_EQUAL(other.lifetime_ms, 5u);
  CHECK_EQUAL(other.ttl_ms, 6u);
}

TEST("JSON that RFC 8259 does not allow is malformed") {
  const char* const payloads[] = {
      "{", "{}x", "{\"text\":\"x\"} {}", "{\"text\":\"x\",}", "{,}", "{\"text\" \"x\"}", "{\"text\":}", "{text:\"x\"}", "{'text':'x'}",
      "{\"text\":\"x\" \"id\":\"a\"}", "{\"text\":\"\t\"}", "{\"text\":\"\\x\"}", "{\"text\":\"\\u12g4\"}", "{\"text\":\"\\u12\"}",
      "{\"text\":\"x}", "{\"text\":tru}", "{\"text\":True}", "{\"text\":truex}", "{\"text\":nul}", "{\"text\":01}", "{\"text\":1.}",
      "{\"text\":.5}", "{\"text\":+1}", "{\"text\":-}", "{\"text\":1e}", "{\"text\":1e+}", "{\"text\":0x10}", "{\"text\":NaN}",
      "{\"text\":[1,]}", "{\"text\":[1 2]}", "{\"text\":[}", "{\"text\":{]}", "{\"a\":[[[[1]]]]}", "{\"text\":\"x\"}\x01", "{\"text\":--1}",
      "{{}}", "{\"a\":1:2}", "{1:2}", "{\"text\":\"x\"/**/}", "{\"text\":\"x\"}]",
  };
  for (const char* payload : payloads) {
    if (parse(payload).verdict != "malformed_json") FAIL(std::string(payload) + ": " + parse(payload).verdict);
  }
}

TEST("numbers are integers when JSON.parse makes them so") {
  const char* const eight_thousand[] = {"8000", "8e3", "8E+3", "8000.0", "8000.000", "80000e-1", "0.8e4", "8000.0000000000000000001", "0.00008e8"};
  for (const char* number : eight_thousand) {
    const Parsed parsed = parse(with(std::string("\"showMs\":") + number));
    if (!parsed.verdict.empty() || parsed.message.show_ms != 8000) FAIL(std::string(number) + ": " + parsed.verdict);
  }
  CHECK_EQUAL(parse(with("\"minShowMs\":-0")).verdict, "");
  CHECK_EQUAL(parse(with("\"minShowMs\":1e-400")).verdict, "");
  CHECK_EQUAL(parse(with("\"minShowMs\":-0.0e99")).verdict, "");
  CHECK_EQUAL(parse(with("\"showMs\":8000.5")).verdict, "wrong_type:showMs");
  CHECK_EQUAL(parse(with("\"showMs\":1e-300")).verdict, "wrong_type:showMs");
  CHECK_EQUAL(parse(with("\"showMs\":1e300")).verdict, "out_of_range:showMs");
  CHECK_EQUAL(parse(with("\"showMs\":18446744073709559616")).verdict, "out_of_range:showMs");
  CHECK_EQUAL(parse(with("\"showMs\":4294975296")).verdict, "out_of_range:showMs");
  CHECK_EQUAL(parse(with("\"ttlMs\":2592000000")).message.ttl_ms, 2592000000u);
  CHECK_EQUAL(parse(with("\"ttlMs\":2592000001")).verdict, "out_of_range:ttlMs");
  CHECK_EQUAL(parse(with("\"showMs\":1e99999999999999999999")).verdict, "out_of_range:showMs");
}

TEST("the last of duplicate keys wins") {
  CHECK_EQUAL(parse("{\"text\":1,\"text\":\"b\"}").text, "b");
  CHECK_EQUAL(parse("{\"text\":\"a\",\"text\":null}").verdict, "wrong_type:text");
  CHECK_EQUAL(parse("{\"te\\u0078t\":\"escaped\"}").text, "escaped");
}

TEST("escapes become UTF-8, lone surrogates the replacement character") {
  CHECK_EQUAL(parse("{\"text\":\"\\u00e9\\n\\\"\\\\\\/\\b\"}").text, "\xC3\xA9\n\"\\/\b");
  CHECK_EQUAL(parse("{\"text\":\"\\uD83D\\uDD14\"}").text, "\xF0\x9F\x94\x94");
  CHECK_EQUAL(parse("{\"text\":\"\\uD83Dx\"}").text, "\xEF\xBF\xBDx");
  CHECK_EQUAL(parse("{\"text\":\"\\uDD14\\uD83D\"}").text, "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK_EQUAL(parse("{\"text\":\"\\uD83D\\uD83D\\uDD14\"}").text, "\xEF\xBF\xBD\xF0\x9F\x94\x94");
  CHECK_EQUAL(parse("{\"text\":\"a\xE2\x82z\"}").text, "a\xEF\xBF\xBDz");
}

TEST("limits count bytes after unescaping") {
  const std::string limit(1024, 'x');
  CHECK_EQUAL(parse(limit).text, limit);
  CHECK_EQUAL(parse(limit + "x").verdict, "too_long:text");
  CHECK_EQUAL(parse("{\"text\":\"" + limit + "\"}").text, limit);
  CHECK_EQUAL(parse("{\"text\":\"" + limit + "x\"}").verdict, "too_long:text");
  std::string escaped;
  for (int i = 0; i < 512; i++) escaped += "\\u00e9";
  CHECK_EQUAL(parse("{\"text\":\"" + escaped + "\"}").text.size(), size_t{1024});
  CHECK_EQUAL(parse("{\"text\":\"" + escaped + "x\"}").verdict, "too_long:text");
  CHECK_EQUAL(parse("{" + std::string(4100, ' ') + "}").verdict, "payload_too_large");
}

TEST("the largest valid message fits the draft") {
  std::string actions;
  for (int i = 0; i < 4; i++) {
    actions += (i > 0 ? "," : "") + std::string("{\"input\":\"") + std::string(32, 'a') + "\",\"label\":\"" + std::string(16, 'b') +
               "\",\"reply\":\"" + std::string(64, 'c') + "\"}";
  }
  const std::string payload = "{\"text\":\"" + std::string(1024, 't') + "\",\"id\":\"" + std::string(36, 'i') + "\",\"key\":\"" +
                              std::string(36, 'k') + "\",\"title\":\"" + std::string(64, 'h') + "\",\"from\":\"" +
                              std::string(64, 'f') + "\",\"sound\":\"" + std::string(256, 's') + "\",\"actions\":[" + actions + "]}";
  const Parsed parsed = parse(payload);
  CHECK_EQUAL(parsed.verdict, "");
  CHECK_EQUAL(parsed.message.action_count, 4);
}

TEST("dates need a zone, seconds and a day that exists") {
  const char* const good[] = {"2026-01-31T12:00:00Z", "2024-02-29T23:59:59.123456+14:00", "2026-12-31T00:00:00.1-23:59"};
  const char* const bad[] = {"2026-01-31", "2026-01-31T12:00Z", "2026-01-31T12:00:00", "2025-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
                             "2026-01-31T24:00:00Z", "2026-01-31t12:00:00z", "2026-01-31T12:00:60Z", "2026-01-31T12:00:00.Z",
                             "2026-01-31T12:00:00+1:00", "2026-01-31T12:00:00+01:00x", "", "26-01-31T12:00:00Z"};
  for (const char* date : good) CHECK_EQUAL(parse(with("\"expiresAt\":\"" + std::string(date) + "\"")).verdict, "");
  for (const char* date : bad) {
    CHECK_EQUAL(parse(with("\"expiresAt\":\"" + std::string(date) + "\"")).verdict, "invalid_value:expiresAt");
  }
  CHECK_EQUAL(parse(with("\"expiresAt\":\"1970-01-01T00:00:00.25Z\"")).message.expires_at, 250);
  CHECK_EQUAL(parse(with("\"expiresAt\":\"2026-03-01T01:30:00+01:30\"")).message.expires_at, 1772323200000);
}

TEST("a refused message still gives a valid id") {
  static Json json;
  static Draft draft;
  const auto id_of = [](const std::string& payload) {
    parse_message({reinterpret_cast<const uint8_t*>(payload.data()), payload.size()}, json, draft);
    return string_of(draft.text(draft.message.id));
  };
  CHECK_EQUAL(id_of("{\"foo\":1,\"id\":\"abc\"}"), "abc");
  CHECK_EQUAL(id_of("{\"id\":\"abc\",\"text\":\"\"}"), "abc");
  CHECK_EQUAL(id_of("{\"id\":\"a b\",\"text\":\"\"}"), "");
  CHECK_EQUAL(id_of("{\"id\":7,\"text\":\"x\"}"), "");
}
