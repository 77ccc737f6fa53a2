#include "notices.h"

#include "../text/writer.h"

namespace marquee {

namespace {

constexpr uint8_t kBarCells = 10;
constexpr uint8_t kTallRows = 4;
constexpr uint8_t kWideColumns = 32;

// How much room there is for words.
enum class Room : uint8_t { kLittle, kTall, kWide };

Room room_of(const Size& size) {
  if (size.columns >= kWideColumns) return Room::kWide;
  return size.rows >= kTallRows ? Room::kTall : Room::kLittle;
}

// Digits in two halves, as people read them aloud.
void put_halves(Text digits, Writer& out) {
  const size_t half = digits.size / 2;
  out.put(digits.first(half)).put(' ').put(digits.from(half));
}

void put_bar(uint32_t percent, Writer& out) {
  if (percent > 100) percent = 100;
  for (uint32_t i = 0; i < kBarCells; i++) out.put(i < percent * kBarCells / 100 ? "\xE2\x96\x88" : "-");
  out.put(' ').number(percent).put('%');
}

void put_set_up(const Notice& notice, Room room, Writer& out) {
  if (room == Room::kTall) out.put("Join this Wi-Fi\n");
  if (room == Room::kWide) out.put("To set up, join the Wi-Fi ");
  out.put(notice.subject).put(room == Room::kWide ? "\nwith the key " : "\nKey ");
  put_halves(notice.detail, out);
  if (room == Room::kTall) out.put("\nto set me up");
}

void put_refused(Room room, Writer& out) {
  if (room == Room::kLittle) out.put("Hub refused me\nHold button 10 s");
  if (room == Room::kTall) out.put("The hub refused\nme. To pair again\nhold the button\nfor 10 seconds");
  if (room == Room::kWide) out.put("The hub refused this display.\nTo pair again, hold the button for 10 s");
}

void put_code(const Notice& notice, Room room, Writer& out) {
  out.put(room == Room::kWide ? "Pair me: type this code in the dashboard\n" : "Pair me\n");
  if (room == Room::kTall) out.put("in the dashboard\n\n");
  put_halves(notice.detail, out);
}

void put_words(const Notice& notice, Room room, Writer& out) {
  switch (notice.kind) {
    case NoticeKind::kJoining: out.put("Joining Wi-Fi\n").put(notice.subject); break;
    case NoticeKind::kSetUpNetwork: put_set_up(notice, room, out); break;
    case NoticeKind::kFindingHub: out.put("Looking for\nthe hub"); break;
    case NoticeKind::kWaitingForHub: out.put("Waiting for hub\n").put(notice.subject); break;
    case NoticeKind::kWaitingForTime: out.put("Waiting for\nthe time"); break;
    case NoticeKind::kAskingForCode: out.put("Asking the hub\nfor a code"); break;
    case NoticeKind::kPairingCode: put_code(notice, room, out); break;
    case NoticeKind::kPairingPaused: out.put("Too many guesses\nWait ").number(notice.number).put(" s"); break;
    case NoticeKind::kPaired: out.put("Paired as\n").put(notice.subject); break;
    case NoticeKind::kRefused: put_refused(room, out); break;
    case NoticeKind::kWrongCertificate: out.put("Wrong hub\ncertificate"); break;
    case NoticeKind::kUpdating:
      out.put("Updating\n");
      put_bar(notice.number, out);
      break;
    case NoticeKind::kUpdateRefused: out.put("Update refused\n").put(notice.subject); break;
  }
  // Both rows say it anyway; who has room also reads where.
  if (notice.kind == NoticeKind::kWrongCertificate && room != Room::kLittle) out.put(" at\n").put(notice.subject);
}

}  // namespace

void Notices::draw(const Notice& notice, const Size& size, uint32_t shown_ms, Picture& picture) {
  uint8_t words[kMaxNoticeBytes];
  Writer out(words, sizeof words);
  put_words(notice, room_of(size), out);
  Sheet sheet;
  sheet.text = out.text();
  sheet.align = Align::kCenter;
  layout_.prepare(sheet, size);
  const uint16_t page = static_cast<uint16_t>(shown_ms / kNoticePageMs % layout_.steps());
  Frame frame;
  layout_.draw(sheet, page, frame);
  memset(&picture, 0, sizeof picture);
  cgram_.render(frame, size, picture);
}

}  // namespace marquee
