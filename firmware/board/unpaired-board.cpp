#include "unpaired-board.h"

namespace marquee {

namespace {

constexpr uint32_t kMaxLoopMs = 1000;

}  // namespace

Login UnpairedBoard::login() {
  uint8_t* const bytes = reinterpret_cast<uint8_t*>(client_id_);
  bytes[copy_text(talk_.client_id(), bytes, kMaxClientIdBytes)] = 0;
  return {client_id_, nullptr, nullptr, nullptr};
}

bool UnpairedBoard::write_filter(size_t index, Writer& out) {
  if (index > 0) return false;
  out.put(talk_.filter());
  return true;
}

void UnpairedBoard::received(Text topic, Text payload) { talk_.received(topic, payload, now_ms_); }

uint32_t UnpairedBoard::loop(uint32_t now_ms) {
  if (is_done_) return kMaxLoopMs;
  now_ms_ = now_ms;
  link_.step(now_ms);
  // Without its topic the hub cannot answer: it does not pair boards, or not this one.
  if (is_refused_) link_.drop(now_ms);
  is_refused_ = false;
  follow_link();
  if (talk_.is_done()) {
    if (link_.is_up()) publisher_.say_goodbye();
    hub_.close();
    is_done_ = true;
    return 0;
  }
  publish_what_is_due();
  if (link_.is_up() && hub_.has_input()) return 0;
  const uint32_t wait = link_.idle_ms(now_ms);
  return wait < kMaxLoopMs ? wait : kMaxLoopMs;
}

void UnpairedBoard::follow_link() {
  if (link_.is_up() == was_up_) return;
  was_up_ = link_.is_up();
  if (was_up_) {
    talk_.connected(now_ms_);
  } else {
    talk_.disconnected();
  }
}

void UnpairedBoard::publish_what_is_due() {
  Publication publication;
  for (uint8_t i = 0; link_.is_up() && i < kPublicationsPerLoop; i++) {
    if (!talk_.next_publication(publication, now_ms_)) return;
    if (!publisher_.publish(publication.topic, publication.payload, publication.retain)) link_.drop(now_ms_);
  }
  follow_link();
}

}  // namespace marquee
