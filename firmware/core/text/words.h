#pragma once
// Lists of words as one literal with blanks between them: "low normal high".

#include "view.h"

namespace marquee {

// The word with that number, empty after the last.
Text word_at(const char* words, size_t number);
// The number of a word, or -1.
int number_of_word(const char* words, Text word);

}  // namespace marquee
