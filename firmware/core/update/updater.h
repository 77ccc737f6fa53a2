#pragma once
// Asks the hub for a newer image at the start and every kUpdateIntervalMs, fetches it, checks it and makes it the next one.

#include "http-response.h"
#include "image-check.h"
#include "ports.h"
#include "trial.h"

namespace marquee {

// All of it must outlive the updater; `host` goes into requests.
struct UpdaterParts {
  UpdateConnection& connection;
  ImageSlot& slot;
  SignatureVerifier& verifier;
  Store& store;
  Trial& trial;
  Json& json;  // scratch during tick() alone
  Text host;
  Text board;
  Text version;
};

class Updater {
 public:
  explicit Updater(const UpdaterParts& parts) : parts_(parts) {}

  // Another hub than before; the text must outlive the updater.
  void set_host(Text host) { parts_.host = host; }

  // Does the next step, of at most kUpdateChunkBytes; call it in every loop while the hub is reached. Nothing happens while
  // the running image is on trial.
  void tick(uint32_t now_ms);

  bool is_fetching() const { return phase_ == Phase::kImage || phase_ == Phase::kImageHead; }
  uint8_t percent() const;
  // The verdict of the last question; kCurrent before the first.
  Verdict verdict() const { return verdict_; }
  // True once for each verdict but kCurrent, so that it can be told.
  bool take_news();
  // True once when the new image is to be started: say goodbye, then restart.
  bool take_restart();

 private:
  enum class Phase : uint8_t { kIdle, kManifestHead, kManifest, kImageHead, kImage, kDone };

  void ask(Text path, Phase phase, uint32_t now_ms);
  void receive(uint32_t now_ms);
  void take(Text bytes);
  void take_manifest(Text bytes);
  void judge_manifest();
  void take_image(Text bytes);
  void finish_image();
  void end(Verdict verdict);
  RunningImage running() const { return {parts_.board, parts_.version, parts_.trial.failed_sha256()}; }

  UpdaterParts parts_;
  Phase phase_ = Phase::kIdle;
  Verdict verdict_ = Verdict::kCurrent;
  bool has_asked_ = false;
  bool has_news_ = false;
  bool must_restart_ = false;
  bool must_fetch_ = false;
  uint32_t ended_ms_ = 0;
  uint32_t heard_ms_ = 0;
  uint32_t now_ms_ = 0;
  HttpResponse response_ = {};
  Manifest manifest_ = {};
  ImageCheck check_;
  size_t manifest_size_ = 0;
  uint8_t manifest_bytes_[kMaxManifestBytes] = {};
};

}  // namespace marquee
