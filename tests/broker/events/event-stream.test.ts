import { expect, test } from 'vitest'
import { localPrincipal } from '../../../broker/access/principal.ts'
import { eventStream } from '../../../broker/events/event-stream.ts'
import { createEvents } from '../../../broker/events/events.ts'

const bounds = { maxUnsentEventBytes: 200, eventHeartbeatMs: 5, eventRetryMs: 3000 }

function open(first?: () => Promise<object>) {
  const events = createEvents()
  const end = new AbortController()
  const stream = eventStream({
    events,
    principal: localPrincipal,
    types: new Set(['delivery', 'room']),
    message: undefined,
    first,
    signal: end.signal,
    bounds,
  })
  const publish = (data: string) => events.publish({ type: 'room', dataFor: () => data })
  return { events, stream, publish, end }
}

test('begins with the time after which to connect again', async () => {
  const { stream } = open()
  expect((await stream.next()).value).toBe('retry: 3000\n\n')
})

test('a comment keeps a quiet stream open', async () => {
  const { stream } = open()
  await stream.next()
  expect((await stream.next()).value).toMatch(/^: .*\n\n$/)
})

test('what happens while nobody reads is kept, in order', async () => {
  const { stream, publish } = open()
  await stream.next()
  publish('{"n":1}')
  publish('{"n":2}')
  expect((await stream.next()).value).toBe('event: room\nid: 1\ndata: {"n":1}\n\nevent: room\nid: 2\ndata: {"n":2}\n\n')
})

test('what happens while the first report is read is not lost', async () => {
  const { stream, publish } = open(async () => {
    publish('{"n":1}')
    return { id: 'tea' }
  })
  expect((await stream.next()).value).toContain('event: delivery\ndata: {"id":"tea"}\n\n')
  expect((await stream.next()).value).toContain('data: {"n":1}')
})

test('whoever reads too slowly is told so and cut off, and nothing more is kept for them', async () => {
  const { events, stream, publish } = open()
  await stream.next()
  for (let index = 0; index < 10; index++) publish(`"${'x'.repeat(50)}"`)
  expect((await stream.next()).value).toMatch(/^: cut off/)
  expect((await stream.next()).done).toBe(true)
  expect(events.isFollowed).toBe(false)
})

test('the end of the signal ends a stream that waits', async () => {
  const { events, stream, end } = open()
  await stream.next()
  const next = stream.next()
  end.abort()
  expect(['undefined', 'string']).toContain(typeof (await next).value)
  await stream.next()
  expect(events.isFollowed).toBe(false)
})
