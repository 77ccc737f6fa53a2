/** Reads a target as people type it: a display id, several with commas between, `group:<name>` or `all`. */
export function parseTarget(text: string): unknown {
  if (text === 'all') return 'all'
  if (text.startsWith('group:')) return { group: text.slice('group:'.length) }
  return text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
}
