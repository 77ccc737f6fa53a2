/** The bounds of the wire contract. Boards compile the same numbers in `firmware/core/limits.h`. */
export const protocolVersion = 1

/** Largest payload of a `message` or `page` topic, in bytes. A board may report a smaller one in `about`. */
export const maxPayloadBytes = 4096

/** Largest text of one message, in bytes of UTF-8. */
export const maxTextBytes = 1024

/** Largest `title` and `from`, in bytes of UTF-8. */
export const maxHeadingBytes = 64

export const maxDurationMs = 86_400_000
export const maxTtlMs = 2_592_000_000
export const maxRepeat = 100
export const maxActions = 4
export const maxPageOrder = 999

/** What a message gets when it does not say otherwise. */
export const messageDefaults = {
  priority: 'normal',
  showMs: 8000,
  pageMs: 3000,
  scrollMs: 300,
  ttlMs: 86_400_000,
} as const

/** What a page gets when it does not say otherwise. */
export const pageDefaults = { order: 100, when: 'always' } as const

/** How long the hub may be away before pages that are not made for that carry a stale mark. */
export const hubAwayMs = 60_000

/** How long a plain text stays on the glass before a newer one may take its place. */
export const plainTextMinShowMs = 1000

/** Character LCDs that one HD44780 can drive: its DDRAM holds 80 characters. */
export const minColumns = 8
export const maxColumns = 40
export const maxRows = 4
export const maxCells = 80

/** HD44780 CGRAM: 8 custom glyphs of 8 rows. */
export const cgramBytes = 64

/** Characters of the password of a person. */
export const minPasswordLength = 10
export const maxPasswordLength = 128

/** Pages that a display holds, and one that takes payloads smaller than `maxPayloadBytes`; it leaves further ones out. */
export const maxPagesOnDisplay = 8
export const maxPagesOnSmallDisplay = 4
