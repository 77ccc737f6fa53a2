// An update from a real HTTP server over real sockets, signed by the script and checked with the library of a board.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "../arduino/signature-bearssl.h"
#include "../host/memory-store.h"
#include "harness.h"
#include "setup/hex.h"
#include "update/updater.h"

using namespace marquee;

namespace {

std::string string_of(Text text) { return {text.data, text.data + text.size}; }
Text text_of(const std::string& text) { return {reinterpret_cast<const uint8_t*>(text.data()), text.size()}; }

class Socket final : public UpdateConnection {
 public:
  explicit Socket(uint16_t port) : port_(port) {}
  ~Socket() { close(); }

  bool open() override {
    close();
    file_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    is_open_ = ::connect(file_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::fcntl(file_, F_SETFL, O_NONBLOCK);
    return is_open_;
  }
  bool write(Text bytes) override { return ::write(file_, bytes.data, bytes.size) == static_cast<ssize_t>(bytes.size); }
  size_t read(uint8_t* out, size_t capacity) override {
    const ssize_t count = ::read(file_, out, capacity);
    if (count == 0) is_open_ = false;
    return count > 0 ? static_cast<size_t>(count) : 0;
  }
  bool is_open() override { return is_open_; }
  void close() override {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
    is_open_ = false;
  }

 private:
  uint16_t port_;
  int file_ = -1;
  bool is_open_ = false;
};

// The server, which ends when its input does.
class Server {
 public:
  explicit Server(const std::string& folder) {
    int input[2];
    int output[2];
    if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) abort();
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(input[0], STDIN_FILENO);
      ::dup2(output[1], STDOUT_FILENO);
      ::execlp("node", "node", MARQUEE_IMAGE_SERVER, folder.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(input[0]);
    ::close(output[1]);
    input_ = input[1];
    char digits[16] = {};
    CHECK(::read(output[0], digits, sizeof digits - 1) > 0);
    ::close(output[0]);
    port = static_cast<uint16_t>(atoi(digits));
  }
  ~Server() {
    ::close(input_);
    ::waitpid(process_, nullptr, 0);
  }
  uint16_t port = 0;

 private:
  pid_t process_ = -1;
  int input_ = -1;
};

class Slot final : public ImageSlot {
 public:
  bool begin(uint32_t) override { return true; }
  bool write(Text bytes) override {
    written += string_of(bytes);
    return true;
  }
  bool activate() override { return is_active = true; }
  void abandon() override { written.clear(); }
  std::string written;
  bool is_active = false;
};

struct Folder {
  Folder() {
    char pattern[] = "/tmp/marquee-images-XXXXXX";
    path = mkdtemp(pattern);
  }
  ~Folder() {
    if (system(("rm -rf " + path).c_str()) != 0) FAIL(path + " stays");
  }
  std::string path;
};

// The line for config.h; empty if there is none.
std::string run(const std::string& arguments) {
  FILE* pipe = popen(("node " MARQUEE_SIGN_IMAGE " " + arguments).c_str(), "r");
  std::string printed;
  char bytes[256];
  while (size_t count = fread(bytes, 1, sizeof bytes, pipe)) printed.append(bytes, count);
  return pclose(pipe) == 0 ? printed : "";
}

Verdict update(const Server& server, const char* board, const uint8_t (&key)[kPublicKeyBytes], Slot& slot) {
  Socket socket(server.port);
  BearsslVerifier verifier(key);
  MemoryStore store;
  Trial trial{};
  trial.begin(store, "0.1.0", 0);
  static Json json;
  Updater updater({socket, slot, verifier, store, trial, json, "127.0.0.1", Text::of(board), "0.1.0"});
  // Milliseconds of a clock of its own: a machine that is slow is no hub that is silent.
  for (int i = 0; i < 200000 && !updater.take_news(); i++) {
    updater.tick(1);
    ::usleep(100);
    if (i > 1000 && !updater.is_fetching() && updater.verdict() == Verdict::kCurrent && !socket.is_open()) break;
  }
  return updater.verdict();
}

}  // namespace

TEST("an update comes from an HTTP server as it was signed") {
  Folder folder;
  const std::string key_line = run("keys " + folder.path + "/key.pem");
  uint8_t key[kPublicKeyBytes];
  CHECK(from_hex(text_of(key_line.substr(key_line.find('"') + 1, 2 * kPublicKeyBytes)), key, sizeof key));
  std::string image(200000, 'x');
  for (size_t i = 0; i < image.size(); i++) image[i] = static_cast<char>(i * 31 / 7);
  image.replace(100000, sizeof MARQUEE_IMAGE_TAG("esp32", "0.2.0") - 1, MARQUEE_IMAGE_TAG("esp32", "0.2.0"));
  std::ofstream(folder.path + "/image.bin", std::ios::binary) << image;
  CHECK(!run("sign " + folder.path + "/key.pem " + folder.path + "/image.bin " + folder.path + "/images").empty());
  const Server server(folder.path + "/images");
  Slot slot;
  CHECK_EQUAL(string_of(sentence_of(update(server, "esp32", key, slot))), string_of(sentence_of(Verdict::kTake)));
  CHECK(slot.is_active && slot.written == image);
  Slot none;
  CHECK(update(server, "esp8266", key, none) == Verdict::kCurrent && !none.is_active);
}
