import { expect, test } from 'vitest'
import { displayIdSchema } from '#contract/ids.ts'
import { noCounts, type TrackedDelivery, type TrackedMessage } from '../../broker/deliveries/delivery.ts'
import { type BookBounds, DeliveryBook } from '../../broker/deliveries/delivery-book.ts'

const kitchen = displayIdSchema.parse('kitchen')
const roomy: BookBounds = { maxMessages: 99, maxDeliveries: 99, maxFinishedMessages: 99, maxFinishedDeliveries: 99 }

function message(id: string): TrackedMessage {
  return {
    id,
    ackId: id,
    topic: 't',
    to: ['kitchen'],
    sender: 's',
    body: { text: id },
    isPlainText: false,
    payloadBytes: 1,
    priority: 'normal',
    acceptedAt: 0,
    expiresAt: 1,
    completedAt: undefined,
    deliveries: new Map(),
    counts: noCounts(),
  }
}

function add(book: DeliveryBook, id: string, displays = [kitchen]): TrackedMessage {
  const one = message(id)
  book.add(one)
  for (const display of displays) {
    const rest = { ms: 0, reason: undefined, answer: undefined, isTakenBack: false }
    book.addDelivery({ message: one, display, state: 'sent', ...rest })
  }
  return one
}

const deliveryOf = (message: TrackedMessage) => message.deliveries.get(kitchen) as TrackedDelivery

function finish(book: DeliveryBook, message: TrackedMessage) {
  for (const delivery of message.deliveries.values()) book.move(delivery, 'shown')
  book.finish(message)
}

test('beyond the limit of finished messages the oldest are forgotten, and nothing that is open', () => {
  const book = new DeliveryBook({ ...roomy, maxFinishedMessages: 2 })
  const all = ['a', 'b', 'c', 'd'].map((id) => add(book, id))
  for (const one of all.slice(1)) finish(book, one)
  expect(['a', 'b', 'c', 'd'].filter((id) => book.message(id) !== undefined)).toEqual(['a', 'c', 'd'])
  expect(book.openOf(kitchen)).toEqual([deliveryOf(all[0] as TrackedMessage)])
  expect(book.size).toEqual({ messages: 3, deliveries: 3 })
})

test('the deliveries of finished messages are bounded as well, but the last message stays', () => {
  const book = new DeliveryBook({ ...roomy, maxFinishedDeliveries: 3 })
  const displays = ['a', 'b', 'c', 'd'].map((id) => displayIdSchema.parse(id))
  for (const id of ['one', 'two']) finish(book, add(book, id, displays))
  expect(book.message('one')).toBeUndefined()
  expect(book.message('two')).toBeDefined()
  expect(book.size).toEqual({ messages: 1, deliveries: 4 })
})

test('when too much is open it names the oldest messages, and never the one that came last', () => {
  const book = new DeliveryBook({ ...roomy, maxMessages: 2, maxDeliveries: 3 })
  const [a, b] = ['a', 'b'].map((id) => add(book, id))
  expect(book.excess(b as TrackedMessage)).toEqual([])
  const c = add(book, 'c', [kitchen, displayIdSchema.parse('attic')])
  expect(book.excess(c)).toEqual([a])
  expect(book.excess(a as TrackedMessage)).toEqual([b])
})

test('a finished message that gets another display is open again', () => {
  const book = new DeliveryBook(roomy)
  const one = add(book, 'a')
  finish(book, one)
  expect([...book.openMessages()]).toEqual([])
  const display = displayIdSchema.parse('attic')
  book.addDelivery({
    message: one,
    display,
    state: 'queued',
    ms: 0,
    reason: undefined,
    answer: undefined,
    isTakenBack: false,
  })
  expect([...book.openMessages()]).toEqual([one])
  expect(book.size).toEqual({ messages: 1, deliveries: 2 })
})

test('a message in place of another with its id leaves nothing of that behind', () => {
  const book = new DeliveryBook(roomy)
  add(book, 'a')
  const again = add(book, 'a')
  expect(book.openOf(kitchen)).toEqual([deliveryOf(again)])
  expect(book.size).toEqual({ messages: 1, deliveries: 1 })
})

test('an acknowledgement means the oldest open delivery of that display, then the one shown last', () => {
  const book = new DeliveryBook(roomy)
  const one = add(book, 'x')
  expect(book.find(kitchen, 'x')).toBe(deliveryOf(one))
  finish(book, one)
  expect(book.openCount(kitchen)).toBe(0)
  expect(book.find(kitchen, 'x')).toBe(deliveryOf(one))
  expect(book.find(kitchen, 'y')).toBeUndefined()
})

test('ten thousand finished messages do not make it slower with each', () => {
  const book = new DeliveryBook({ ...roomy, maxFinishedMessages: 1000, maxFinishedDeliveries: 100_000 })
  for (let index = 0; index < 11_000; index++) finish(book, add(book, `m${index}`))
  expect(book.size).toEqual({ messages: 1000, deliveries: 1000 })
  expect(book.openCount(kitchen)).toBe(0)
})
