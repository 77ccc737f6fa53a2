#include <string>

#include "harness.h"
#include "core/input/tune-player.h"

using namespace marquee;

namespace {

Text text(const std::string& value) { return {reinterpret_cast<const uint8_t*>(value.data()), value.size()}; }

std::string notes_of(const std::string& tune) {
  TuneReader reader(text(tune));
  std::string notes;
  for (Note note; reader.next(note);) notes += std::to_string(note.frequency_hz) + "/" + std::to_string(note.duration_ms) + " ";
  return notes;
}

std::string fault_of(const std::string& tune) {
  const TuneFault fault = check_tune(text(tune));
  return fault.error == TuneError::kNone ? "" : std::string(explain(fault.error)) + " at " + std::to_string(fault.at);
}

}  // namespace

TEST("notes have the pitch and duration that the tune gives them") {
  CHECK_EQUAL(notes_of("a:d=4,o=4,b=60:a,8a5,c#,p,2g.,16c7"), "440/1000 880/500 277/1000 0/1000 392/3000 2093/250 ");
  CHECK_EQUAL(notes_of("defaults::a,b,h"), "1760/952 1976/952 1976/952 ");
  CHECK_EQUAL(notes_of(" X : D = 8 , O = 5 , B = 120 : C , 4 d# . , e. 6 , f 7 . "), "523/250 622/750 1319/375 2794/375 ");
  CHECK_EQUAL(notes_of("edges:b=900:1a1,64b8,b#8,e#4"), "55/266 7902/4 8372/66 349/66 ");
}

TEST("a tune with a fault is refused whole, with the place of the fault") {
  CHECK_EQUAL(fault_of("ok:d=4:c"), "");
  CHECK_EQUAL(fault_of("beep"), "not name:defaults:notes at 4");
  CHECK_EQUAL(fault_of("a:d=4"), "not name:defaults:notes at 5");
  CHECK_EQUAL(fault_of("a:x=4:c"), "a default is not d=, o= or b= with a fit number at 5");
  CHECK_EQUAL(fault_of("a:d=3:c"), "a default is not d=, o= or b= with a fit number at 5");
  CHECK_EQUAL(fault_of("a:b=9999:c"), "a default is not d=, o= or b= with a fit number at 7");
  CHECK_EQUAL(fault_of("a::c,5d"), "a duration is not 1, 2, 4, 8, 16, 32 or 64 at 6");
  CHECK_EQUAL(fault_of("a::c,x"), "a note is not p or one of a to h at 5");
  CHECK_EQUAL(fault_of("a::c d"), "a note is not p or one of a to h at 5");
  CHECK_EQUAL(fault_of("a::c9"), "an octave is not 1 to 8 at 5");
  CHECK_EQUAL(fault_of("a::"), "no notes at 3");
  CHECK_EQUAL(fault_of("a::" + std::string(300, 'c')), "longer than 256 bytes at 0");
}

TEST("a tune sounds note by note, with a rest between two of the same") {
  TunePlayer player{};
  CHECK(player.start(text("a:d=4,o=4,b=60:a,a,8p,8c"), 100).error == TuneError::kNone);
  std::string heard;
  uint32_t now_ms = 100;
  for (uint16_t last = 1; player.is_playing();) {
    if (player.frequency_hz() != last) heard += std::to_string(now_ms) + ":" + std::to_string(player.frequency_hz()) + " ";
    last = player.frequency_hz();
    now_ms += 1;
    player.tick(now_ms);
  }
  CHECK_EQUAL(heard, "100:440 975:0 1100:440 1975:0 2600:262 3038:0 ");
  CHECK_EQUAL(now_ms, 3100u);
  CHECK_EQUAL(player.tick(now_ms), kMaxTickMs);
}

TEST("a caller that comes when it was told to hears every change") {
  TunePlayer player{};
  player.start(text("a:d=16,o=5,b=200:c,d,e,f,g"), 0xFFFFFFF0u);
  int notes = 0;
  uint32_t now_ms = 0xFFFFFFF0u;
  while (player.is_playing()) {
    if (player.frequency_hz() != 0) notes++;
    const uint32_t wait_ms = player.tick(now_ms);
    CHECK(wait_ms >= 1);
    if (!player.is_playing()) break;
    now_ms += wait_ms;
    player.tick(now_ms);
  }
  CHECK_EQUAL(notes, 5);
}

TEST("a stall does not make a tune longer") {
  TunePlayer player{};
  player.start(text("a:d=4,o=4,b=60:a,b,c,d"), 0);
  player.tick(2500);
  CHECK_EQUAL(player.frequency_hz(), 262);
  player.tick(4000);
  CHECK(!player.is_playing());
}

TEST("a new tune takes the place of the old one, a faulty one does not, and stop is silence") {
  TunePlayer player{};
  player.start(text("a:d=1,o=4,b=60:a"), 0);
  player.start(text("b:d=1,o=5,b=60:a"), 10);
  CHECK_EQUAL(player.frequency_hz(), 880);
  CHECK(player.start(text("c:nothing"), 20).error != TuneError::kNone);
  CHECK_EQUAL(player.frequency_hz(), 880);
  player.stop();
  CHECK_EQUAL(player.frequency_hz(), 0);
  CHECK(!player.is_playing());
}

TEST("no tune plays for more than a minute") {
  TunePlayer player{};
  std::string tune = "slow:d=1,b=20:c";
  while (tune.size() < 250) tune += ",c";
  CHECK(player.start(text(tune), 0).error == TuneError::kNone);
  player.tick(59999);
  CHECK(player.is_playing());
  player.tick(60000);
  CHECK(!player.is_playing());
  CHECK_EQUAL(player.frequency_hz(), 0);
}
