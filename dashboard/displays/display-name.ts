/** The name people read for a display: the one they gave it, or `front-door` as "Front door". */
export function displayName(id: string, given?: string): string {
  if (given !== undefined) return given
  const words = id.replace(/[-_]+/g, ' ').trim()
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1)
}
