import type { RoomMessage } from '#contract/room.ts'

type Messages = readonly RoomMessage[]

/** What is known with one more message, oldest first. The same list if it is known already. */
export function withMessage(known: Messages, message: RoomMessage): Messages {
  return known.some(({ id }) => id === message.id) ? known : [...known, message]
}

/** What is known with the earlier messages of an answer, which comes newest first. */
export function withEarlier(known: Messages, answer: Messages): Messages {
  const ids = new Set(known.map(({ id }) => id))
  return [...[...answer].reverse().filter(({ id }) => !ids.has(id)), ...known]
}

/**
 * What is known after the newest messages were read again, newest first. The order of the hub counts; what came while it
 * was asked stays at the end. `undefined` if so much was said meanwhile that there would be a hole.
 */
export function caughtUp(known: Messages, answer: Messages): Messages | undefined {
  const read = [...answer].reverse()
  const ids = new Set(read.map(({ id }) => id))
  const meeting = known.findIndex(({ id }) => ids.has(id))
  if (meeting < 0) return known.length === 0 ? read : undefined
  const later = known.slice(meeting).filter(({ id }) => !ids.has(id))
  return [...known.slice(0, meeting), ...read.slice(read.findIndex(({ id }) => id === known[meeting]?.id)), ...later]
}
