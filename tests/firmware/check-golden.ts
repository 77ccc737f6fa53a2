import {
  type Align,
  type CorePicture,
  DisplayCore,
  type DisplaySize,
  layoutText,
  type Overflow,
} from '../../firmware/core/wasm/display-core.ts'

/** One case of `tests/contract/golden/layout.json`. Bytes that are no valid UTF-8 stand in `textHex`. */
export interface GoldenCase extends DisplaySize {
  readonly title: string
  readonly text?: string
  readonly textHex?: string
  readonly align?: Align
  readonly overflow?: Overflow
  readonly titleText?: string
  readonly from?: string
  readonly pages: readonly GoldenPage[]
  readonly substituted?: readonly string[]
}

export interface GoldenPage {
  /** Character codes, hex, one string per row. */
  readonly cells: readonly string[]
  /** What a person reads, from the tables of the data sheet. */
  readonly reads: readonly string[]
  /** What the CGRAM codes among the cells show. */
  readonly glyphs?: Readonly<Record<string, string>>
  readonly cgram?: string
}

const pageMs = 3000

/** Draws every case and returns what is not as it should be. Runs in Node and in browsers. */
export function checkGolden(module: WebAssembly.Module, cases: readonly GoldenCase[]): string[] {
  return cases.flatMap((golden) => [...checkLayout(module, golden), ...checkDisplay(module, golden)])
}

function checkLayout(module: WebAssembly.Module, golden: GoldenCase): string[] {
  if (golden.text === undefined) return []
  const { align, overflow, titleText, from } = golden
  const layout = layoutText(module, golden.text, golden, {
    ...(align === undefined ? {} : { align }),
    ...(overflow === undefined ? {} : { overflow }),
    ...(titleText === undefined ? {} : { title: titleText }),
    ...(from === undefined ? {} : { from }),
  })
  const substituted = layout.substituted.join(' ')
  const expected = (golden.substituted ?? []).join(' ')
  return [
    ...comparePages(`${golden.title} (layout)`, golden, layout.pages),
    ...(substituted === expected ? [] : [`${golden.title}: substitutes ${substituted} instead of ${expected}`]),
  ]
}

/** The same text as a message on a whole display, page after page. */
function checkDisplay(module: WebAssembly.Module, golden: GoldenCase): string[] {
  const payload = payloadOf(golden)
  if (payload === undefined) return []
  const { columns, rows, rom } = golden
  const core = new DisplayCore(module, {
    id: 'golden',
    firmware: '0',
    board: 'test',
    capabilities: [],
    columns,
    rows,
    rom,
  })
  core.receive('displays/golden/message', payload, 0)
  const pages = golden.pages.map((_, page) => {
    core.tick(page * pageMs)
    return core.screen()
  })
  return comparePages(`${golden.title} (display)`, golden, pages)
}

function payloadOf(golden: GoldenCase): Uint8Array | undefined {
  if (golden.textHex !== undefined) {
    return Uint8Array.from(golden.textHex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  }
  if (golden.text === undefined || golden.text === '') return undefined
  const { text, align, overflow, titleText: title, from } = golden
  return new TextEncoder().encode(JSON.stringify({ text, align, overflow, title, from }))
}

function comparePages(title: string, golden: GoldenCase, pages: readonly CorePicture[]): string[] {
  if (pages.length !== golden.pages.length) return [`${title}: ${pages.length} pages instead of ${golden.pages.length}`]
  return golden.pages.flatMap((expected, number) => {
    const page = pages[number]
    if (page === undefined) return []
    const cells = hex(page.cells)
    const cgram = hex(page.cgram)
    const where = `${title}, page ${number + 1}`
    return [
      ...(cells === expected.cells.join('') ? [] : [`${where}: cells ${cells} instead of ${expected.cells.join('')}`]),
      ...(expected.cgram === undefined || cgram === expected.cgram
        ? []
        : [`${where}: cgram ${cgram} instead of ${expected.cgram}`]),
    ]
  })
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
