// The firmware as a program: the same board, core and link as on a chip, over the sockets of the system.
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "../arduino/hub-client.h"
#include "commands.h"
#include "exchange.h"
#include "options.h"
#include "posix-client.h"
#include "printed-glass.h"
#include "shim/Arduino.h"

namespace marquee {

namespace {

volatile sig_atomic_t must_stop = 0;

void stop(int) { must_stop = 1; }

Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

// Everything from one start of a board to the next.
class Life {
 public:
  explicit Life(const Options& options)
      : options_(options),
        panel_(!options.is_headless),
        glass_(options.is_headless),
        web_socket_(tcp_, random_, options.path.c_str()),
        hub_(tcp_, options.is_tcp ? nullptr : &web_socket_, tcp_),
        exchange_(options),
        board_({hub_, hub_, random_, glass_, panel_, system_, &exchange_}) {}

  bool begin() {
    hub_.set_address({options_.host.c_str(), options_.port});
    Identity identity;
    identity.id = text_of(options_.id);
    identity.firmware = MARQUEE_VERSION;
    identity.board = "virtual";
    identity.capabilities = "backlight,led,virtual";
    return hub_.begin(board_) && board_.begin(identity, options_.size, text_of(options_.secret)) == BeginError::kNone;
  }

  // Until a signal or a restart. Returns whether to begin again.
  bool run() {
    while (must_stop == 0 && !system_.must_restart()) {
      const uint32_t now = millis();
      uint32_t wait = board_.loop(now);
      report_link();
      const uint32_t exchange_wait = exchange_.tick(board_, now);
      if (exchange_wait < wait) wait = exchange_wait;
      std::fflush(stdout);
      sleep(wait);
    }
    if (must_stop != 0) board_.stop();
    return must_stop == 0;
  }

 private:
  void sleep(uint32_t ms) {
    const short events = tcp_.is_dialling() ? POLLOUT : POLLIN;
    pollfd waiting[] = {{tcp_.descriptor(), events, 0}, {reads_commands_ ? STDIN_FILENO : -1, POLLIN, 0}};
    if (poll(waiting, 2, static_cast<int>(ms)) <= 0 || waiting[1].revents == 0) return;
    reads_commands_ = commands_.read(STDIN_FILENO, board_, panel_);
  }

  void report_link() {
    const LinkState state = board_.link().state();
    if (!options_.is_headless || state == reported_ || (state != LinkState::kUp && state != LinkState::kWait)) return;
    reported_ = state;
    if (state == LinkState::kUp) {
      std::puts("link up");
      return;
    }
    uint8_t bytes[64];
    Writer fault(bytes, sizeof bytes);
    hub_.write_fault(fault);
    std::printf("link lost %.*s\n", static_cast<int>(fault.size()), reinterpret_cast<const char*>(bytes));
  }

  const Options& options_;
  PosixClient tcp_;
  PcRandom random_;
  PcSystem system_;
  PcPanel panel_;
  PrintedGlass glass_;
  WsClient web_socket_;
  HubClient hub_;
  Exchange exchange_;
  Board board_;
  Commands commands_;
  bool reads_commands_ = true;
  LinkState reported_ = LinkState::kWifiDown;
};

int run(int count, char** arguments) {
  Options options;
  const std::string fault = parse_options(count, arguments, options);
  if (!fault.empty()) {
    std::fprintf(stderr, "virtual-display: %s\n%s", fault.c_str(), kUsage);
    return 2;
  }
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  for (bool again = true; again;) {
    const auto life = std::make_unique<Life>(options);
    if (!life->begin()) {
      std::fputs("virtual-display: the board does not begin\n", stderr);
      return 1;
    }
    again = life->run();
    if (again && options.is_headless) std::puts("restarted");
  }
  return 0;
}

}  // namespace

}  // namespace marquee

int main(int count, char** arguments) { return marquee::run(count, arguments); }
