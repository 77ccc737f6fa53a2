import type { Screen } from '#contract/display.ts'
import type { LiveScreen } from './worker-messages.ts'

/** A screen as it travels, with its hex fields turned into bytes. */
export function decodeScreen(screen: Screen): LiveScreen {
  return { ...screen, cells: hexBytes(screen.cells), cgram: hexBytes(screen.cgram) }
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  )
}
