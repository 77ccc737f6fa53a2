import { fontA00 } from '@wokwi/elements/dist/esm/lcd1602-font-a00.js'
import { fontA02 } from '@wokwi/elements/dist/esm/lcd1602-font-a02.js'
import type { Rom } from '#contract/display.ts'

export const glyphRows = 8
export const glyphColumns = 5

/** The dots of each character ROM: 8 bytes per character code, bit 4 is the leftmost dot as in CGRAM. */
export const fonts: Readonly<Record<Rom, Uint8Array>> = { A00: mirrored(fontA00), A02: mirrored(fontA02) }

/** The font files have the leftmost dot in bit 0. */
function mirrored(dots: Uint8Array): Uint8Array {
  return dots.map((row) => ((row & 1) << 4) | ((row & 2) << 2) | (row & 4) | ((row & 8) >> 2) | ((row & 16) >> 4))
}
