/**
 * Text that a display draws as a picture: bars, small charts and large digits, of the block elements of Unicode. A cell has
 * 5 columns and 8 rows of dots. Blanks are U+00A0, which no row is broken or shortened at.
 */

const blank = '\u00a0'
/** From nothing to a whole cell, by the columns that are filled from the left. */
const columns = [blank, '▏', '▍', '▋', '▊', '█'] as const
/** From 1 to 8 rows from the bottom. */
const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** Cells of a row of text, at most. */
const maxBarCells = 40

/**
 * A bar of `cells` cells, filled from the left to a fraction of 0 to 1; what is beyond counts as its end, no number as 0.
 * It moves by a fifth of a cell and takes one custom glyph. Throws RangeError unless `cells` is a whole number of 1 to 40.
 */
export function bar(fraction: number, cells: number): string {
  if (!Number.isInteger(cells) || cells < 1 || cells > maxBarCells) {
    throw new RangeError(`cells: must be a whole number from 1 to ${maxBarCells}, not ${cells}`)
  }
  const steps = columns.length - 1
  const filled = Math.round(unit(fraction) * cells * steps)
  const whole = Math.floor(filled / steps)
  const rest = whole < cells ? columns[filled % steps] : ''
  return `${'█'.repeat(whole)}${rest}`.padEnd(cells, blank)
}

/**
 * A chart of one cell per value, in 8 levels from the least to the greatest value, or from `min` to `max`. Equal values are
 * drawn half high; no number leaves its cell blank. Takes 7 custom glyphs at most, on ROM A02 8.
 */
export function sparkline(
  values: readonly number[],
  { min, max }: { readonly min?: number; readonly max?: number } = {},
): string {
  const numbers = values.filter(Number.isFinite)
  const low = min ?? numbers.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const high = max ?? numbers.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  const top = levels.length - 1
  const level = (value: number) => (high > low ? Math.round(unit((value - low) / (high - low)) * top) : top >> 1)
  return values.map((value) => (Number.isFinite(value) ? levels[level(value)] : blank)).join('')
}

/** A whole cell, its upper third, its lower third, both, and the dot of a colon. */
const strokes: Readonly<Record<string, string>> = { '#': '█', "'": '🬂', _: '🬭', '=': '🬰', '*': '▪', '.': '.' }

/** The upper and the lower row of each large character. */
const shapes: Readonly<Record<string, readonly [string, string]>> = {
  '0': ["#'#", '#_#'],
  '1': ["'# ", '_#_'],
  '2': ['==#', '#__'],
  '3': ['==#', '__#'],
  '4': ['#_#', '  #'],
  '5': ['#==', '__#'],
  '6': ['#==', '#_#'],
  '7': ["''#", '  #'],
  '8': ['#=#', '#_#'],
  '9': ['#=#', '__#'],
  '-': ['__', '  '],
  ':': ['*', '*'],
  '.': [' ', '.'],
  ' ': [' ', ' '],
}

/**
 * Two rows of text, `upper\nlower`, that show digits, `:`, `.`, `-` and blanks twice as high. A digit is 3 cells wide and a blank
 * cell stands between digits: `12:34` takes 15 cells. Any text takes 4 custom glyphs at most, on ROM A02 5, so others fit beside it.
 * Throws RangeError for a character that has no large form.
 */
export function bigDigits(text: string): string {
  const rows = ['', '']
  let wasWide = false
  for (const character of text) {
    const shape = Object.hasOwn(shapes, character) ? shapes[character] : undefined
    if (shape === undefined)
      throw new RangeError(`"${character}" has no large form: digits, ":", ".", "-" and blanks have`)
    const isWide = shape[0].length > 1
    const gap = wasWide && isWide ? ' ' : ''
    shape.forEach((row, index) => {
      rows[index] += `${gap}${row}`
    })
    wasWide = isWide
  }
  return rows.map((row) => row.replace(/./g, (stroke) => strokes[stroke] ?? blank)).join('\n')
}

function unit(fraction: number): number {
  return Number.isNaN(fraction) ? 0 : Math.min(Math.max(fraction, 0), 1)
}
