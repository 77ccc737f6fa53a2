#include "setup/notices.h"

#include "harness.h"
#include "setup/setup-network.h"

using namespace marquee;

namespace {

// Rows with `|` between, glyphs as `*`, full blocks as `#`.
std::string glass(const Notice& notice, uint8_t columns, uint8_t rows, uint32_t shown_ms = 0) {
  static Notices notices;
  const Size size{columns, rows, Rom::A00};
  Picture picture;
  notices.draw(notice, size, shown_ms, picture);
  std::string all;
  for (int row = 0; row < rows; row++) {
    if (row > 0) all += '|';
    for (int column = 0; column < columns; column++) {
      const uint8_t code = picture.cells[row * columns + column];
      all += code == 0xFF ? '#' : code < 16 ? '*' : static_cast<char>(code);
    }
  }
  return all;
}

}  // namespace

TEST("the pairing code is readable on glasses of every size") {
  const Notice notice{NoticeKind::kPairingCode, {}, "482913"};
  CHECK_EQUAL(glass(notice, 16, 2), "    Pair me     |    482 913     ");
  CHECK_EQUAL(glass(notice, 20, 2), "      Pair me       |      482 913       ");
  CHECK_EQUAL(glass(notice, 20, 4), "      Pair me       |  in the dashboard  |                    |      482 913       ");
  CHECK_EQUAL(glass(notice, 16, 4), "    Pair me     |in the dashboard|                |    482 913     ");
  CHECK_EQUAL(glass(notice, 40, 2), "Pair me: type this code in the dashboard|                482 913                 ");
}

TEST("the set-up network and its key fit the smallest common glass") {
  SetupNetwork network{};
  const uint8_t mac[6] = {0xAA, 0xBB, 0xCC, 0xDD, 0xE1, 0xF2};
  name_setup_network(mac, 4294967295u, network);
  const Notice notice{NoticeKind::kSetUpNetwork, network.ssid.view(), network.key.view()};
  CHECK_EQUAL(glass(notice, 16, 2), "  Marquee-E1F2  | Key 5927 6949  ");
  CHECK_EQUAL(glass(notice, 20, 4), "  Join this Wi-Fi   |    Marquee-E1F2    |   Key 5927 6949    |    to set me up    ");
  CHECK_EQUAL(glass(notice, 40, 2), " To set up, join the Wi-Fi Marquee-E1F2 |         with the key 5927 6949         ");
}

TEST("what does not fit follows on the next page") {
  const Notice notice{NoticeKind::kPairingCode, {}, "482913"};
  CHECK_EQUAL(glass(notice, 16, 1), "  Pair me    1/2");
  CHECK_EQUAL(glass(notice, 16, 1, kNoticePageMs), "  482 913    2/2");
  CHECK_EQUAL(glass(notice, 16, 1, 2 * kNoticePageMs), "  Pair me    1/2");
  const Notice waiting{NoticeKind::kWaitingForHub, "a-very-long-name.example", {}};
  CHECK_EQUAL(glass(waiting, 16, 2), "Waiting for hub |a-very-long- 1/2");
}

TEST("an update shows how far it is") {
  CHECK_EQUAL(glass({NoticeKind::kUpdating, {}, {}, 0}, 16, 2), "    Updating    | ---------- 0%  ");
  CHECK_EQUAL(glass({NoticeKind::kUpdating, {}, {}, 59}, 16, 2), "    Updating    | #####----- 59% ");
  CHECK_EQUAL(glass({NoticeKind::kUpdating, {}, {}, 1000}, 16, 2), "    Updating    |########## 100% ");
}

TEST("every notice says something on every glass and fits its buffer") {
  const std::string longest(64, 'w');
  const Text subject{reinterpret_cast<const uint8_t*>(longest.data()), longest.size()};
  const uint8_t sizes[][2] = {{8, 1}, {8, 2}, {16, 1}, {16, 2}, {16, 4}, {20, 2}, {20, 4}, {24, 2}, {40, 1}, {40, 2}};
  for (uint8_t kind = 0; kind <= static_cast<uint8_t>(NoticeKind::kUpdateRefused); kind++) {
    for (const auto& size : sizes) {
      const Notice notice{static_cast<NoticeKind>(kind), subject, "482913", 4294967295u};
      CHECK(glass(notice, size[0], size[1]).find_first_not_of(" |") != std::string::npos);
      for (uint32_t page = 1; page < 40; page++) glass(notice, size[0], size[1], page * kNoticePageMs);
    }
  }
  CHECK_EQUAL(glass({NoticeKind::kRefused, {}, {}}, 16, 2), " Hub refused me |Hold button 10 s");
  CHECK_EQUAL(glass({NoticeKind::kPairingPaused, {}, {}, 60}, 16, 2), "Too many guesses|   Wait 60 s    ");
  CHECK_EQUAL(glass({NoticeKind::kWrongCertificate, "hub", {}}, 20, 4), "     Wrong hub      |   certificate at   |        hub         |                    ");
}
