import { glyphColumns, glyphRows } from './fonts.ts'
import type { LcdGeometry } from './geometry.ts'
import { type LcdColours, pixelOf } from './palette.ts'

/** Draws 8 rows of 5 dots as a block of pixels, ready to be copied into a picture. */
export function glyphBlock(dots: Uint8Array, geometry: LcdGeometry, colours: LcdColours): Uint32Array {
  const { pitchX, pitchY, gap } = geometry
  const width = glyphColumns * pitchX
  const block = new Uint32Array(width * glyphRows * pitchY).fill(pixelOf(colours.glass))
  const set = pixelOf(colours.dot)
  const clear = pixelOf(colours.ghost)
  const edge = pixelOf(colours.edge)
  for (let row = 0; row < glyphRows; row++) {
    for (let column = 0; column < glyphColumns; column++) {
      const isSet = ((dots[row] ?? 0) >> (glyphColumns - 1 - column)) & 1
      const left = column * pitchX
      if (isSet && gap > 0) {
        for (let y = row * pitchY; y < (row + 1) * pitchY; y++) {
          block.fill(edge, y * width + left, y * width + left + pitchX)
        }
      }
      for (let y = row * pitchY; y < (row + 1) * pitchY - gap; y++) {
        block.fill(isSet ? set : clear, y * width + left, y * width + left + pitchX - gap)
      }
    }
  }
  return block
}

const shared = new Map<string, (Uint32Array | undefined)[]>()

/** The block of a character of the ROM. All LCDs of the same dot size share it. */
export function romBlock(
  code: number,
  font: Uint8Array,
  fontName: string,
  geometry: LcdGeometry,
  colours: LcdColours,
): Uint32Array {
  const key = `${fontName} ${geometry.pitchX} ${colours.glass}`
  let blocks = shared.get(key)
  if (blocks === undefined) {
    blocks = []
    shared.set(key, blocks)
  }
  let block = blocks[code]
  if (block === undefined) {
    block = glyphBlock(font.subarray(code * glyphRows, (code + 1) * glyphRows), geometry, colours)
    blocks[code] = block
  }
  return block
}
