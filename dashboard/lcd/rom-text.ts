import type { Rom } from '#contract/display.ts'
import { fonts, glyphRows } from './fonts.ts'
import type { LcdContent } from './picture.ts'

const unreadable = '\u25ab'

/** Without the last one, the ring at 0xdf, which texts have for degrees. */
const halfWidthKatakana = Array.from({ length: 62 }, (_, index) => String.fromCharCode(0xff61 + index)).join('')

const upperA00 = `\u00a0${halfWidthKatakana}°αäβεμσρg√⁻jˣ¢£ñöpqθ∞ΩüΣπxy千万円÷ █`
const lowerA02 = '▶◀“”⏫⏬●↲↑↓→←≤≥▲▼'
const upperA02 =
  'БДЖЗИЙЛПУЦЧШЩЪЫЭ' +
  'α♪ΓπΣσ♬τ🔔ΘΩδ∞♥ε∩' +
  '⏸¡¢£¤¥¦§ƒ©ª«ЮЯ®‘' +
  '°±²³₧µ¶·ω¹º»¼½¾¿' +
  'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ΦÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ'

const ascii = Array.from({ length: 96 }, (_, index) => String.fromCharCode(0x20 + index))

const characters: Readonly<Record<Rom, readonly string[]>> = {
  A00: table(
    ' '.repeat(16),
    [...ascii.slice(0, 0x3c), '¥', ...ascii.slice(0x3d, 0x5e), '→', '←'],
    ' '.repeat(32) + upperA00,
  ),
  A02: table(lowerA02, [...ascii.slice(0, 0x5f), '⌂'], upperA02),
}

function table(lower: string, middle: readonly string[], upper: string): readonly string[] {
  return [...Array<string>(16).fill(unreadable), ...lower, ...middle, ...upper]
}

/** Reads the cells of an LCD back as text, for people who cannot see the picture. Empty if nothing is shown. */
export function readCells({ cells, cgram }: LcdContent, columns: number, rom: Rom): string {
  const rows: string[] = []
  for (let start = 0; start < cells.length; start += columns) {
    const row = Array.from(cells.subarray(start, start + columns), (code) => readCell(code, cgram, rom))
    rows.push(row.join(''))
  }
  return rows.join(' ').replace(/\s+/g, ' ').trim()
}

function readCell(code: number, cgram: Uint8Array, rom: Rom): string {
  return code < 16
    ? readCustomGlyph(cgram.subarray((code % 8) * glyphRows, ((code % 8) + 1) * glyphRows))
    : (characters[rom][code] ?? unreadable)
}

const knownShapes = new Map<string, string>()

/** Tells what a custom glyph with these dots stands for; of letters that look the same, the one told last. */
export function learnGlyph(dots: Uint8Array, character: string): void {
  knownShapes.set(dots.join(), character)
}

/** Without a better source: a custom glyph is often a letter that the other ROM has with the same dots. */
characters.A02.forEach((character, code) => {
  if (code >= 0x10) learnGlyph(fonts.A02.subarray(code * glyphRows, (code + 1) * glyphRows), character)
})

function readCustomGlyph(dots: Uint8Array): string {
  return knownShapes.get(dots.join()) ?? unreadable
}
