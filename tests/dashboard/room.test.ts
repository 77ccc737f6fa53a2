import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Room, RoomMessage } from '#contract/room.ts'
import type { Answer } from '../../dashboard/hub/worker-messages.ts'
import { RoomOutbox } from '../../dashboard/room/room-outbox.ts'
import { RoomState } from '../../dashboard/room/room-state.ts'
import { ShownCounts } from '../../dashboard/room/shown-counts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const message = (number: number): RoomMessage => ({
  id: `m${number}`,
  kind: 'room',
  from: 'Ada',
  text: `Text ${number}`,
  priority: 'normal',
  at: new Date(number * 1000).toISOString(),
})

/** A hub where messages 1 to `said` were said. */
function hubWith(said: number) {
  const hub = {
    said,
    reads: 0,
    async read(query: Readonly<Record<string, string>>): Promise<Answer<Room>> {
      hub.reads++
      const from = Number(query['cursor'] ?? hub.said)
      const limit = Number(query['limit'] ?? 50)
      const messages = Array.from({ length: Math.min(limit, from) }, (_, index) => message(from - index))
      const people = [{ name: 'Ada', since: message(1).at }]
      const earlier = from > limit ? { nextCursor: String(from - limit) } : {}
      return { ok: true, value: { people, displays: ['lobby'], messages, ...earlier } }
    },
  }
  return hub
}

const numbers = (room: RoomState) => room.messages.value?.map(({ id }) => Number(id.slice(1))) ?? []
const from1To = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
const live = { type: 'connection', connection: { phase: 'live', since: 0 } } as const
const say = (room: RoomState, number: number) => room.happened({ type: 'roomMessage', message: message(number) })

test('the room is read once, then it grows as things are said, each once', async () => {
  const room = new RoomState(hubWith(3))
  await room.catchUp()
  say(room, 4)
  say(room, 4)
  expect(numbers(room)).toEqual([1, 2, 3, 4])
  expect(room.displays.value).toEqual(['lobby'])
})

test('what is said while the room is read for the first time is not lost, and nothing before it is', async () => {
  const hub = hubWith(60)
  const room = new RoomState(hub)
  const reading = room.catchUp()
  say(room, 60)
  say(room, 61)
  await reading
  expect(numbers(room)).toEqual(from1To(61).slice(10))
  await room.loadEarlier()
  expect(numbers(room)).toEqual(from1To(61))
  expect(room.earlierCursor.value).toBeUndefined()
})

test('a reconnect fills the gap, also where it is larger than one page', async () => {
  const hub = hubWith(60)
  const room = new RoomState(hub)
  await room.catchUp()
  hub.said = 200
  room.happened(live)
  await room.catchUp()
  expect(numbers(room)).toEqual(from1To(200).slice(10))
  await room.loadEarlier()
  expect(numbers(room)).toEqual(from1To(200))
})

test('where too much was said meanwhile the room begins anew, without a hole', async () => {
  const hub = hubWith(60)
  const room = new RoomState(hub)
  await room.catchUp()
  hub.said = 5000
  hub.reads = 0
  room.happened(live)
  await room.catchUp()
  const shown = numbers(room)
  expect(hub.reads).toBe(5)
  expect(shown.at(-1)).toBe(5000)
  expect(shown).toEqual(Array.from(shown, (_, index) => (shown[0] ?? 0) + index))
  await room.loadEarlier()
  expect(numbers(room)[0]).toBeLessThan(shown[0] ?? 0)
})

test('a page that is open for days begins anew before it holds too much', async () => {
  const hub = hubWith(1)
  const room = new RoomState(hub)
  await room.catchUp()
  for (let number = 2; number <= 2001; number++) {
    hub.said = number
    say(room, number)
  }
  await vi.advanceTimersByTimeAsync(0)
  expect(numbers(room)).toEqual(from1To(2001).slice(-50))
  expect(room.earlierCursor.value).toBeDefined()
})

test('the order of the hub counts', async () => {
  const hub = hubWith(3)
  const room = new RoomState(hub)
  await room.catchUp()
  say(room, 5)
  hub.said = 5
  await room.catchUp()
  expect(numbers(room)).toEqual([1, 2, 3, 4, 5])
})

test('who is here is told by the latest news', async () => {
  const room = new RoomState(hubWith(1))
  const reading = room.catchUp()
  room.happened({ type: 'roomPeople', people: [] })
  await reading
  expect(room.people.value).toEqual([])
})

function outboxWith(answers: Answer<RoomMessage>[]) {
  const written: [string, string][] = []
  let keys = 0
  const said = new Set<string>()
  const missing = vi.fn()
  const outbox = new RoomOutbox({
    async write(text, key) {
      written.push([text, key])
      return answers.shift() ?? { ok: false, error: { code: 'unavailable', message: 'the hub does not answer' } }
    },
    newKey: () => `k${++keys}`,
    isSaid: (id) => said.has(id),
    onMissing: missing,
  })
  return { outbox, written, said, missing }
}

const settle = () => vi.advanceTimersByTimeAsync(0)
const states = (outbox: RoomOutbox) => outbox.unsaid.value.map(({ text, state }) => `${text}: ${state}`)

test('what was written is on its way until it is in the room', async () => {
  const { outbox } = outboxWith([{ ok: true, value: message(1) }])
  outbox.write('Hi')
  await settle()
  expect(states(outbox)).toEqual(['Hi: sending'])
  outbox.said('m1')
  expect(states(outbox)).toEqual([])
})

test('a message that was in the room before the answer came is not on its way any more', async () => {
  const { outbox, said } = outboxWith([{ ok: true, value: message(1) }])
  said.add('m1')
  outbox.write('Hi')
  await settle()
  expect(states(outbox)).toEqual([])
})

test('what was written while the hub is away goes out in its order when it is back, under the same key', async () => {
  const answers: Answer<RoomMessage>[] = []
  const { outbox, written } = outboxWith(answers)
  outbox.write('One')
  await settle()
  outbox.write('Two')
  await settle()
  expect(states(outbox)[0]).toBe('One: waiting')
  answers.push({ ok: true, value: message(1) }, { ok: true, value: message(2) })
  written.length = 0
  await outbox.resume()
  expect(written).toEqual([
    ['One', 'k1'],
    ['Two', 'k2'],
  ])
})

test('what is too much at once is sent a little later', async () => {
  const { outbox, written } = outboxWith([
    { ok: false, error: { code: 'limit_reached', message: 'too much at once' } },
    { ok: true, value: message(1) },
  ])
  outbox.write('Hi')
  await settle()
  expect(states(outbox)).toEqual(['Hi: waiting'])
  await vi.advanceTimersByTimeAsync(2500)
  expect(states(outbox)).toEqual(['Hi: sending'])
  expect(written).toHaveLength(2)
})

test('a refusal says why, and holds nothing else up', async () => {
  const { outbox } = outboxWith([
    { ok: false, error: { code: 'too_long', message: 'text is too long' } },
    { ok: true, value: message(1) },
  ])
  outbox.write('One')
  outbox.write('Two')
  await settle()
  expect(outbox.unsaid.value).toMatchObject([{ state: 'refused', problem: 'text is too long' }, { state: 'sending' }])
  outbox.forget('k1')
  outbox.said('m1')
  expect(states(outbox)).toEqual([])
})

test('a message that the hub took but that does not come is asked for', async () => {
  const { outbox, missing } = outboxWith([{ ok: true, value: message(1) }])
  outbox.write('Hi')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(missing).toHaveBeenCalledOnce()
})

test('how many displays have shown what was said is asked for at once, and for what the list leaves out one by one', async () => {
  const none = { queued: 0, sent: 0, shown: 0, dismissed: 0, replaced: 0, expired: 0, rejected: 0 }
  const asked: string[] = []
  const counts = new ShownCounts({
    async list() {
      asked.push('list')
      return { ok: true, value: { messages: [{ id: 'm1', counts: { ...none, shown: 1 } }] as never } }
    },
    async one(id) {
      asked.push(id)
      return { ok: true, value: { id, counts: { ...none, shown: 2 } } as never }
    },
  })
  for (const id of ['m1', 'm2', 'm3']) counts.of(id)
  counts.reported({ id: 'm3', counts: { ...none, shown: 3 } })
  await counts.learn([message(1), message(2), message(3)])
  await counts.learn([message(1), message(2), message(3)])
  expect(['m1', 'm2', 'm3'].map((id) => counts.of(id).value?.shown)).toEqual([1, 2, 3])
  expect(asked).toEqual(['list', 'm2'])
})
