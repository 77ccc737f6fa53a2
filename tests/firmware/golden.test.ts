import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { bar, bigDigits, sparkline } from '#contract/blocks.ts'
import { compileDisplayCore } from '../../firmware/core/wasm/display-core.ts'
import { checkGolden, type GoldenCase } from './check-golden.ts'

const module = await compileDisplayCore(
  await readFile(process.env['MARQUEE_CORE_WASM'] ?? 'firmware/core/wasm/display-core.wasm'),
)
const cases = JSON.parse(await readFile('tests/contract/golden/layout.json', 'utf8')) as GoldenCase[]

test('the golden table covers at least 200 texts, each with its own title', () => {
  expect(cases.length).toBeGreaterThanOrEqual(200)
  expect(new Set(cases.map((golden) => golden.title)).size).toBe(cases.length)
})

test('every text of the golden table is drawn as it says', () => {
  expect(checkGolden(module, cases)).toEqual([])
})

test('every page of the golden table has the size of its glass', () => {
  const wrong = cases.filter(({ columns, rows, pages }) =>
    pages.some((page) => page.cells.length !== rows || page.cells.some((row) => row.length !== columns * 2)),
  )
  expect(wrong).toEqual([])
})

test('what a person reads fills the glass cell by cell', () => {
  const wrong = cases.filter(({ columns, pages }) =>
    pages.some((page) => page.reads.some((row) => Array.from(row).length !== columns)),
  )
  expect(wrong.map((golden) => golden.title)).toEqual([])
})

test.each([
  ['A00: a bar of 37 % under its title', bar(0.37, 16)],
  ['A00: a chart of twelve values', sparkline([1, 2, 3, 4, 5, 6, 7, 8, 5, 3, 2, 9])],
  ['A00: a large time of day', bigDigits('12:34')],
  ['A00: large digits from 5 to 9', bigDigits('56789')],
])('the golden table has what is composed today: %s', (title, text) => {
  expect(cases.find((golden) => golden.title === title)?.text).toBe(text)
})
