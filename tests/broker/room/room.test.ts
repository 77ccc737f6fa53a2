import { expect, test } from 'vitest'
import { type RoomMessage, roomMessageSchema, roomPeopleSchema, roomSchema } from '#contract/room.ts'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createMemoryStores } from '../../../broker/storage/stores.ts'
import { connectBoard } from '../../support/board.ts'
import { collect, connectClient, json, startHub } from '../../support/hub.ts'
import { addPerson, claim, type Person, send } from '../../support/person.ts'

const said = (payload: Buffer): RoomMessage => roomMessageSchema.parse(json(payload))
const names = (payload: Buffer) => roomPeopleSchema.parse(json(payload)).people.map(({ name }) => name)

/** Three people with a page open each: one who administers, one who reads and is limited, one who sends. */
async function fullRoom() {
  const hub = await startHub()
  const ada = await claim(hub)
  const board = await connectBoard(hub, 'kitchen')
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'viewer', reach: { displays: [], groups: [] } })
  const cleo = await addPerson(hub, ada, { name: 'Cleo', role: 'operator' })
  const pages = await Promise.all([ada, bob, cleo].map((person) => person.connect()))
  const heard = await Promise.all(pages.map((page) => collect(page, 'marquee/room/message', said)))
  return { hub, ada, bob, cleo, board, pages, heard }
}

const write = (person: Person, text: string) => person.call('POST', '/api/room/messages', { text })

test('what one person writes everybody reads at once, with the name, also who may only read and is limited', async () => {
  const { ada, bob, heard } = await fullRoom()
  const { status, body } = await write(bob, 'Hello, all')
  expect(status).toBe(201)
  expect(roomMessageSchema.parse(body)).toMatchObject({ kind: 'room', from: 'Bob', text: 'Hello, all' })
  for (const page of heard) expect(await page.next()).toEqual(body)
  expect((await ada.call('GET', `/api/messages/${body.id}`)).body).toMatchObject({
    sender: 'Bob',
    to: ['group:room'],
    complete: true,
  })
})

test.each(['http', 'mqtt'])('a broadcast over %s appears in the room with the name of its sender', async (way) => {
  const { cleo, pages, heard } = await fullRoom()
  const message = { text: 'Fire drill', title: 'Safety', priority: 'high', from: 'The boss' }
  if (way === 'http') await cleo.call('POST', '/api/messages', { ...message, to: 'all' })
  else await pages[2]?.publishAsync('displays/all/message', JSON.stringify(message), { qos: 1 })
  for (const page of heard)
    expect(await page.next()).toMatchObject({
      kind: 'broadcast',
      from: 'Cleo',
      title: 'Safety',
      text: 'Fire drill',
      priority: 'high',
    })
})

test('a message to one display is none of the room', async () => {
  const { ada, cleo, board, heard } = await fullRoom()
  await ada.call('PUT', '/api/groups/floor', { displays: ['kitchen'] })
  await cleo.call('POST', '/api/messages', { to: ['kitchen'], text: 'one' })
  await cleo.call('POST', '/api/messages', { to: { group: 'floor' }, text: 'group' })
  await cleo.call('POST', '/api/messages', { to: ['size:40x2'], text: 'nobody' })
  await cleo.call('POST', '/api/messages', { to: 'all', text: 'everybody' })
  expect(await heard[0]?.next()).toMatchObject({ text: 'everybody' })
  await expect.poll(() => board.received).toHaveLength(3)
})

test('displays that are members of the room show what is written, with the name above, and are reported', async () => {
  const { ada, bob, board, heard } = await fullRoom()
  await ada.call('PUT', '/api/groups/room', { displays: ['kitchen'] })
  await write(bob, 'Coffee is ready')
  const payload = await board.next()
  expect(JSON.parse(payload)).toMatchObject({ text: 'Coffee is ready', from: 'Bob' })
  board.ack(payload)
  const { id } = (await heard[0]?.next()) ?? { id: '' }
  await expect
    .poll(async () => (await ada.call('GET', `/api/messages/${id}`)).body)
    .toMatchObject({ counts: { shown: 1 } })
  expect((await ada.call('GET', '/api/room')).body.displays).toEqual(['kitchen'])
  expect((await bob.call('GET', '/api/room')).body.displays).toEqual([])
})

test('everybody who is here is listed once, joining and leaving', async () => {
  const { ada, bob, pages } = await fullRoom()
  const page = pages[0]
  if (page === undefined) throw new Error('nobody is here')
  const lists = await collect(page, 'marquee/room/people', names)
  await lists.next((list) => [...list].sort().join() === 'Ada,Bob,Cleo')
  const second = await bob.connect()
  await pages[2]?.endAsync()
  await lists.next((list) => [...list].sort().join() === 'Ada,Bob')
  await pages[1]?.endAsync()
  await second.endAsync()
  await lists.next((list) => list.join() === 'Ada')
  const { people } = roomSchema.parse((await ada.call('GET', '/api/room')).body)
  expect(people.map(({ name }) => name)).toEqual(['Ada'])
})

test('a page that is opened later finds who is here, and boards and programs are nobody', async () => {
  const { ada, hub, pages } = await fullRoom()
  await connectClient(hub, { clientId: 'script' })
  await pages[1]?.endAsync()
  await pages[2]?.endAsync()
  await expect.poll(async () => (await ada.call('GET', '/api/room')).body.people).toHaveLength(1)
  await expect
    .poll(async () => {
      const page = await ada.connect()
      const lists = await collect(page, 'marquee/room/people', names)
      return lists.next()
    })
    .toEqual(['Ada'])
})

test('earlier messages come page by page, the newest first, also after a restart', async () => {
  const stores = createMemoryStores(systemClock)
  const hub = await startHub({}, { stores })
  const ada = await claim(hub)
  for (const text of ['one', 'two', 'three', 'four', 'five']) await write(ada, text)
  await hub.close()
  const again = await startHub({}, { stores: { ...stores, mqtt: createMemoryStores(systemClock).mqtt } })
  const local = async (path: string) => (await send(again, 'GET', path)).body
  const first = roomSchema.parse(await local('/api/room?limit=2'))
  expect(first.messages.map(({ text }) => text)).toEqual(['five', 'four'])
  const second = roomSchema.parse(await local(`/api/room?limit=3&cursor=${first.nextCursor}`))
  expect(second.messages.map(({ text }) => text)).toEqual(['three', 'two', 'one'])
  expect(second.nextCursor).toBeUndefined()
  expect(await local('/api/room?cursor=nowhere')).toMatchObject({ code: 'invalid_value', field: 'cursor' })
  expect(await local('/api/room?limit=0')).toMatchObject({ code: 'out_of_range', field: 'limit' })
})

test('who writes too fast is told to wait, and others are not', async () => {
  const { bob, cleo } = await fullRoom()
  const answers = []
  for (let count = 0; count <= limits.maxRoomBurst + 5; count++) answers.push(await write(bob, `${count}`))
  const refused = answers.find(({ status }) => status !== 201)
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 'limit_reached' },
    headers: { 'retry-after': expect.any(String) },
  })
  expect((await write(cleo, 'I may')).status).toBe(201)
})

test('nobody but the hub publishes to the topics of the room', async () => {
  const { pages, heard, cleo } = await fullRoom()
  await pages[0]?.publishAsync('marquee/room/message', '{"from":"Ada"}').catch(() => undefined)
  await write(cleo, 'the only one')
  expect(await heard[1]?.next()).toMatchObject({ text: 'the only one' })
})

test('of a flood of broadcasts the room tells some of each second, and still what people write', async () => {
  const clock = { now: () => 1_800_000_000_000 }
  const hub = await startHub({}, { clock })
  const client = await connectClient(hub)
  const heard = await collect(client, 'marquee/room/message', said)
  for (let count = 0; count < limits.maxRoomMessagesPerSecond * 2; count++)
    client.publish('displays/all/message', `text ${count}`, { qos: 1 })
  await client.publishAsync('displays/all/message', 'the last', { qos: 1 })
  await send(hub, 'POST', '/api/room/messages', { text: 'stop' })
  await heard.next(({ text }) => text === 'stop')
  expect(heard.seen).toHaveLength(limits.maxRoomMessagesPerSecond)
})

test.each([{ text: '' }, { text: 'x'.repeat(1025) }, { text: 'x', from: 'Ada' }, {}])('%j is refused', async (body) => {
  const hub = await startHub()
  const ada = await claim(hub)
  expect((await ada.call('POST', '/api/room/messages', body)).status).toBe(400)
})
