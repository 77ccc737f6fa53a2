import { randomBytes } from 'node:crypto'

/** A message id of 16 characters that nobody has used before: 96 random bits. */
export function newMessageId(): string {
  return randomBytes(12).toString('base64url')
}
