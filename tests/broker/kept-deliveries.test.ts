import { expect, onTestFinished, test } from 'vitest'
import { displayIdSchema, messageIdSchema } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'
import { createDeliveries, type Deliveries } from '../../broker/deliveries/deliveries.ts'
import type { BookBounds } from '../../broker/deliveries/delivery-book.ts'
import { createReporter } from '../../broker/deliveries/reporter.ts'
import { createDisplays } from '../../broker/displays/displays.ts'
import { limits } from '../../broker/limits.ts'
import { createLog } from '../../broker/log.ts'
import { createMessagesInMemory } from '../../broker/storage/repositories/messages-in-memory.ts'

const kitchen = displayIdSchema.parse('kitchen')

/** What a hub keeps, and hubs that follow one another on it. */
function prepare() {
  let now = 1_800_000_000_000
  const clock = { now: () => now }
  const repository = createMessagesInMemory()
  const log = createLog('silent')

  async function start(bounds: BookBounds = limits) {
    const published: Message[] = []
    const displays = createDisplays({ clock, limit: 10 })
    const publish = (topic: string, payload: string | Uint8Array) => {
      if (topic.endsWith('/message')) published.push(JSON.parse(Buffer.from(payload).toString()) as Message)
    }
    const reporter = createReporter(publish)
    const deliveries = createDeliveries({
      clock,
      publish,
      log,
      reporter,
      repository,
      findDisplay: displays.get,
      bounds,
    })
    onTestFinished(() => deliveries.close())
    await deliveries.load()
    displays.onOnline(({ id }) => deliveries.displayOnline(id))
    displays.onOffline(({ id }) => deliveries.displayOffline(id))
    displays.setPresence(kitchen, 'offline', 'c')
    return {
      deliveries,
      published,
      come: () => displays.setPresence(kitchen, 'online', 'c'),
      leave: () => displays.setPresence(kitchen, 'offline', 'c'),
      stateOf: async (id: string) => (await deliveries.report(id)).displays['kitchen'],
    }
  }
  return {
    start,
    repository,
    pass: (ms: number) => {
      now += ms
    },
  }
}

function send(deliveries: Deliveries, message: Message | string, sender = 's') {
  const isText = typeof message === 'string'
  return deliveries.track({
    topic: 'displays/kitchen/message',
    to: ['kitchen'],
    sender,
    payload: Buffer.from(isText ? message : JSON.stringify(message)),
    content: isText ? { form: 'text', text: message } : { form: 'json', message },
    displays: [kitchen],
  })
}

test('what waited comes after a restart by priority and age, four at a time, and each acknowledgement brings the next', async () => {
  const { start, pass } = prepare()
  const first = await start()
  for (const priority of ['low', 'normal', 'high', 'normal', 'critical', 'low', 'high'] as const) {
    send(first.deliveries, { text: priority, priority })
    pass(1)
  }
  const second = await start()
  second.come()
  const texts = () => second.published.map(({ text }) => text)
  expect(texts()).toEqual(['critical', 'high', 'high', 'normal'])
  const [urgent] = second.published
  second.deliveries.acknowledge(kitchen, { id: urgent?.id ?? '', state: 'shown' })
  expect(texts()).toEqual(['critical', 'high', 'high', 'normal', 'normal'])
  second.leave()
  second.come()
  expect(texts().slice(5)).toEqual(['high', 'high', 'normal', 'normal'])
})

test('what became void while the display or the hub was away does not come, and is reported', async () => {
  const { start, pass } = prepare()
  const first = await start()
  first.come()
  const texts = ['one', 'two', 'three'].map((text) => send(first.deliveries, text))
  const keyed = ['old', 'new'].map((text) => send(first.deliveries, { text, key: 'notice' }))
  const short = send(first.deliveries, { text: 'short', ttlMs: 1000 })
  const dismissed = send(first.deliveries, { text: 'dismissed', id: messageIdSchema.parse('d1') })
  // The display is believed to be there, and never hears of any of this.
  first.deliveries.dismissWaiting(kitchen, 'd1')
  pass(2000)
  const second = await start()
  expect(await second.stateOf(short.id)).toMatchObject({ state: 'expired', reason: 'not_shown_in_time' })
  expect(await second.stateOf(dismissed.id)).toMatchObject({ state: 'dismissed', reason: 'dismissed_by_sender' })
  second.come()
  expect(second.published.map(({ text }) => text)).toEqual(['three', 'new'])
  for (const { id } of texts.slice(0, 2))
    expect(await second.stateOf(id)).toMatchObject({ state: 'replaced', reason: 'newer_text' })
  expect(await second.stateOf(keyed[0]?.id ?? '')).toMatchObject({ state: 'replaced', reason: 'same_key' })
})

test('a message that is sent again with its id is the same one, also after a restart; another one of that id is refused', async () => {
  const { start } = prepare()
  const first = await start()
  first.come()
  const message = { text: 'Dinner', id: messageIdSchema.parse('order-66') }
  const { acceptedAt } = send(first.deliveries, message)
  first.deliveries.acknowledge(kitchen, { id: 'order-66', state: 'shown' })
  const second = await start()
  expect(send(second.deliveries, message).acceptedAt).toBe(acceptedAt)
  expect(await second.stateOf('order-66')).toMatchObject({ state: 'shown' })
  expect(() => send(second.deliveries, { ...message, text: 'Supper' })).toThrow('another message has the id "order-66"')
  expect(() => send(second.deliveries, message, 'somebody else')).toThrow('another message has the id "order-66"')
})

test('when too many messages are open the oldest is rejected and reported so, not forgotten', async () => {
  const { start, repository } = prepare()
  const hub = await start({ maxMessages: 2, maxDeliveries: 99, maxFinishedMessages: 1, maxFinishedDeliveries: 99 })
  const [a, b, c] = ['a', 'b', 'c'].map((text) => send(hub.deliveries, { text }))
  expect(await hub.stateOf(a?.id ?? '')).toMatchObject({ state: 'rejected', reason: 'too_many_messages' })
  for (const open of [b, c]) expect(await hub.stateOf(open?.id ?? '')).toMatchObject({ state: 'queued' })
  expect(hub.deliveries.stats.evicted).toBe(1)
  expect((await repository.find(a?.id ?? ''))?.completedAt).toBeDefined()
})

test('texts that a board passes over without a word are replaced by the one it speaks of', async () => {
  const { start } = prepare()
  const hub = await start()
  hub.come()
  const texts = ['one', 'two', 'three', 'four'].map((text) => send(hub.deliveries, text))
  hub.deliveries.acknowledge(kitchen, { id: texts[2]?.ackId ?? '', state: 'shown' })
  const states = await Promise.all(texts.map(async ({ id }) => (await hub.stateOf(id))?.state))
  expect(states).toEqual(['replaced', 'replaced', 'shown', 'sent'])
})

test('while too much waits for the database a message is refused and not followed', async () => {
  const { start, repository } = prepare()
  const hub = await start()
  Object.defineProperty(repository, 'isFull', { value: true })
  expect(() => send(hub.deliveries, { text: 'x' })).toThrow('too many messages wait for the database')
  expect(hub.deliveries.stats.messages).toBe(0)
})
