import type { Rom } from '#contract/display.ts'
import type { LiveScreen } from '../hub/worker-messages.ts'
import type { Display } from './display.ts'

/** The size and character ROM of an LCD. */
export interface LcdSize {
  readonly columns: number
  readonly rows: number
  readonly rom: Rom
}

const usualSize: LcdSize = { columns: 16, rows: 2, rom: 'A00' }

/** The size of a display: what its screen or the board itself says, or the usual one until it has. */
export function displaySize({ about }: Display, screen?: LiveScreen): LcdSize {
  const { columns, rows } = screen ?? about ?? usualSize
  return { columns, rows, rom: about?.rom ?? usualSize.rom }
}

/** `20×4` */
export function sizeText({ columns, rows }: { columns: number; rows: number }): string {
  return `${columns}×${rows}`
}
