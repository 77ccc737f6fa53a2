#include "cover.h"

#include "limits.h"

namespace marquee {

void Cover::show(const Notice& notice, const Size& size, uint32_t now_ms) {
  const bool is_other = !is_shown_ || notice.kind != kind_;
  if (!is_other && screen_.size == size && now_ms - drawn_ms_ < kNoticeRefreshMs) return;
  if (is_other) since_ms_ = now_ms;
  kind_ = notice.kind;
  drawn_ms_ = now_ms;
  is_shown_ = true;
  screen_.size = size;
  screen_.backlight = Backlight::kOn;
  notices_.draw(notice, size, now_ms - since_ms_, screen_.picture);
}

}  // namespace marquee
