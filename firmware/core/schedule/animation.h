#pragma once
// Which page or scroll position of a laid-out text is to be seen when.

#include "../glass/layout.h"
#include "../protocol/message.h"
#include "clock.h"

namespace marquee {

// One run through all pages or positions; showMs if everything fits.
Millis pass_of(const Layout& layout, const Message& message);

// How long the text is to be seen in all.
Millis stay_of(const Layout& layout, const Message& message);

uint16_t step_at(const Layout& layout, const Message& message, Millis elapsed);

// The elapsed time at which step_at() may change next; kNever if it does not.
Millis next_step_at(const Layout& layout, const Message& message, Millis elapsed);

}  // namespace marquee
