#pragma once
// A notice as a screen that is shown instead of what the display shows.

#include "../core/display.h"
#include "../core/setup/notices.h"

namespace marquee {

// All zeros is a valid cover that shows nothing.
class Cover {
 public:
  // Draws a notice, again only when it is another one or kNoticeRefreshMs later.
  void show(const Notice& notice, const Size& size, uint32_t now_ms);
  void hide() { is_shown_ = false; }
  // Null while there is none.
  const Screen* screen() const { return is_shown_ ? &screen_ : nullptr; }

 private:
  Screen screen_;
  Notices notices_;
  NoticeKind kind_;
  uint32_t since_ms_;
  uint32_t drawn_ms_;
  bool is_shown_;
};

}  // namespace marquee
