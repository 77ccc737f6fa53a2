import { describe, expect, test } from 'vitest'
import type { DeliveryState } from '#contract/delivery.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'
import type { KeptAnswer, KeptMessage } from '../../../broker/deliveries/messages-repository.ts'
import type { HistoryFilter, Position } from '../../../broker/history/history-repository.ts'
import type { Stores } from '../../../broker/storage/stores.ts'
import { repositoryPlaces } from './repository-places.ts'

interface Sent extends Partial<KeptMessage> {
  readonly at?: number
  readonly states?: Readonly<Record<string, DeliveryState>>
  readonly isOpen?: boolean
  readonly answers?: readonly KeptAnswer[]
}

const nothing = { queued: 0, sent: 0, shown: 0, dismissed: 0, replaced: 0, expired: 0, rejected: 0 }

/** Puts a message and what became of it. */
function put({ messages }: Stores, id: string, sent: Sent = {}): void {
  const { at = 1000, states = { kitchen: 'shown' }, isOpen = false, answers = [], ...fields } = sent
  const recipients = Object.keys(states) as DisplayId[]
  const body: Message = { text: `text of ${id}`, ...fields.body }
  messages.add({
    id,
    acceptedAt: at,
    topic: 'displays/kitchen/message',
    to: ['kitchen'],
    sender: 'Ada',
    isPlainText: false,
    ackId: id,
    payloadBytes: 20,
    expiresAt: at + 1000,
    recipients,
    idempotencyKey: undefined,
    ...fields,
    body,
  })
  const counts = { ...nothing }
  for (const display of recipients) {
    const state = states[display] ?? 'shown'
    counts[state]++
    messages.outcome({ messageId: id, display, acceptedAt: at, state, ms: 7, reason: undefined, answer: undefined })
  }
  if (!isOpen) messages.progress({ id, recipients, completedAt: at + 10, counts, answers })
}

async function idsOf(
  { history }: Stores,
  filter: Partial<HistoryFilter> = {},
  { limit = 100, order = 'newest' }: { limit?: number; order?: 'newest' | 'oldest' } = {},
): Promise<string[]> {
  const ids: string[] = []
  let after: Position | undefined
  for (let pages = 0; pages < 100; pages++) {
    const { messages, next } = await history.page({ words: [], ...filter }, { after, limit, order })
    ids.push(...messages.map(({ id }) => id))
    if (next === undefined) return ids
    after = next
  }
  throw new Error('the pages do not end')
}

describe.each(repositoryPlaces())('the history in %s', (_kind, prepare) => {
  const open = async () => (await prepare())()

  test('holds what is finished as it was sent, with how often what became of it', async () => {
    const stores = await open()
    const body: Message = { text: 'Tea?', actions: [{ input: 'ok', label: 'Yes', reply: 'yes' }] }
    const answers = [{ display: 'kitchen' as DisplayId, ms: 12, reply: 'yes', label: 'Yes' }]
    put(stores, 'tea', { body, answers, states: { kitchen: 'dismissed', hall: 'shown' } })
    put(stores, 'open', { isOpen: true })
    const { messages } = await stores.history.page({ words: [] }, { limit: 10, order: 'newest' })
    expect(messages).toEqual([
      {
        id: 'tea',
        seq: expect.any(Number),
        acceptedAt: 1000,
        topic: 'displays/kitchen/message',
        to: ['kitchen'],
        sender: 'Ada',
        isPlainText: false,
        ackId: 'tea',
        payloadBytes: 20,
        expiresAt: 2000,
        body,
        counts: { ...nothing, shown: 1, dismissed: 1 },
        answers,
      },
    ])
  })

  test('is read a page at a time in both orders, those of one moment by their id', async () => {
    const stores = await open()
    for (const [id, at] of [
      ['d', 3000],
      ['b', 2000],
      ['c', 2000],
      ['a', 1000],
      ['e', 4000],
    ] as const)
      put(stores, id, { at })
    for (const limit of [1, 2, 3, 5]) {
      expect(await idsOf(stores, {}, { limit })).toEqual(['e', 'd', 'c', 'b', 'a'])
      expect(await idsOf(stores, {}, { limit, order: 'oldest' })).toEqual(['a', 'b', 'c', 'd', 'e'])
    }
  })

  test('is filtered by everything that is known of a message, alone and together', async () => {
    const stores = await open()
    put(stores, 'a', { at: 1000, sender: 'Bob', states: { hall: 'expired' } })
    put(stores, 'b', { at: 2000, to: ['group:floor', '!hall'], states: { kitchen: 'shown', attic: 'rejected' } })
    put(stores, 'c', { at: 3000, to: ['group:floor', 'group:wall'], body: { text: 'c', priority: 'critical' } })
    put(stores, 'd', { at: 4000, body: { text: 'd', priority: 'normal' }, states: { kitchen: 'replaced' } })
    const cases: [Partial<HistoryFilter>, string[]][] = [
      [{ display: 'kitchen' }, ['d', 'c', 'b']],
      [{ display: 'hall' }, ['a']],
      [{ display: 'nowhere' }, []],
      [{ group: 'floor' }, ['c', 'b']],
      [{ group: 'wall' }, ['c']],
      [{ sender: 'Ada' }, ['d', 'c', 'b']],
      [{ sender: 'ada' }, []],
      [{ priority: 'critical' }, ['c']],
      [{ priority: 'normal' }, ['d', 'b', 'a']],
      [{ state: 'shown' }, ['c', 'b']],
      [{ state: 'rejected' }, ['b']],
      [{ state: 'expired' }, ['a']],
      [{ since: 2000 }, ['d', 'c', 'b']],
      [{ until: 2000 }, ['a']],
      [{ since: 2000, until: 4000 }, ['c', 'b']],
      [{ display: 'kitchen', group: 'floor', sender: 'Ada', state: 'shown', until: 3000 }, ['b']],
      [{ display: 'kitchen', state: 'replaced', priority: 'normal' }, ['d']],
      [{ group: 'floor', priority: 'critical', since: 3000, words: ['c'] }, ['c']],
      [{ sender: 'Bob', state: 'shown' }, []],
    ]
    for (const [filter, expected] of cases) {
      expect([filter, await idsOf(stores, filter)]).toEqual([filter, expected])
      expect([filter, await idsOf(stores, filter, { limit: 1 })]).toEqual([filter, expected])
      expect(await idsOf(stores, filter, { limit: 1, order: 'oldest' })).toEqual([...expected].reverse())
    }
  })

  test('is searched for words that text, title, name or sender begin with', async () => {
    const stores = await open()
    put(stores, 'a', { at: 1000, body: { text: 'Dinner is ready', title: 'Küche' }, sender: 'Bob' })
    put(stores, 'b', { at: 2000, body: { text: 'dinners\nat 19:30, ready or not', from: 'Zoë' } })
    put(stores, 'c', { at: 3000, body: { text: '日本語 tea-time v1.5 x_y' } })
    const cases: [string[], string[]][] = [
      [['dinner'], ['b', 'a']],
      [['dinners'], ['b']],
      [
        ['din', 'rea'],
        ['b', 'a'],
      ],
      [['inner'], []],
      [['küche'], ['a']],
      [['zoë'], ['b']],
      [['bob'], ['a']],
      [['ada'], ['c', 'b']],
      [['time'], ['c']],
      [['5'], ['c']],
      [['d'], ['b', 'a']],
      [['30', '19'], ['b']],
      [['日'], ['c']],
      [['dinner', 'nothing'], []],
      [['y'], ['c']],
    ]
    for (const [words, expected] of cases) {
      expect([words, await idsOf(stores, { words })]).toEqual([words, expected])
      expect([words, await idsOf(stores, { words }, { limit: 1 })]).toEqual([words, expected])
    }
    expect(await idsOf(stores, { words: ['ready'], sender: 'Bob' })).toEqual(['a'])
    expect(await idsOf(stores, { words: ['ready'], until: 2000 })).toEqual(['a'])
    expect(await idsOf(stores, { words: ['ready'], since: 2000 })).toEqual(['b'])
    expect(await idsOf(stores, { words: ['ready'], display: 'hall' })).toEqual([])
    expect(await idsOf(stores, { words: ['r'] }, { limit: 1, order: 'oldest' })).toEqual(['a', 'b'])
  })

  test.each([`'; drop table messages; --`, `" or 1=1 --`, '%', '_', 'a*b', 'kitchen\u0000', '\ud800', `{"$gt":""}`])(
    'takes %j in a filter for what it is',
    async (odd) => {
      const stores = await open()
      put(stores, 'a', { sender: 'Bob' })
      put(stores, 'odd', { sender: odd, at: 2000 })
      expect(await idsOf(stores, { sender: odd })).toEqual(['odd'])
      expect(await idsOf(stores, { display: odd })).toEqual([])
      expect(await idsOf(stores, { group: odd })).toEqual([])
      expect(await idsOf(stores)).toEqual(['odd', 'a'])
    },
  )

  test('tells of the outcomes of messages, of all displays or of some', async () => {
    const stores = await open()
    put(stores, 'a', { states: { kitchen: 'shown', hall: 'expired' } })
    put(stores, 'b', { states: { hall: 'rejected' } })
    await stores.history.page({ words: [] }, { limit: 1, order: 'newest' })
    const { history } = stores
    const statesOf = async (displays?: string[]) =>
      Object.fromEntries(
        [...(await history.deliveriesOf(['a', 'b', 'gone'], displays))].map(([id, found]) => [
          id,
          found.map(({ display, state }) => `${display} ${state}`),
        ]),
      )
    expect(await statesOf()).toEqual({ a: ['hall expired', 'kitchen shown'], b: ['hall rejected'], gone: [] })
    expect(await statesOf(['kitchen', `'`])).toEqual({ a: ['kitchen shown'], b: [], gone: [] })
  })

  test('is shortened from its old end, a few at a time, and what is open stays', async () => {
    const stores = await open()
    for (let index = 1; index <= 6; index++) put(stores, `m${index}`, { at: index * 1000, isOpen: index === 1 })
    await stores.messages.saved()
    const { history } = stores
    expect(await history.prune({ olderThan: 4000, keep: 100, limit: 1 })).toBe(1)
    expect(await idsOf(stores)).toEqual(['m6', 'm5', 'm4', 'm3'])
    expect(await history.prune({ olderThan: 4000, keep: 100, limit: 10 })).toBe(1)
    expect(await history.prune({ olderThan: 4000, keep: 100, limit: 10 })).toBe(0)
    expect(await idsOf(stores)).toEqual(['m6', 'm5', 'm4'])
    expect(await history.prune({ olderThan: 0, keep: 2, limit: 10 })).toBeGreaterThan(0)
    expect((await idsOf(stores)).slice(0, 1)).toEqual(['m6'])
    expect(await stores.messages.find('m1')).toMatchObject({ id: 'm1' })
    expect(await idsOf(stores, { words: ['m4'] })).toEqual([])
    expect(await idsOf(stores, { display: 'kitchen', until: 5000 })).toEqual([])
  })

  test('gives a message with a used id its new place', async () => {
    const stores = await open()
    put(stores, 'tea', { at: 1000, to: ['group:floor'], body: { text: 'first' } })
    await stores.messages.saved()
    put(stores, 'cake', { at: 2000 })
    put(stores, 'tea', { at: 3000, to: ['group:wall'], body: { text: 'second' } })
    expect(await idsOf(stores)).toEqual(['tea', 'cake'])
    expect(await idsOf(stores, { group: 'floor' })).toEqual([])
    expect(await idsOf(stores, { group: 'wall' })).toEqual(['tea'])
    expect(await idsOf(stores, { words: ['first'] })).toEqual([])
    expect(await idsOf(stores, { words: ['second'] })).toEqual(['tea'])
  })
})
