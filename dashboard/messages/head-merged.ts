/**
 * What is loaded after its newest part was read again: new ids go in front. The same list if there are none;
 * `undefined` if so much is new that there would be a hole between the new and the old.
 */
export function headMerged(loaded: readonly string[], head: readonly string[]): readonly string[] | undefined {
  if (head.length === 0) return loaded.length === 0 ? loaded : undefined
  const known = new Set(loaded)
  const meeting = head.findIndex((id) => known.has(id))
  if (meeting < 0) return undefined
  const fresh = head.filter((id) => !known.has(id))
  return fresh.length === 0 ? loaded : [...fresh, ...loaded]
}
