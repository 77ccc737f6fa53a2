/** Reads a target as people type it: `all`, `group:<name>`, or selectors with commas between, `!` before one leaving it out. */
export function parseTarget(text: string): unknown {
  const selectors = text
    .split(',')
    .map((selector) => selector.trim())
    .filter((selector) => selector !== '')
  const [only] = selectors
  if (selectors.length !== 1 || only === undefined) return selectors
  if (only === 'all') return 'all'
  return only.startsWith('group:') ? { group: only.slice('group:'.length) } : selectors
}
