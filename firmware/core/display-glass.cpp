// The part of Display that decides what is on the glass and draws it.
#include "display.h"
#include "schedule/age.h"
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
  if (confirm_pages_at_ != 0 && now >= confirm_pages_at_) {
    confirm_pages_at_ = 0;
    pages_.drop_before(disconnected_at_, now);
  }
  queue_.schedule(now, reports_);
  pages_.choose(!connected_, now);
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

// Texts that are put together for it stand in the draft, which nobody needs by now.
Sheet Display::sheet() {
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
  if (mentions_age_) {
    Writer words(draft_.bytes, sizeof draft_.bytes);
    sheet.text = with_age(sheet.text, hub_age(), words);
    sheet.title = with_age(sheet.title, hub_age(), words);
  }
  if (message.action_count > 0 && !has_hint_row()) {
    // On one row the answers follow the text.
    sheet.hints = hint_sheet().text;
    if (sheet.overflow == Overflow::kCut) sheet.overflow = Overflow::kPage;
  }
  return sheet;
}

// `[left]Yes [ok]No`: which button gives which answer. Rows are broken between answers only.
Sheet Display::hint_sheet() {
  const Message& message = shown();
  Writer words(draft_.bytes, sizeof draft_.bytes);
  for (uint8_t i = 0; i < message.action_count; i++) {
    const Text label = queue_.current_text(message.actions[i].label);
    if (i > 0) words.put(' ');
    words.put('[').put(queue_.current_text(message.actions[i].input)).put(']');
    for (size_t at = 0; at < label.size; at++) {
      if (label[at] == ' ') {
        words.put("\u00A0");
      } else {
        words.put(label[at]);
      }
    }
  }
  Sheet sheet;
  sheet.text = words.text();
  sheet.marks_are_optional = true;
  return sheet;
}

Millis Display::elapsed() const {
  if (subject_ == Subject::kMessage) return queue_.current_elapsed(clock_.now());
  if (subject_ == Subject::kPage) return pages_.current_elapsed(clock_.now());
  return clock_.now() - subject_since_;
}

bool Display::is_stale() const {
  if (subject_ != Subject::kPage) return false;
  const bool is_for_that = pages_.current_message().when == When::kOffline;
  return pages_.is_current_stale(clock_) || (!is_for_that && hub_age() >= kHubAwayMs);
}

Display::Marks Display::marks() const {
  Marks marks;
  memset(static_cast<void*>(&marks), 0, sizeof marks);
  if (mentions_age_) marks.age = rounded_age(hub_age());
  marks.step = step_at(layout_, shown(), elapsed());
  if (has_hint_row()) marks.hint_step = step_at(hints_, shown(), elapsed());
  marks.is_stale = is_stale();
  return marks;
}

// Brings a subject to the glass, or turns its page.
void Display::show(Subject subject) {
  const uint32_t serial = subject == Subject::kMessage ? queue_.current_serial()
                          : subject == Subject::kPage  ? pages_.current_serial()
                                                       : 0;
  if (subject != subject_ || serial != subject_serial_) {
    subject_ = subject;
    subject_serial_ = serial;
    subject_since_ = clock_.now();
    must_draw_ = true;
  }
  if (must_draw_) mentions_age_ = subject == Subject::kPage && pages_.current_mentions_age();
  // Another age may need more rows than the one before.
  if (must_draw_ || (mentions_age_ && rounded_age(hub_age()) != marks_.age)) prepare(sheet());
  const Marks now = marks();
  if (!must_draw_ && memcmp(&now, &marks_, sizeof now) == 0) return;
  marks_ = now;
  must_draw_ = false;
  draw(sheet());
}

void Display::prepare(const Sheet& sheet) {
  Size body = settings_.size;
  if (has_hint_row()) {
    body.rows--;
    hints_.prepare(hint_sheet(), {body.columns, 1, body.rom});
  }
  layout_.prepare(sheet, body);
  const Millis stay = stay_of(layout_, shown());
  if (subject_ == Subject::kMessage) queue_.set_current_stay(stay);
  if (subject_ == Subject::kPage) pages_.set_current_stay(stay);
}

void Display::draw(const Sheet& sheet) {
  screen_ = Screen{};
  Frame frame;
  Cell hints[kMaxColumns];
  const size_t row_bytes = settings_.size.columns * sizeof(Cell);
  if (has_hint_row()) {
    hints_.draw(hint_sheet(), marks_.hint_step, frame);
    memcpy(hints, frame.cells, row_bytes);
  }
  layout_.draw(sheet, marks_.step, frame);
  if (has_hint_row()) memcpy(frame.cells + settings_.size.cells() - settings_.size.columns, hints, row_bytes);
  if (marks_.is_stale) frame.cells[settings_.size.columns - 1] = {'*', 0, '*'};
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
  const Millis now = clock_.now();
  Millis at = sooner(queue_.next_event(clock_), pages_.next_event(clock_, subject_ == Subject::kPage));
  if (identify_until_ != 0) at = sooner(at, identify_until_);
  if (confirm_pages_at_ != 0) at = sooner(at, confirm_pages_at_);
  const Millis seen = elapsed();
  Millis step_at = next_step_at(layout_, shown(), seen);
  if (has_hint_row()) step_at = sooner(step_at, next_step_at(hints_, shown(), seen));
  if (step_at != kNever) at = sooner(at, now + (step_at - seen));
  if (connected_ && !is_same(screen_, published_)) at = sooner(at, last_screen_at_ + kScreenIntervalMs);
  if (connected_ || subject_ != Subject::kPage) return at;
  if (mentions_age_) at = sooner(at, disconnected_at_ + next_age(hub_age()));
  if (hub_age() < kHubAwayMs) at = sooner(at, disconnected_at_ + kHubAwayMs);
  return at;
}

}  // namespace marquee
