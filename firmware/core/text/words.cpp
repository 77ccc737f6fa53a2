#include "words.h"

namespace marquee {

namespace {

Text first_word(const char* words) {
  size_t size = 0;
  while (words[size] != 0 && words[size] != ' ') size++;
  return {reinterpret_cast<const uint8_t*>(words), size};
}

const char* after_first(const char* words) {
  words += first_word(words).size;
  return *words == 0 ? words : words + 1;
}

}  // namespace

Text word_at(const char* words, size_t number) {
  for (; number > 0; number--) words = after_first(words);
  return first_word(words);
}

int number_of_word(const char* words, Text word) {
  for (int number = 0; *words != 0; number++, words = after_first(words)) {
    if (first_word(words) == word) return number;
  }
  return -1;
}

}  // namespace marquee
