import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Report } from '#contract/delivery.ts'
import type { MessageDetail, MessageList, MessageSummary } from '#contract/history-operations.ts'
import type { Answer } from '../../dashboard/hub/worker-messages.ts'
import {
  addressOf,
  everything,
  exportAddress,
  filterOf,
  narrowings,
  queryOf,
} from '../../dashboard/messages/history-filter.ts'
import { HistoryList } from '../../dashboard/messages/history-list.ts'
import { displaysIn, MessageState } from '../../dashboard/messages/message-state.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const counts = { queued: 0, sent: 0, shown: 0, dismissed: 0, replaced: 0, expired: 0, rejected: 0 }

function summary(number: number, part: Partial<MessageSummary> = {}): MessageSummary {
  return {
    id: `m${number}`,
    topic: 'displays/kitchen/message',
    to: ['kitchen'],
    sender: 'Ada',
    text: `Text ${number}`,
    priority: 'normal',
    acceptedAt: new Date(number * 1000).toISOString(),
    expiresAt: new Date(number * 1000 + 86_400_000).toISOString(),
    complete: false,
    counts,
    message: { text: `Text ${number}` },
    answers: [],
    ...part,
  }
}

function report(number: number, part: Partial<Report> = {}): Report {
  const { message: _, answers: __, ...head } = summary(number)
  return { ...head, displays: {}, ...part }
}

/** A hub with messages 1 to `count`, that takes what it was asked down. */
function hubWith(count: number) {
  const asked: Readonly<Record<string, string>>[] = []
  const hub = {
    count,
    asked,
    async ask(query: Readonly<Record<string, string>>): Promise<Answer<MessageList>> {
      asked.push(query)
      const from = Number(query['cursor'] ?? hub.count)
      const limit = Number(query['limit'])
      const messages = Array.from({ length: Math.min(limit, from) }, (_, index) => summary(from - index))
      return { ok: true, value: { messages, ...(from > limit ? { nextCursor: String(from - limit) } : {}) } }
    },
  }
  return hub
}

test('the history is loaded page by page, newest first, until there is no more', async () => {
  const list = new HistoryList(hubWith(120).ask)
  await list.load({})
  expect([list.ids.value.length, list.ids.value[0], list.hasMore]).toEqual([50, 'm120', true])
  await list.loadMore()
  await list.loadMore()
  expect([list.ids.value.length, list.ids.value.at(-1), list.hasMore]).toEqual([120, 'm1', false])
  await list.loadMore()
  expect(list.ids.value).toHaveLength(120)
})

test('a report changes its row alone', async () => {
  const list = new HistoryList(hubWith(3).ask)
  await list.load({})
  const ids = list.ids.value
  const answer = { reply: 'yes', label: 'Yes' }
  const displays = { kitchen: { state: 'dismissed' as const, ms: 7, answer } }
  list.reported(report(2, { counts: { ...counts, dismissed: 1 }, complete: true, displays }))
  expect(list.row('m2')?.value).toMatchObject({ complete: true, counts: { dismissed: 1 } })
  expect(list.row('m2')?.value.answers).toEqual([{ display: 'kitchen', ms: 7, ...answer }])
  expect(list.ids.value).toBe(ids)
})

test('a flood of new messages leads to few questions, and they stand in front', async () => {
  const hub = hubWith(60)
  const list = new HistoryList(hub.ask)
  await list.load({ state: 'queued' })
  for (let number = 61; number <= 70; number++) {
    hub.count = number
    list.reported(report(number))
  }
  await vi.advanceTimersByTimeAsync(2000)
  expect(hub.asked).toHaveLength(2)
  expect(hub.asked[1]).toEqual({ state: 'queued', limit: '50' })
  expect([list.ids.value[0], list.ids.value.length]).toEqual(['m70', 60])
  list.close()
})

test('where more is new than one page holds, the list begins anew: it has no hole', async () => {
  const hub = hubWith(60)
  const list = new HistoryList(hub.ask)
  await list.load({})
  hub.count = 400
  list.reported(report(400))
  await vi.advanceTimersByTimeAsync(2000)
  expect([list.ids.value[0], list.ids.value.at(-1), list.hasMore]).toEqual(['m400', 'm351', true])
})

test('a report of a message beyond what has been loaded asks nothing', async () => {
  const hub = hubWith(120)
  const list = new HistoryList(hub.ask)
  await list.load({})
  list.reported(report(3))
  await vi.advanceTimersByTimeAsync(5000)
  expect(hub.asked).toHaveLength(1)
})

test('everything that was loaded is read again after the hub was away', async () => {
  const hub = hubWith(300)
  const list = new HistoryList(hub.ask)
  await list.load({})
  for (let page = 0; page < 4; page++) await list.loadMore()
  expect(list.ids.value).toHaveLength(250)
  hub.count = 303
  await list.reread()
  expect([list.ids.value[0], list.ids.value.length, list.hasMore]).toEqual(['m303', 250, true])
})

test('an answer to an earlier filter is thrown away', async () => {
  let answerFirst: (answer: Answer<MessageList>) => void = () => undefined
  const list = new HistoryList((query) =>
    query['text'] === 'a'
      ? new Promise((resolve) => {
          answerFirst = resolve
        })
      : Promise.resolve({ ok: true, value: { messages: [summary(2)] } }),
  )
  const first = list.load({ text: 'a' })
  await list.load({ text: 'ab' })
  answerFirst({ ok: true, value: { messages: [summary(1)] } })
  await first
  expect(list.ids.value).toEqual(['m2'])
})

test('a refusal is told, and what was loaded stays', async () => {
  const answers: Answer<MessageList>[] = [
    { ok: true, value: { messages: [summary(1)] } },
    { ok: false, error: { code: 'unavailable', message: 'the hub does not answer' } },
  ]
  const list = new HistoryList(() => Promise.resolve(answers.shift() as Answer<MessageList>))
  await list.load({})
  await list.reread()
  expect(list.fault.value?.code).toBe('unavailable')
  expect(list.ids.value).toEqual(['m1'])
})

test('the filter stands in the address, and nothing else of the address is part of it', () => {
  const filter = { ...everything, text: 'milk & bread', state: 'queued', from: '2026-11-20', to: '2026-11-21' }
  const address = addressOf(filter, 'm1')
  expect(address).toBe('/messages?text=milk+%26+bread&state=queued&from=2026-11-20&to=2026-11-21&message=m1')
  expect(filterOf(Object.fromEntries(new URL(address, 'http://hub').searchParams))).toEqual(filter)
  expect(addressOf(everything)).toBe('/messages')
  expect(narrowings(filter)).toBe(3)
})

test('days are whole days of the zone of the browser', () => {
  expect(queryOf({ ...everything, from: '2026-11-20', to: '2026-11-21', text: 'x' })).toEqual({
    text: 'x',
    since: new Date(2026, 10, 20).toISOString(),
    until: new Date(2026, 10, 22).toISOString(),
  })
  expect(exportAddress({ ...everything, group: 'floor2' }, 'csv')).toBe('/api/exports/messages?group=floor2&format=csv')
})

const detail: MessageDetail = {
  ...report(1, { displays: { a: { state: 'shown', ms: 1 }, b: { state: 'queued' }, c: { state: 'rejected' } } }),
  message: { text: 'Text 1' },
}

test('reports that come while a message is asked for are not lost', async () => {
  const state = new MessageState(() => Promise.resolve({ ok: true, value: detail }))
  const loading = state.load()
  state.reported(report(1, { displays: { b: { state: 'shown', ms: 9 } }, complete: true }))
  await loading
  expect(state.detail.value?.displays['b']).toEqual({ state: 'shown', ms: 9 })
  expect(state.detail.value?.displays['a']).toEqual({ state: 'shown', ms: 1 })
  expect(state.detail.value?.complete).toBe(true)
})

test('displays that need attention come first, and one state can be looked at', () => {
  expect(displaysIn(detail.displays, undefined, (id) => id)).toEqual(['c', 'b', 'a'])
  expect(displaysIn(detail.displays, 'queued', (id) => id)).toEqual(['b'])
})
