import type { Rom } from '#contract/display.ts'
import { fonts, glyphColumns, glyphRows } from './fonts.ts'
import { cellOrigin, type LcdGeometry } from './geometry.ts'
import { glyphBlock, romBlock } from './glyph-blocks.ts'
import { type LcdColours, pixelOf } from './palette.ts'

/** What an LCD shows: character codes in row order and the 8 custom glyphs. */
export interface LcdContent {
  readonly cells: Uint8Array
  readonly cgram: Uint8Array
}

/** The part of a picture that a draw has changed, in pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const customCodes = 16
const slots = 8
const notDrawn = -1

/** The pixels of one LCD. Each draw touches only the cells that differ from the one before. */
export class LcdPicture {
  readonly pixels: Uint32Array<ArrayBuffer>
  readonly geometry: LcdGeometry
  readonly rom: Rom
  readonly #drawn: Int16Array
  readonly #cgram = new Uint8Array(slots * glyphRows)
  #custom: (Uint32Array | undefined)[] = []
  #colours: LcdColours | undefined

  constructor(geometry: LcdGeometry, rom: Rom) {
    this.geometry = geometry
    this.rom = rom
    this.pixels = new Uint32Array(geometry.width * geometry.height)
    this.#drawn = new Int16Array(geometry.columns * geometry.rows)
  }

  /** Draws what has changed; `undefined` if nothing has. */
  draw(content: LcdContent, colours: LcdColours): Rectangle | undefined {
    const everything = colours !== this.#colours
    if (everything) this.#startOver(colours)
    const changedSlots = this.#takeCgram(content.cgram)
    let left = Number.POSITIVE_INFINITY
    let top = Number.POSITIVE_INFINITY
    let right = 0
    let bottom = 0
    for (let cell = 0; cell < this.#drawn.length; cell++) {
      const code = content.cells[cell] ?? 0x20
      const redrawn = code < customCodes && (changedSlots >> (code % slots)) & 1
      if (code === this.#drawn[cell] && !redrawn) continue
      this.#drawn[cell] = code
      const { x, y } = cellOrigin(this.geometry, cell)
      this.#copy(this.#block(code, colours), x, y)
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x + glyphColumns * this.geometry.pitchX)
      bottom = Math.max(bottom, y + glyphRows * this.geometry.pitchY)
    }
    if (everything) return { x: 0, y: 0, width: this.geometry.width, height: this.geometry.height }
    return right === 0 ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
  }

  #startOver(colours: LcdColours): void {
    this.#colours = colours
    this.#custom = []
    this.#drawn.fill(notDrawn)
    this.pixels.fill(pixelOf(colours.glass))
  }

  /** Takes over the custom glyphs; answers a bit mask of the slots that changed. */
  #takeCgram(cgram: Uint8Array): number {
    let changed = 0
    for (let index = 0; index < this.#cgram.length; index++) {
      const row = cgram[index] ?? 0
      if (row === this.#cgram[index]) continue
      this.#cgram[index] = row
      const slot = Math.floor(index / glyphRows)
      this.#custom[slot] = undefined
      changed |= 1 << slot
    }
    return changed
  }

  #block(code: number, colours: LcdColours): Uint32Array {
    if (code >= customCodes) return romBlock(code, fonts[this.rom], this.rom, this.geometry, colours)
    const slot = code % slots
    const dots = this.#cgram.subarray(slot * glyphRows, (slot + 1) * glyphRows)
    const block = this.#custom[slot] ?? glyphBlock(dots, this.geometry, colours)
    this.#custom[slot] = block
    return block
  }

  #copy(block: Uint32Array, x: number, y: number): void {
    const width = glyphColumns * this.geometry.pitchX
    const height = glyphRows * this.geometry.pitchY
    for (let row = 0; row < height; row++) {
      this.pixels.set(block.subarray(row * width, (row + 1) * width), (y + row) * this.geometry.width + x)
    }
  }
}
