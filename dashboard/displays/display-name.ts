/** The name people read for a display id: `front-door` is "Front door". */
export function displayName(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim()
  return words === '' ? id : words.charAt(0).toUpperCase() + words.slice(1)
}
