#include "options.h"

#include <cstdlib>

#include "../board/limits.h"
#include "../core/protocol/names.h"
#include "../core/setup/limits.h"

namespace marquee {

const char* const kUsage =
    "usage: virtual-display --id <id> [options], or without --id to be paired\n"
    "  --host <name>          the hub (127.0.0.1)\n"
    "  --port <number>        its HTTP port, or its MQTT port with --tcp (8080)\n"
    "  --path <path>          where it takes MQTT over WebSocket (/mqtt)\n"
    "  --discover             asks the local network for the hub instead\n"
    "  --store <folder>       keeps set-up and credentials there\n"
    "  --tcp                  MQTT over plain TCP\n"
    "  --secret <secret>      of the display\n"
    "  --columns <8..40> --rows <1..4> --rom <A00|A02>   the LCD (16, 2, A00)\n"
    "  --headless             one line for each change instead of a picture\n"
    "  --messages             a line for each message that arrives, too\n"
    "  --exchange <id>        sends numbers to that display, the next one when it answers with its own\n"
    "  --first <1|2>          1 begins, 2 answers (1)\n"
    "  --period-ms <ms>       between two numbers (2000)\n"
    "  --press <button>@<seconds>  presses button-1 to button-4 so long after the start; may stand several times\n"
    "In a terminal the keys 1 to 4 press the buttons, ! holds the first one until the set-up is forgotten, @ the second one for\n"
    "the contrast test. Lines on its standard input otherwise: press <button>, hold <button> <ms>, glass, send <display> <text>, sensor <name> <value>.\n";

namespace {

bool parse_number(const std::string& text, uint32_t smallest, uint32_t largest, uint32_t& out) {
  char* end = nullptr;
  const unsigned long value = std::strtoul(text.c_str(), &end, 10);
  const bool is_number = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos && *end == 0;
  if (!is_number || value < smallest || value > largest) return false;
  out = static_cast<uint32_t>(value);
  return true;
}

bool parse_press(const std::string& value, ScheduledPress& press) {
  const size_t at = value.find('@');
  uint32_t seconds = 0;
  if (at == std::string::npos || !parse_number(value.substr(at + 1), 0, 3600, seconds)) return false;
  press = {value.substr(0, at), seconds * 1000};
  return press.name.size() == 8 && press.name.compare(0, 7, "button-") == 0 && press.name[7] >= '1' && press.name[7] <= '4';
}

std::string wrong(const std::string& name, const std::string& what) { return name + " must be " + what; }

std::string set_option(const std::string& name, const std::string& value, Options& options) {
  uint32_t number = 0;
  if (name == "--host") {
    if (value.empty() || value.size() > kMaxHostBytes - 6) return wrong(name, "a host name");
    options.host = value;
  } else if (name == "--path") {
    if (value.empty() || value[0] != '/' || value.size() > kMaxPathBytes) return wrong(name, "a path that begins with a slash");
    options.path = value;
  } else if (name == "--port") {
    if (!parse_number(value, 1, 65535, number)) return wrong(name, "1 to 65535");
    options.port = static_cast<uint16_t>(number);
  } else if (name == "--id" || name == "--exchange") {
    if (!is_display_id({reinterpret_cast<const uint8_t*>(value.data()), value.size()})) {
      return wrong(name, "a display id: a-z, 0-9, _ and -, up to 32, not all or group");
    }
    (name == "--id" ? options.id : options.exchange_with) = value;
  } else if (name == "--secret") {
    if (value.size() > kMaxStoredSecretBytes) return wrong(name, "at most " + std::to_string(kMaxStoredSecretBytes) + " bytes");
    options.secret = value;
  } else if (name == "--store") {
    if (value.empty()) return wrong(name, "a folder");
    options.store = value;
  } else if (name == "--press") {
    ScheduledPress press;
    if (!parse_press(value, press)) return wrong(name, "like button-1@5, up to 3600 s after the start");
    options.presses.push_back(press);
  } else if (name == "--columns") {
    if (!parse_number(value, kMinColumns, kMaxColumns, number)) return wrong(name, "8 to 40");
    options.size.columns = static_cast<uint8_t>(number);
  } else if (name == "--rows") {
    if (!parse_number(value, 1, kMaxRows, number)) return wrong(name, "1 to 4");
    options.size.rows = static_cast<uint8_t>(number);
  } else if (name == "--rom") {
    if (value != "A00" && value != "A02") return wrong(name, "A00 or A02");
    options.size.rom = value == "A00" ? Rom::A00 : Rom::A02;
  } else if (name == "--first") {
    if (!parse_number(value, 1, 2, options.exchange_first)) return wrong(name, "1 or 2");
  } else if (name == "--period-ms") {
    if (!parse_number(value, 1, 3600000, options.exchange_period_ms)) return wrong(name, "1 to 3600000");
  } else {
    return name + " is not an option";
  }
  return "";
}

bool* flag_of(const std::string& name, Options& options) {
  if (name == "--tcp") return &options.is_tcp;
  if (name == "--discover") return &options.discovers;
  if (name == "--headless") return &options.is_headless;
  return name == "--messages" ? &options.prints_messages : nullptr;
}

}  // namespace

std::string parse_options(int count, char** arguments, Options& options) {
  for (int i = 1; i < count; i++) {
    const std::string name = arguments[i];
    bool* const flag = flag_of(name, options);
    if (flag != nullptr) {
      *flag = true;
      continue;
    }
    if (i + 1 == count) return name + " needs a value";
    const std::string fault = set_option(name, arguments[++i], options);
    if (!fault.empty()) return fault;
  }
  if (!options.exchange_with.empty() && options.id.empty()) return "--exchange needs --id";
  if (!is_supported(options.size.columns, options.size.rows)) return "--columns times --rows must be at most 80";
  return "";
}

}  // namespace marquee
