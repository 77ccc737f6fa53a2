import { signal } from '@preact/signals'
import { compileDisplayCore, layoutText } from '#display-core/display-core.ts'
import wasmUrl from '#display-core/display-core.wasm?url'
import { learnGlyph } from '../lcd/rom-text.ts'

/** The display core, the same program that runs on the boards, once it has been loaded. */
export const displayCoreModule = signal<WebAssembly.Module | undefined>(undefined)

let loading: Promise<void> | undefined

/** Loads the display core. A failure leaves the composer without previews, not without sending. */
export function loadDisplayCore(): Promise<void> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<void> {
  const response = await fetch(wasmUrl)
  const module = await compileDisplayCore(await response.arrayBuffer())
  displayCoreModule.value = module
  learnGlyphs(module)
}

/** Code points that displays may draw with a custom glyph: Latin, Greek, Cyrillic, punctuation, signs, symbols. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  [0xa1, 0x17f],
  [0x218, 0x21b],
  [0x386, 0x3ce],
  [0x401, 0x45f],
  [0x2010, 0x203a],
  [0x20ac, 0x20ac],
  [0x2190, 0x2199],
  [0x2500, 0x27bf],
]

/** Asks the core for the dots of each character, so that custom glyphs can be read to people who cannot see them. */
function learnGlyphs(module: WebAssembly.Module): void {
  for (const [first, last] of ranges) {
    for (let codePoint = first; codePoint <= last; codePoint++) {
      const character = String.fromCodePoint(codePoint)
      const { pages, substituted } = layoutText(module, character, { columns: 8, rows: 1, rom: 'A00' })
      const { cells, cgram } = pages[0] ?? { cells: new Uint8Array(), cgram: new Uint8Array() }
      const code = cells[0] ?? 0x20
      if (substituted.length === 0 && code < 16)
        learnGlyph(cgram.subarray((code % 8) * 8, (code % 8) * 8 + 8), character)
    }
  }
}
