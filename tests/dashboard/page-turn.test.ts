import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Page } from '#contract/page.ts'
import { pageSchema } from '#contract/page.ts'
import { compileDisplayCore, DisplayCore } from '#display-core/display-core.ts'
import { readCells } from '../../dashboard/lcd/rom-text.ts'
import { draftOfPage, emptyPageDraft, pageOfDraft } from '../../dashboard/pages/page-draft.ts'
import { PagesPlayer, turnOf } from '../../dashboard/pages/pages-player.ts'
import { inTurn, ordersFor } from '../../dashboard/pages/turn.ts'
import { moved } from '../../dashboard/ui/moved.ts'

const page = (name: string, fields: Partial<Page> = {}) => {
  const text = fields.text ?? name
  return { name, text, page: { ...fields, text } }
}
const size = { columns: 16, rows: 2, rom: 'A00' } as const
const displayCore = () =>
  compileDisplayCore(readFileSync(new URL('../../firmware/core/wasm/display-core.wasm', import.meta.url)))
const names = (pages: readonly { name: string }[]) => pages.map(({ name }) => name)

test('pages take turns by their order, then by name', () => {
  const pages = [page('b'), page('z', { order: 5 }), page('a'), page('last', { order: 101 })]
  expect(names(inTurn(pages, false))).toEqual(['z', 'a', 'b', 'last'])
})

test('a page for idle displays is shown only where there is no other', () => {
  const idle = page('clock', { when: 'idle' })
  expect(names(inTurn([idle, page('weather')], false))).toEqual(['weather'])
  expect(names(inTurn([idle, page('away', { when: 'offline' })], false))).toEqual(['clock'])
})

test('a page for the time without the hub takes the place of all others then', () => {
  const pages = [page('weather'), page('away', { when: 'offline' })]
  expect(names(inTurn(pages, false))).toEqual(['weather'])
  expect(names(inTurn(pages, true))).toEqual(['away'])
  expect(names(inTurn([page('weather')], true))).toEqual(['weather'])
})

test.each([
  ['some for always', [page('b', { order: 7 }), page('a'), page('c', { when: 'idle', order: 1 })]],
  ['some for offline', [page('b'), page('off', { when: 'offline', order: 200 }), page('a', { when: 'offline' })]],
  ['none for always', [page('b', { when: 'idle', order: 2 }), page('a', { when: 'idle', order: 3 })]],
])('a display shows the pages that are listed, in that order: %s', async (_, pages) => {
  const module = await displayCore()
  for (const isHubAway of [false, true]) {
    const core = new DisplayCore(module, { ...size, id: 'hall', firmware: '1', board: 'test', capabilities: [] })
    core.connected(0)
    if (isHubAway) core.disconnected(0)
    for (const { name, page: body } of pages)
      core.receive(`displays/hall/page/${name}`, Buffer.from(JSON.stringify({ ...body, showMs: 2000 })), 0)
    const shown: string[] = []
    for (let now = 0; now < 30_000; now += 100) {
      core.tick(now)
      const name = core.screen().page
      if (name !== undefined && name !== shown.at(-1)) shown.push(name)
    }
    const expected = names(inTurn(pages, isHubAway))
    const start = shown.indexOf(expected[0] ?? '')
    expect(shown.slice(start, start + expected.length)).toEqual(expected)
    expect(new Set(shown)).toEqual(new Set(expected))
  }
})

test('a new order changes only the pages whose number differs, and gives the order that was asked for', () => {
  const pages = [page('a', { order: 10 }), page('b', { order: 20 }), page('c', { order: 30 })]
  expect(ordersFor(pages).size).toBe(0)
  const swapped = moved(pages, 2, 1)
  expect(ordersFor(swapped)).toEqual(
    new Map([
      ['c', 20],
      ['b', 30],
    ]),
  )
  const many = Array.from({ length: 300 }, (_, index) => page(`p${index}`))
  const orders = ordersFor(many)
  const renumbered = many.map((each) => ({ ...each, page: { ...each.page, order: orders.get(each.name) ?? 100 } }))
  expect(names(inTurn(renumbered, false))).toEqual(names(many))
})

test('a page is the same after it was edited without a change, with what the form does not show', () => {
  const whole: Page = {
    text: 'It is {{home/temp|.t|%.1f}}',
    title: 'Weather',
    from: 'Station',
    showMs: 12_345,
    order: 7,
    when: 'idle',
    staleAt: '2027-01-01T00:00:00Z',
    expiresAt: '2027-02-01T00:00:00Z',
    align: 'center',
    overflow: 'scroll',
    scrollMs: 200,
    pageMs: 4000,
    backlight: 'on',
  }
  expect(pageOfDraft(draftOfPage(whole))).toEqual(whole)
  expect(pageOfDraft(draftOfPage({ text: 'Hi', lifetimeMs: 60_000, ttlMs: 3_600_000 }))).toEqual({
    text: 'Hi',
    lifetimeMs: 60_000,
    ttlMs: 3_600_000,
  })
})

test('a page holds only what differs from the defaults, and a date that was taken away is gone', () => {
  expect(pageOfDraft({ ...emptyPageDraft, text: 'Hi' })).toEqual({ text: 'Hi' })
  const dated = draftOfPage({ text: 'Hi', staleAt: '2027-01-01T00:00:00Z' })
  expect(pageOfDraft({ ...dated, lifetimeMs: 60_000 })).toEqual({ text: 'Hi', lifetimeMs: 60_000 })
  expect(pageSchema.safeParse(pageOfDraft({ ...dated, lifetimeMs: 0 })).success).toBe(true)
})

test('the preview plays pages one after the other, each as long as it stays', async () => {
  const module = await displayCore()
  const player = new PagesPlayer(module, size, [
    page('z', { text: 'First', showMs: 3000 }),
    page('a', { text: 'Second' }),
  ])
  const text = (screen: ReturnType<PagesPlayer['advance']>) => readCells(screen, 16, 'A00')
  expect(text(player.advance(0))).toBe('First')
  expect(text(player.advance(2900))).toBe('First')
  expect(text(player.advance(200))).toBe('Second')
  const next = player.skip()
  expect([turnOf(next), text(next)]).toEqual([0, 'First'])
})

test('the preview shows the mark of a page that is old, and how long the hub has been away', async () => {
  const module = await displayCore()
  const seen = (player: PagesPlayer, elapsedMs: number) => readCells(player.advance(elapsedMs), 16, 'A00')
  const fresh = seen(new PagesPlayer(module, size, [page('a', { text: 'Sunny' })]), 0)
  const old = seen(new PagesPlayer(module, size, [{ ...page('a', { text: 'Sunny' }), isStale: true }]), 0)
  expect([fresh, old.replaceAll(/ +/g, ' ')]).toEqual(['Sunny', 'Sunny *'])
  const away = new PagesPlayer(module, size, [page('a', { text: 'No hub for {{age}}', when: 'offline' })])
  expect(seen(away, 12_000).replaceAll('\u00a0', ' ')).toBe('No hub for 12 s')
})
