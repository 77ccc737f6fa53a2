import { expect, test } from 'vitest'
import { displayIdSchema } from '#contract/ids.ts'
import { noCounts, type TrackedDelivery, type TrackedMessage } from '../../broker/deliveries/delivery.ts'
import { DeliveryBook } from '../../broker/deliveries/delivery-book.ts'

const kitchen = displayIdSchema.parse('kitchen')

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
    deliveries: new Map(),
    counts: noCounts(),
  }
}

function add(book: DeliveryBook, id: string, displays = [kitchen]): TrackedDelivery[] {
  const one = message(id)
  book.add(one)
  return displays.map((display) => {
    const delivery: TrackedDelivery = { message: one, display, state: 'sent', ms: 0, reason: undefined }
    book.addDelivery(delivery)
    return delivery
  })
}

test('at the limit of messages the oldest finished one is forgotten first', () => {
  const evicted: string[] = []
  const book = new DeliveryBook({ maxMessages: 2, maxDeliveries: 100 }, ({ id }) => evicted.push(id))
  add(book, 'a')
  const [b] = add(book, 'b')
  book.move(b as TrackedDelivery, 'shown', 5)
  add(book, 'c')
  expect(book.message('b')).toBeUndefined()
  expect(book.message('a')).toBeDefined()
  expect(evicted).toEqual([])
})

test('when none is finished the oldest goes, is told of, and leaves nothing open behind', () => {
  const evicted: string[] = []
  const book = new DeliveryBook({ maxMessages: 2, maxDeliveries: 100 }, ({ id }) => evicted.push(id))
  for (const id of ['a', 'b', 'c']) add(book, id)
  expect(evicted).toEqual(['a'])
  expect(book.openOf(kitchen).map(({ message: { id } }) => id)).toEqual(['b', 'c'])
  expect(book.find(kitchen, 'a')).toBeUndefined()
})

test('deliveries are bounded as well, however many displays a message has', () => {
  const book = new DeliveryBook({ maxMessages: 100, maxDeliveries: 5 }, () => undefined)
  const displays = ['a', 'b', 'c', 'd'].map((id) => displayIdSchema.parse(id))
  for (const id of ['one', 'two', 'three']) add(book, id, displays)
  expect(book.size).toEqual({ messages: 1, deliveries: 4 })
})

test('an acknowledgement means the oldest open delivery of that display, then the one shown last', () => {
  const book = new DeliveryBook({ maxMessages: 9, maxDeliveries: 9 }, () => undefined)
  const [first] = add(book, 'x')
  expect(book.find(kitchen, 'x')).toBe(first)
  book.move(first as TrackedDelivery, 'shown', 1)
  expect(book.openCount(kitchen)).toBe(0)
  expect(book.find(kitchen, 'x')).toBe(first)
  expect(book.find(kitchen, 'y')).toBeUndefined()
})

test('ten thousand messages beyond the limit do not make it slower with each', () => {
  const book = new DeliveryBook({ maxMessages: 1000, maxDeliveries: 100_000 }, () => undefined)
  for (let index = 0; index < 11_000; index++) add(book, `m${index}`)
  expect(book.size).toEqual({ messages: 1000, deliveries: 1000 })
  expect(book.openCount(kitchen)).toBe(1000)
})
