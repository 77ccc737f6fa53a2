const codeDigits = 6
const longestId = 32

/** What was typed or pasted as the board shows it: two times three digits. */
export function spacedDigits(typed: string): string {
  const digits = typed.replace(/\D/g, '').slice(0, codeDigits)
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits
}

/** The id that goes with a name: "Front door" becomes `front-door`. */
export function displayIdFor(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestId)
    .replace(/^-+|-+$/g, '')
}
