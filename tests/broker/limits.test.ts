import { expect, onTestFinished, test } from 'vitest'
import { displayIdSchema } from '#contract/ids.ts'
import { createDeliveries } from '../../broker/deliveries/deliveries.ts'
import { createReporter } from '../../broker/deliveries/reporter.ts'
import { createDisplays } from '../../broker/displays/displays.ts'
import { createInbox } from '../../broker/inbox/inbox.ts'
import { createRejections } from '../../broker/inbox/rejections.ts'
import { limits } from '../../broker/limits.ts'
import { createLog } from '../../broker/log.ts'
import { createMessagesInMemory } from '../../broker/storage/repositories/messages-in-memory.ts'

const log = createLog('silent')
const kitchen = displayIdSchema.parse('kitchen')

function fakeClock(start = 1_000_000) {
  let now = start
  const advance = (ms: number) => {
    now += ms
  }
  return { now: () => now, advance }
}

function publication(topic: string, payload = 'x') {
  return {
    topic,
    payload: Buffer.from(payload),
    qos: 0 as const,
    retain: false,
    clientId: 'c',
    sender: 'c',
  }
}

test('a display beyond the limit is not registered, known ones go on', () => {
  const displays = createDisplays({ clock: fakeClock(), limit: 1 })
  expect(displays.setPresence(kitchen, 'online', 'a')).toBe(true)
  expect(displays.setPresence(displayIdSchema.parse('bath'), 'online', 'b')).toBe(false)
  expect(displays.setPresence(kitchen, 'offline', 'a')).toBe(true)
  expect(displays.size).toBe(1)
})

test('publishes that come faster than they are followed are passed on and counted', async () => {
  let dropped = 0
  const inbox = createInbox({
    limit: 2,
    onRefused: () => undefined,
    drops: { onOverflow: () => dropped++, onFault: () => undefined },
  })
  const followed: string[] = []
  inbox.on('message', ({ publication: { payload } }) => followed.push(String(payload)))
  for (const text of ['a', 'b', 'c'])
    expect(inbox.admit(publication('displays/kitchen/message', text)).refused).toBeUndefined()
  expect(inbox.backlog).toBe(2)
  await new Promise(setImmediate)
  expect({ followed, dropped, backlog: inbox.backlog }).toEqual({ followed: ['a', 'b'], dropped: 1, backlog: 0 })
})

test('a fault in one capability does not keep the others from hearing of a publish', async () => {
  const faults: unknown[] = []
  const inbox = createInbox({
    limit: 9,
    onRefused: () => undefined,
    drops: { onOverflow: () => undefined, onFault: (_topic, error) => faults.push(error) },
  })
  const followed: string[] = []
  inbox.on('log', () => {
    throw new Error('broken')
  })
  inbox.on('log', ({ value }) => followed.push(String(value)))
  inbox.admit(publication('displays/kitchen/log', 'hello'))
  await new Promise(setImmediate)
  expect(followed).toEqual(['hello'])
  expect(faults).toHaveLength(1)
})

test('of a flood of bad publishes the first of each second are told', () => {
  const clock = fakeClock()
  const told: string[] = []
  const reject = createRejections({ publish: (topic) => void told.push(topic), log, clock })
  const flood = () => {
    for (let index = 0; index < limits.maxRejectionsPerSecond * 3; index++)
      reject(publication('x'), { code: 'unknown_topic', message: 'no' })
  }
  flood()
  expect(told).toHaveLength(limits.maxRejectionsPerSecond)
  clock.advance(1000)
  flood()
  expect(told).toHaveLength(2 * limits.maxRejectionsPerSecond)
})

function deliveriesFor(clock: { now(): number }, published: [string, string][]) {
  const displays = createDisplays({ clock, limit: 10 })
  const publish = (topic: string, payload: string | Uint8Array) =>
    void published.push([topic, Buffer.from(payload).toString()])
  const deliveries = createDeliveries({
    clock,
    publish,
    log,
    reporter: createReporter(publish),
    repository: createMessagesInMemory(),
    findDisplay: displays.get,
  })
  onTestFinished(() => deliveries.close())
  displays.setPresence(kitchen, 'offline', 'c')
  const send = (message: { text: string; ttlMs?: number }) =>
    deliveries.track({
      topic: 'displays/kitchen/message',
      to: ['kitchen'],
      sender: 's',
      payload: Buffer.from(JSON.stringify(message)),
      content: { form: 'json', message },
      displays: [kitchen],
    })
  return { deliveries, displays, send }
}

test('of more messages than may wait for a display the oldest are rejected, the newest kept', async () => {
  const { deliveries, send } = deliveriesFor(fakeClock(), [])
  const messages = Array.from({ length: limits.maxWaitingPerDisplay + 5 }, (_, index) => send({ text: `m${index}` }))
  expect(deliveries.waitingFor(kitchen)).toBe(limits.maxWaitingPerDisplay)
  const reports = await Promise.all(messages.map(({ id }) => deliveries.report(id)))
  const states = reports.map(({ displays }) => displays['kitchen'])
  expect(
    states.slice(0, 5).every((delivery) => delivery?.state === 'rejected' && delivery.reason === 'queue_full'),
  ).toBe(true)
  expect(states.slice(5).every((delivery) => delivery?.state === 'queued')).toBe(true)
})

test('two messages that wait an hour keep their own expiry', async () => {
  const clock = fakeClock()
  const published: [string, string][] = []
  const { deliveries, displays, send } = deliveriesFor(clock, published)
  const short = send({ text: 'short', ttlMs: 60_000 })
  const long = send({ text: 'long', ttlMs: 2 * 3_600_000 })
  clock.advance(3_600_000)
  deliveries.expire()
  displays.setPresence(kitchen, 'online', 'c')
  deliveries.displayOnline(kitchen)
  expect((await deliveries.report(short.id)).displays['kitchen']).toMatchObject({
    state: 'expired',
    reason: 'not_shown_in_time',
  })
  expect((await deliveries.report(long.id)).displays['kitchen']?.state).toBe('sent')
  const sent = published
    .filter(([topic]) => topic === 'displays/kitchen/message')
    .map(([, payload]) => JSON.parse(payload))
  expect(sent).toEqual([{ text: 'long', id: long.id, ttlMs: 3_600_000 }])
})

test('a burst of changes makes one report at once and one more per interval', async () => {
  const published: [string, string][] = []
  const { deliveries, displays, send } = deliveriesFor(fakeClock(), published)
  displays.setPresence(kitchen, 'online', 'c')
  const { id } = send({ text: 'x' })
  const reports = () => published.filter(([topic]) => topic === `marquee/deliveries/${id}`)
  await new Promise(setImmediate)
  expect(reports()).toHaveLength(1)
  deliveries.acknowledge(kitchen, { id, state: 'shown' })
  deliveries.acknowledge(kitchen, { id, state: 'dismissed', reason: 'action:yes' })
  await new Promise(setImmediate)
  expect(reports()).toHaveLength(1)
  await expect.poll(() => reports().length).toBe(2)
  expect(JSON.parse(reports()[1]?.[1] ?? '')).toMatchObject({
    complete: true,
    displays: { kitchen: { state: 'dismissed' } },
  })
})
