import { limits } from '../limits.ts'

/** Cuts what one statement cannot take at once. */
export function* chunks<Item>(items: readonly Item[], size: number = limits.maxRowsPerInsert): Generator<Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}
