import { expect, test } from 'vitest'
import type { Report } from '#contract/delivery.ts'
import { type CarefulBoard, carefulBoard } from '../support/careful-board.ts'
import { connectClient, startHub } from '../support/hub.ts'

const minute = 60_000

interface Sent {
  readonly text: string
  readonly priority?: 'low' | 'normal' | 'high' | 'critical'
  readonly ttlMs?: number
  readonly key?: string
}

/** In the order in which they are sent; who waits for an hour gets them in the order of `expected`. */
const messages: readonly Sent[] = [
  { text: 'low', priority: 'low' },
  { text: 'first' },
  { text: 'gone after 59 minutes', priority: 'critical', ttlMs: 59 * minute },
  { text: 'second', ttlMs: 61 * minute },
  { text: 'urgent', priority: 'critical' },
  { text: 'draft', priority: 'high', key: 'notice' },
  { text: 'high', priority: 'high' },
  { text: 'final', priority: 'high', key: 'notice' },
  { text: 'gone at once', ttlMs: 1 },
  { text: 'third' },
  { text: 'dismissed' },
]
const expected = ['urgent', 'high', 'final', 'first', 'second', 'third', 'low']

test('two boards that were away for an hour get what is still good, by priority and then by age, and the rest is reported', async () => {
  let now = Date.now()
  const hub = await startHub({}, { clock: { now: () => now } })
  const url = () => `mqtt://127.0.0.1:${hub.mqttPort}`
  const texts = new Map<string, string>()
  const boards = ['kitchen', 'attic'].map((id) => carefulBoard({ id, url }))
  for (const board of boards) await board.connect()
  for (const board of boards) await board.vanish()
  const presence = async () => {
    const { displays } = (await (await fetch(`${hub.httpUrl}/api/displays`)).json()) as {
      displays: { presence: string }[]
    }
    return displays.map((display) => display.presence)
  }
  await expect.poll(presence).toEqual(['offline', 'offline'])

  const post = async (path: string, body: object) =>
    fetch(`${hub.httpUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
  for (const message of messages) {
    const { id } = (await (await post('/api/messages', { to: ['kitchen', 'attic'], ...message })).json()) as Report
    texts.set(message.text, id)
    now += 100
  }
  const sender = await connectClient(hub)
  await sender.publishAsync('displays/all/dismiss', texts.get('dismissed') ?? '', { qos: 1 })
  now += 60 * minute

  const report = async (text: string) =>
    (await (await fetch(`${hub.httpUrl}/api/messages/${texts.get(text)}`)).json()) as Report
  await expect.poll(async () => (await report('gone after 59 minutes')).counts.expired).toBe(2)
  for (const board of boards) await board.connect()
  const shown = ({ shown }: CarefulBoard) => shown.map((id) => [...texts].find(([, known]) => known === id)?.[0])
  for (const board of boards) await expect.poll(() => shown(board), { message: board.id }).toEqual(expected)

  for (const text of expected)
    await expect.poll(async () => (await report(text)).counts.shown, { message: text }).toBe(2)
  expect((await report('gone at once')).counts.expired).toBe(2)
  expect((await report('draft')).displays).toMatchObject({
    kitchen: { state: 'replaced', reason: 'same_key' },
    attic: { state: 'replaced', reason: 'same_key' },
  })
  expect((await report('dismissed')).displays).toMatchObject({
    kitchen: { state: 'dismissed', reason: 'dismissed_by_sender' },
    attic: { state: 'dismissed', reason: 'dismissed_by_sender' },
  })
  const hour = (await report('second')).displays['kitchen']?.ms ?? 0
  expect(hour).toBeGreaterThanOrEqual(60 * minute)
})
