import { randomInt } from 'node:crypto'

/** Letters that nobody takes for a digit or for one another, and that make no words. */
const alphabet = 'bcdfghjkmnpqrstvwxyz'

/** A password of 69 bits that can be read out: `xxxx-xxxx-xxxx-xxxx`. */
export function newPassword(): string {
  const letters = Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return letters.replace(/.{4}(?=.)/g, '$&-')
}
