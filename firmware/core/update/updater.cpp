#include "updater.h"

namespace marquee {

void Updater::tick(uint32_t now_ms) {
  now_ms_ = now_ms;
  if (phase_ == Phase::kDone || parts_.trial.is_on_trial()) return;
  if (must_fetch_) {
    must_fetch_ = false;
    if (!parts_.slot.begin(manifest_.size)) return end(Verdict::kCannotWrite);
    check_.begin(manifest_);
    return ask(manifest_.path.view(), Phase::kImageHead, now_ms);
  }
  if (phase_ != Phase::kIdle) return receive(now_ms);
  const uint32_t pause = verdict_ == Verdict::kUnreachable ? kUpdateRetryMs : kUpdateIntervalMs;
  if (has_asked_ && now_ms - ended_ms_ < pause) return;
  has_asked_ = true;
  manifest_size_ = 0;
  uint8_t bytes[kMaxImagePathBytes];
  Writer path(bytes, sizeof bytes);
  path.put("/firmware/").put(parts_.board).put("/manifest.json");
  ask(path.text(), Phase::kManifestHead, now_ms);
}

void Updater::ask(Text path, Phase phase, uint32_t now_ms) {
  uint8_t bytes[kMaxImagePathBytes + 512];
  Writer request(bytes, sizeof bytes);
  request.put("GET ").put(path).put(" HTTP/1.1\r\nHost: ").put(parts_.host).put("\r\nUser-Agent: marquee/").put(parts_.version);
  request.put("\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n");
  response_ = HttpResponse{};
  phase_ = phase;
  heard_ms_ = now_ms;
  if (request.overflowed() || !parts_.connection.open() || !parts_.connection.write(request.text())) end(Verdict::kUnreachable);
}

void Updater::receive(uint32_t now_ms) {
  uint8_t bytes[kUpdateChunkBytes];
  const size_t count = parts_.connection.read(bytes, sizeof bytes);
  if (count > 0) {
    heard_ms_ = now_ms;
    return take({bytes, count});
  }
  if (parts_.connection.is_open() && now_ms - heard_ms_ < kUpdateStallMs) return;
  end(phase_ == Phase::kImage ? Verdict::kTruncated : Verdict::kUnreachable);
}

void Updater::take(Text bytes) {
  if (phase_ == Phase::kManifestHead || phase_ == Phase::kImageHead) {
    while (!bytes.empty() && response_.state() == HttpResponse::State::kHead) {
      response_.take(bytes[0]);
      bytes = bytes.from(1);
    }
    if (response_.state() == HttpResponse::State::kHead) return;
    const bool is_manifest = phase_ == Phase::kManifestHead;
    // A hub that offers nothing for this board.
    if (is_manifest && response_.status() == 404) return end(Verdict::kCurrent);
    if (response_.state() == HttpResponse::State::kBroken || response_.status() != 200) return end(Verdict::kUnreachable);
    if (is_manifest && response_.length() > kMaxManifestBytes) return end(Verdict::kMalformed);
    if (!is_manifest && response_.length() != manifest_.size) {
      return end(response_.length() < manifest_.size ? Verdict::kTruncated : Verdict::kTooLarge);
    }
    phase_ = is_manifest ? Phase::kManifest : Phase::kImage;
  }
  if (phase_ == Phase::kManifest) return take_manifest(bytes);
  take_image(bytes);
}

void Updater::take_manifest(Text bytes) {
  bytes = bytes.first(response_.length() - manifest_size_);
  manifest_size_ += copy_text(bytes, manifest_bytes_ + manifest_size_, sizeof manifest_bytes_ - manifest_size_);
  if (manifest_size_ == response_.length()) judge_manifest();
}

void Updater::judge_manifest() {
  Verdict verdict = parse_manifest({manifest_bytes_, manifest_size_}, parts_.json, manifest_);
  if (verdict == Verdict::kTake) verdict = judge_offer(manifest_, running(), parts_.verifier);
  if (verdict != Verdict::kTake) return end(verdict);
  parts_.connection.close();
  must_fetch_ = true;
}

void Updater::take_image(Text bytes) {
  bytes = bytes.first(manifest_.size - check_.taken());
  if (!check_.take(bytes)) return end(Verdict::kTooLarge);
  if (!bytes.empty() && !parts_.slot.write(bytes)) return end(Verdict::kCannotWrite);
  if (check_.is_whole()) finish_image();
}

// Armed before it is activated: an image that is started must be on trial.
void Updater::finish_image() {
  const Verdict verdict = check_.finish(manifest_, running());
  if (verdict != Verdict::kTake) return end(verdict);
  if (!parts_.trial.arm(parts_.store, manifest_.version.view(), manifest_.sha256)) return end(Verdict::kCannotWrite);
  if (!parts_.slot.activate()) {
    parts_.trial.disarm(parts_.store);
    return end(Verdict::kCannotWrite);
  }
  parts_.connection.close();
  verdict_ = Verdict::kTake;
  phase_ = Phase::kDone;
  has_news_ = true;
  must_restart_ = true;
}

void Updater::end(Verdict verdict) {
  parts_.connection.close();
  if (is_fetching()) parts_.slot.abandon();
  phase_ = Phase::kIdle;
  verdict_ = verdict;
  has_news_ = verdict != Verdict::kCurrent;
  ended_ms_ = now_ms_;
}

uint8_t Updater::percent() const {
  if (phase_ == Phase::kDone) return 100;
  if (!is_fetching() || manifest_.size == 0) return 0;
  return static_cast<uint8_t>(uint64_t{check_.taken()} * 100 / manifest_.size);
}

bool Updater::take_news() {
  const bool has_news = has_news_;
  has_news_ = false;
  return has_news;
}

bool Updater::take_restart() {
  const bool must_restart = must_restart_;
  must_restart_ = false;
  return must_restart;
}

}  // namespace marquee
