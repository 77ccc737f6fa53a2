// The part of Display that decides what is on the glass and draws it.
#include "display.h"
#include "schedule/animation.h"

namespace marquee {

// Does what is due and returns the milliseconds until something is due again.
uint32_t Display::advance() {
  const Millis now = clock_.now();
  if (identify_until_ != 0 && now >= identify_until_) {
    identify_until_ = 0;
    queue_.resume(now);
  }
  queue_.expire(clock_, reports_);
  pages_.expire(clock_);
  queue_.schedule(now, reports_);
  const Subject subject = choose_subject();
  if (subject == Subject::kPage) {
    if (subject_ != Subject::kPage) pages_.enter(now);
    pages_.schedule(now);
  }
  show(subject);
  update_screen();
  const Millis at = next_event();
  if (at <= now + kMinTickMs) return kMinTickMs;
  return at - now < kMaxTickMs ? static_cast<uint32_t>(at - now) : kMaxTickMs;
}

Display::Subject Display::choose_subject() const {
  if (identify_until_ != 0) return Subject::kIdentity;
  if (queue_.has_current()) return Subject::kMessage;
  if (pages_.has_current()) return Subject::kPage;
  return greeted_ ? Subject::kNothing : Subject::kGreeting;
}

// The message or page on the glass, or how the display's own texts are drawn.
const Message& Display::shown() const {
  if (subject_ == Subject::kMessage) return queue_.current_message();
  if (subject_ == Subject::kPage) return pages_.current_message();
  return own_text_;
}

Sheet Display::sheet() const {
  const Message& message = shown();
  Sheet sheet;
  sheet.align = message.align;
  sheet.overflow = message.overflow;
  if (subject_ == Subject::kIdentity) sheet.text = nameplate_.id.view();
  if (subject_ == Subject::kGreeting) sheet.text = greeting_.view();
  if (subject_ == Subject::kMessage || subject_ == Subject::kPage) {
    const Text bytes = subject_ == Subject::kMessage ? queue_.current_bytes() : pages_.current_bytes();
    sheet.text = part(bytes, message.text);
    sheet.title = part(bytes, message.title);
    sheet.from = part(bytes, message.from);
  }
  return sheet;
}

Millis Display::elapsed() const {
  if (subject_ == Subject::kMessage) return queue_.current_elapsed(clock_.now());
  if (subject_ == Subject::kPage) return pages_.current_elapsed(clock_.now());
  return clock_.now() - subject_since_;
}

// Brings a subject to the glass, or turns its page.
void Display::show(Subject subject) {
  const uint32_t serial = subject == Subject::kMessage ? queue_.current_serial()
                          : subject == Subject::kPage  ? pages_.current_serial()
                                                       : 0;
  const bool is_new = subject != subject_ || serial != subject_serial_;
  if (is_new) {
    subject_ = subject;
    subject_serial_ = serial;
    subject_since_ = clock_.now();
    has_sound_ = subject == Subject::kMessage && queue_.current_message().sound.size > 0;
  }
  const Sheet now = sheet();
  if (is_new || must_draw_) {
    layout_.prepare(now, settings_.size);
    const Millis stay = stay_of(layout_, shown());
    if (subject == Subject::kMessage) queue_.set_current_stay(stay);
    if (subject == Subject::kPage) pages_.set_current_stay(stay);
  }
  const uint16_t step = step_at(layout_, shown(), elapsed());
  if (!is_new && !must_draw_ && step == step_) return;
  step_ = step;
  must_draw_ = false;
  draw(now);
}

void Display::draw(const Sheet& sheet) {
  screen_ = Screen{};
  Frame frame;
  layout_.draw(sheet, step_, frame);
  cgram_.render(frame, settings_.size, screen_.picture);
  screen_.size = settings_.size;
  if (subject_ == Subject::kPage) screen_.page.set(pages_.current_name());
  if (subject_ == Subject::kMessage) {
    Writer id(screen_.message_id.bytes, sizeof screen_.message_id.bytes);
    queue_.write_current_id(id);
    screen_.message_id.size = static_cast<uint16_t>(id.size());
  }
}

Backlight Display::wanted_backlight() const {
  if (subject_ == Subject::kIdentity) return Backlight::kBlink;
  const Backlight wish = shown().backlight;
  if (wish != Backlight::kUnset) return wish;
  return backlight_.on ? Backlight::kOn : Backlight::kOff;
}

// Publishes a change at once, and the latest of further ones when the interval is over.
void Display::update_screen() {
  screen_.backlight = wanted_backlight();
  if (!connected_ || is_same(screen_, published_)) return;
  if (has_published_screen_ && clock_.now() - last_screen_at_ < kScreenIntervalMs) return;
  published_ = screen_;
  last_screen_at_ = clock_.now();
  mark(kScreen);
}

Millis Display::next_event() const {
  Millis at = sooner(queue_.next_event(clock_), pages_.next_event(clock_));
  if (identify_until_ != 0) at = sooner(at, identify_until_);
  const Millis seen = elapsed();
  const Millis step_at = next_step_at(layout_, shown(), seen);
  if (step_at != kNever) at = sooner(at, clock_.now() + (step_at - seen));
  if (connected_ && !is_same(screen_, published_)) at = sooner(at, last_screen_at_ + kScreenIntervalMs);
  return at;
}

}  // namespace marquee
