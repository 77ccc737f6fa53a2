#pragma once
// How long the hub has been away, in words, and where a page wants to say it.

#include "../text/writer.h"
#include "clock.h"

namespace marquee {

// The age as its words tell it, rounded down to whole seconds, minutes, hours or days.
Millis rounded_age(Millis age);
// When the words will be others, as an age.
Millis next_age(Millis age);

// `12 s`, `5 min`, `3 h` or `2 d`.
void write_age(Millis age, Writer& out);

// Whether `{{age}}` stands in the text.
bool mentions_age(Text text);
// Writes the text with the age in place of each `{{age}}`, and returns what was written.
Text with_age(Text text, Millis age, Writer& out);

}  // namespace marquee
