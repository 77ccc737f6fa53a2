import { type Kysely, sql } from 'kysely'
import { wordsIn } from '../../history/words.ts'
import type { Tables } from '../tables.ts'

/** Words that a beginning stands for, one by one; of more the index of beginnings is asked, which is slower for common ones. */
const maxTerms = 64
/** Beginnings of so many letters have an index of their own. */
const maxIndexedLetters = 3

/**
 * The query of the index of words in SQLite: each word has to begin one of the message, and the sender's are there as they
 * are. An index can be read backwards from the newest for whole words only, so beginnings become whole words.
 */
export async function matchQuery(
  kysely: Kysely<Tables>,
  words: readonly string[],
  sender: string | undefined,
): Promise<string> {
  const parts = await Promise.all(words.map((word) => beginning(kysely, word)))
  const own = sender === undefined ? [] : wordsIn(sender).map(quote)
  return [...parts, ...own].join(' AND ')
}

async function beginning(kysely: Kysely<Tables>, word: string): Promise<string> {
  const letters = word.normalize('NFD').replace(/\p{M}/gu, '')
  if ([...letters].length <= maxIndexedLetters) return `${quote(word)}*`
  const { rows } = await sql<{ term: string | null }>`
    with recursive terms (term) as (
      select (select term from messages_terms where term >= ${letters} limit 1)
      union all
      select (select term from messages_terms where term >= terms.term || char(1) limit 1)
        from terms where substr(term, 1, length(${letters})) = ${letters}
    ) select term from terms limit ${sql.lit(maxTerms + 2)}`.execute(kysely)
  const terms = rows.flatMap(({ term }) => (term?.startsWith(letters) ? [term] : []))
  // What is folded otherwise than here, or begins too many words, is looked up by the index itself.
  if (terms.length === 0 || terms.length > maxTerms) return `${quote(word)}*`
  return `(${terms.map(quote).join(' OR ')})`
}

/** Words hold letters and digits alone; quoted, none of them is an operator. */
function quote(word: string): string {
  return `"${word}"`
}

/** The query of the index of words in PostgreSQL. */
export function tsQuery(words: readonly string[]): string {
  return words.map((word) => `${word}:*`).join(' & ')
}
