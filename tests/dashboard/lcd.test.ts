import { expect, test } from 'vitest'
import { fonts } from '../../dashboard/lcd/fonts.ts'
import { cellOrigin, lcdGeometry } from '../../dashboard/lcd/geometry.ts'
import { lit, pixelOf, unlit } from '../../dashboard/lcd/palette.ts'
import { LcdPicture } from '../../dashboard/lcd/picture.ts'
import { learnGlyph, readCells } from '../../dashboard/lcd/rom-text.ts'

const noGlyphs = new Uint8Array(64)
const cellsOf = (text: string, length = 32) => Uint8Array.from({ length }, (_, cell) => text.charCodeAt(cell) || 0x20)

/** The dots of one cell as they were drawn: `#` set, `.` not set. */
function dotsOf(picture: LcdPicture, cell: number, colours = lit): string[] {
  const { geometry, pixels } = picture
  const { x, y } = cellOrigin(geometry, cell)
  return Array.from({ length: 8 }, (_row, row) =>
    Array.from({ length: 5 }, (_column, column) => {
      const pixel = pixels[(y + row * geometry.pitchY) * geometry.width + x + column * geometry.pitchX]
      return pixel === pixelOf(colours.dot) ? '#' : pixel === pixelOf(colours.ghost) ? '.' : '?'
    }).join(''),
  )
}

const letterL = ['#....', '#....', '#....', '#....', '#....', '#....', '#####', '.....']

test('a character is drawn dot by dot as the ROM has it', () => {
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  picture.draw({ cells: cellsOf('  L'), cgram: noGlyphs }, lit)
  expect(dotsOf(picture, 2)).toEqual(letterL)
})

test('an empty cell shows the dots that are not set', () => {
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  picture.draw({ cells: cellsOf(''), cgram: noGlyphs }, lit)
  expect(dotsOf(picture, 17)).toEqual(Array(8).fill('.....'))
})

test('a custom glyph has its leftmost dot in bit 4', () => {
  const cgram = new Uint8Array(64)
  cgram.set([0b10000, 0b01000, 0b00100, 0b00010, 0b00001, 0, 0, 0b11111], 8)
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  picture.draw({ cells: Uint8Array.of(1), cgram }, lit)
  expect(dotsOf(picture, 0)).toEqual(['#....', '.#...', '..#..', '...#.', '....#', '.....', '.....', '#####'])
})

test('codes 8 to 15 show the same custom glyphs as 0 to 7', () => {
  const cgram = new Uint8Array(64).fill(0b10101, 24, 32)
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  picture.draw({ cells: Uint8Array.of(3, 11), cgram }, lit)
  expect(dotsOf(picture, 1)).toEqual(dotsOf(picture, 0))
  expect(dotsOf(picture, 1)[0]).toBe('#.#.#')
})

test('the two ROMs draw the same code differently', () => {
  const draw = (rom: 'A00' | 'A02') => {
    const picture = new LcdPicture(lcdGeometry(16, 2, 400), rom)
    picture.draw({ cells: Uint8Array.of(0x5c), cgram: noGlyphs }, lit)
    return dotsOf(picture, 0)
  }
  expect(draw('A00')).not.toEqual(draw('A02'))
})

test('a second draw of the same content changes nothing', () => {
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  const content = { cells: cellsOf('Dinner'), cgram: noGlyphs }
  expect(picture.draw(content, lit)).toEqual({
    x: 0,
    y: 0,
    width: picture.geometry.width,
    height: picture.geometry.height,
  })
  expect(picture.draw(content, lit)).toBeUndefined()
})

test('a changed cell is all that is drawn again', () => {
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  picture.draw({ cells: cellsOf('12:59'), cgram: noGlyphs }, lit)
  const changed = picture.draw({ cells: cellsOf('12:58'), cgram: noGlyphs }, lit)
  const { x, y } = cellOrigin(picture.geometry, 4)
  expect(changed).toEqual({ x, y, width: 5 * picture.geometry.pitchX, height: 8 * picture.geometry.pitchY })
})

test('a changed custom glyph is drawn again wherever it is used', () => {
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  const cells = cellsOf('a')
  cells[20] = 2
  picture.draw({ cells, cgram: noGlyphs }, lit)
  picture.draw({ cells, cgram: new Uint8Array(64).fill(0b11111, 16, 24) }, lit)
  expect(dotsOf(picture, 20)).toEqual(Array(8).fill('#####'))
})

test('the backlight changes every pixel of the glass', () => {
  const picture = new LcdPicture(lcdGeometry(16, 2, 400), 'A00')
  const content = { cells: cellsOf('  L'), cgram: noGlyphs }
  picture.draw(content, lit)
  picture.draw(content, unlit)
  expect(dotsOf(picture, 2, unlit)).toEqual(letterL)
  expect(picture.pixels.includes(pixelOf(lit.glass))).toBe(false)
})

test.each([
  [16, 2],
  [20, 4],
  [40, 2],
])('an LCD of %i × %i fits into the width it is given', (columns, rows) => {
  for (const width of [300, 347, 700, 1024]) {
    expect(lcdGeometry(columns, rows, width).width).toBeLessThanOrEqual(width)
  }
})

test('an LCD in a place that is too small still has one pixel per dot', () => {
  expect(lcdGeometry(40, 2, 50).pitchX).toBe(1)
})

test('the text of a screen is read back row by row', () => {
  const cells = cellsOf('Dinner at 7     Pasta')
  expect(readCells({ cells, cgram: noGlyphs }, 16, 'A00')).toBe('Dinner at 7 Pasta')
})

test('an empty screen reads as nothing', () => {
  expect(readCells({ cells: cellsOf(''), cgram: noGlyphs }, 16, 'A02')).toBe('')
})

test.each([
  ['A00', [0x5c, 0x7e, 0x7f, 0xb1, 0xdf, 0xe1, 0xf4, 0xff], '¥→←ｱ°äΩ█'],
  ['A02', [0x5c, 0x7e, 0x10, 0x1f, 0x80, 0x98, 0xdf, 0xe9, 0xff], '\\~▶▼Б🔔ßéÿ'],
] as const)('codes above ASCII read as the characters of ROM %s', (rom, codes, text) => {
  expect(readCells({ cells: Uint8Array.from(codes), cgram: noGlyphs }, 16, rom)).toBe(text)
})

test('a custom glyph with the dots of a letter reads as that letter', () => {
  const cgram = new Uint8Array(64)
  cgram.set(fonts.A02.subarray(0xe9 * 8, 0xe9 * 8 + 8), 0)
  expect(readCells({ cells: Uint8Array.of(0x43, 0x61, 0x66, 0), cgram }, 16, 'A00')).toBe('Café')
})

test('a custom glyph that was learnt reads as its character, an unknown one as a small square', () => {
  const cgram = Uint8Array.from({ length: 64 }, (_, row) => (row < 8 ? row + 1 : row < 16 ? 31 - row : 0))
  const cells = Uint8Array.of(0x41, 0, 1)
  expect(readCells({ cells, cgram }, 16, 'A00')).toBe('A▫▫')
  learnGlyph(cgram.subarray(0, 8), '€')
  expect(readCells({ cells, cgram }, 16, 'A00')).toBe('A€▫')
})
