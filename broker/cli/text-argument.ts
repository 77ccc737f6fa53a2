import type { Io } from './io.ts'

/** The text of a command line: its words, or standard input for a single `-`. */
export async function readText(words: readonly string[], io: Io): Promise<string> {
  return words.length === 1 && words[0] === '-' ? (await io.readInput()).replace(/\r?\n$/, '') : words.join(' ')
}
