import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bar, bigDigits, sparkline } from '#contract/blocks.ts'

const readable = (text: string) => text.replaceAll('\u00a0', ' ')
const cellsOf = (text: string) => Array.from(text)

describe('a bar', () => {
  test.each([
    [0, 4, '    '],
    [0.05, 4, '▏   '],
    [0.1, 4, '▍   '],
    [0.15, 4, '▋   '],
    [0.2, 4, '▊   '],
    [0.25, 4, '█   '],
    [0.5, 4, '██  '],
    [0.99, 4, '████'],
    [1, 4, '████'],
    [7, 2, '██'],
    [-1, 2, '  '],
    [Number.NaN, 2, '  '],
    [Number.POSITIVE_INFINITY, 2, '██'],
  ])('of %d in %d cells is "%s"', (fraction, cells, expected) => {
    expect(readable(bar(fraction, cells))).toBe(expected)
  })

  test('fills all its cells and never shrinks as its fraction grows', () =>
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: 0, max: 1 }),
        fc.double({ noNaN: true, min: 0, max: 1 }),
        fc.integer({ min: 1, max: 40 }),
        (a, b, cells) => {
          const [less, more] = [Math.min(a, b), Math.max(a, b)].map((fraction) => cellsOf(bar(fraction, cells)))
          expect([less?.length, more?.length]).toEqual([cells, cells])
          const dots = (row: readonly string[] = []) =>
            row.reduce((sum, cell) => sum + ['\u00a0', '▏', '▍', '▋', '▊', '█'].indexOf(cell), 0)
          expect(dots(less)).toBeLessThanOrEqual(dots(more))
        },
      ),
    ))

  test.each([0, 41, 1.5, Number.NaN])('of %d cells is refused', (cells) => {
    expect(() => bar(0.5, cells)).toThrow(RangeError)
  })
})

describe('a sparkline', () => {
  test.each([
    [[1, 2, 3, 4, 5, 6, 7, 8], '▁▂▃▄▅▆▇█'],
    [[8, 1], '█▁'],
    [[5, 5, 5], '▄▄▄'],
    [[-2, Number.NaN, 2], '▁ █'],
    [[Number.NaN], ' '],
    [[], ''],
  ])('of %j is "%s"', (values, expected) => {
    expect(readable(sparkline(values))).toBe(expected)
  })

  test('keeps to the scale it is given, and what is beyond counts as its end', () => {
    expect(sparkline([0, 50, 100, 250, -9], { min: 0, max: 100 })).toBe('▁▅██▁')
  })
})

describe('large digits', () => {
  test('a time of day takes two rows of 15 cells', () => {
    expect(readable(bigDigits('12:34')).split('\n')).toEqual(['🬂█  🬰🬰█▪🬰🬰█ █🬭█', '🬭█🬭 █🬭🬭▪🬭🬭█   █'])
  })

  test('a temperature has its sign and its point', () => {
    expect(readable(bigDigits('-7.5')).split('\n')).toEqual(['🬭🬭 🬂🬂█ █🬰🬰', '     █.🬭🬭█'])
  })

  test('every digit looks different from every other', () => {
    expect(new Set(Array.from('0123456789', bigDigits)).size).toBe(10)
  })

  test('both rows are equally wide, and no text takes more than 5 kinds of glyphs', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9:. -]{1,12}$/), (text) => {
        const [upper = '', lower = ''] = bigDigits(text).split('\n')
        expect(cellsOf(upper)).toHaveLength(cellsOf(lower).length)
        const glyphs = new Set(cellsOf(upper + lower).filter((cell) => cell !== '\u00a0' && cell !== '.'))
        expect(glyphs.size).toBeLessThanOrEqual(5)
      }),
    ))

  test.each(['a', '1 °C', '😀', '12:34x', '__proto__'])('%s has no large form', (text) => {
    expect(() => bigDigits(text)).toThrow(RangeError)
  })
})
