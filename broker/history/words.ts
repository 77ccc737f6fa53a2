const wordPattern = /[\p{L}\p{N}]+/gu

/** The words of a text as they are searched for. */
export function wordsIn(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(wordPattern) ?? []
}
