import type { Packet } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { limits } from '../../broker/limits.ts'
import { request } from '../support/http.ts'
import { connectClient, startHub, type TestHub } from '../support/hub.ts'
import { startKeptHub } from '../support/kept-hub.ts'
import { connectNewBoard } from '../support/new-board.ts'
import { addPerson, claim, fromElsewhere, send } from '../support/person.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../support/raw-client.ts'

const guess = (hub: TestHub, code: string, id = 'kitchen') => request(hub, 'POST', '/api/pairing', { code, id })
/** A code that no board shows. */
const wrongFor = (code: string, step: number) => String((Number(code) + step) % 1_000_000).padStart(6, '0')

test('guessing a code ends after five tries, and the right one comes too late', async () => {
  const hub = await startHub()
  const code = await (await connectNewBoard(hub)).nextDigits()
  for (let step = 1; step <= limits.maxGuessesPerPerson; step++)
    expect((await guess(hub, wrongFor(code, step))).status).toBe(404)
  expect(await guess(hub, code)).toMatchObject({ status: 429, body: { code: 'limit_reached', field: 'code' } })
})

test('guesses that are sent at the same moment are not worth more', async () => {
  const hub = await startHub()
  const code = await (await connectNewBoard(hub)).nextDigits()
  const steps = Array.from({ length: 40 }, (_, step) => step + 1)
  const answers = await Promise.all(steps.map((step) => guess(hub, wrongFor(code, step))))
  expect(answers.filter(({ status }) => status === 404).length).toBe(limits.maxGuessesPerPerson)
  expect(answers.filter(({ status }) => status === 429).length).toBe(40 - limits.maxGuessesPerPerson)
})

test('a hundred wrong codes in an hour make every code worthless, and the boards say so', async () => {
  const clock = { time: 1_800_000_000_000, now: () => clock.time }
  const hub = await startHub({}, { clock })
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  // Four administrators, and as often as their address may.
  for (let step = 0; step < limits.maxGuessesPerHour; step++) {
    const round = Math.floor(step / limits.maxGuessesPerAddress)
    const person = Math.floor((step % limits.maxGuessesPerAddress) / limits.maxGuessesPerPerson)
    clock.time = 1_800_000_000_000 + round * (limits.guessWindowMs + 1)
    const answer = await send(
      hub,
      'POST',
      '/api/pairing',
      { code: wrongFor(code, step + 1), id: 'x' },
      await tokenOf(hub, person),
    )
    expect(answer.status, `step ${step}`).toBe(404)
  }
  const { retryMs, code: none } = (await board.nextCode()) as { code: null; retryMs: number }
  expect({ none, retryMs }).toEqual({ none: null, retryMs: limits.pairingPauseMs })
  expect(await guess(hub, code)).toMatchObject({ status: 429 })
})

const tokens = new Map<number, string>()

/** The headers of one of several administrators. */
async function tokenOf(hub: TestHub, person: number): Promise<Record<string, string>> {
  const body = { name: `administrator ${person}`, role: 'administrator' }
  const token = tokens.get(person) ?? String((await request(hub, 'POST', '/api/tokens', body)).body['token'])
  tokens.set(person, token)
  return { authorization: `Bearer ${token}` }
}

test('nobody but an administrator sees who waits, or types a code', async () => {
  const hub = await startKeptHub({ trustLoopback: false })
  const administrator = await claim(hub)
  const operator = await addPerson(hub, administrator, { name: 'Ben', role: 'operator' })
  const limited = await addPerson(hub, administrator, {
    name: 'Cleo',
    role: 'administrator',
    reach: { displays: ['kitchen'], groups: [] },
  })
  const code = await (await connectNewBoard(hub)).nextDigits()
  for (const person of [operator, limited]) {
    expect((await person.call('GET', '/api/pairing')).status).toBe(403)
    expect((await person.call('POST', '/api/pairing', { code, id: 'kitchen' })).status).toBe(403)
  }
  const body = { code, id: 'kitchen' }
  expect((await send(hub, 'POST', '/api/pairing', body, fromElsewhere)).status).toBe(401)
  // A page of another site, with the cookie of the administrator.
  const foreign = { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' }
  expect((await administrator.call('POST', '/api/pairing', body, foreign)).status).toBe(403)
  expect((await administrator.call('POST', '/api/pairing', body)).status).toBe(201)
  const { body: log } = await administrator.call('GET', '/api/audit')
  expect(log.entries).toContainEqual(
    expect.objectContaining({ actor: 'Ada', action: 'board.paired', subject: 'kitchen' }),
  )
})

test('a board that waits reads and says nothing but its own pairing', async () => {
  const hub = await startHub()
  const other = await connectNewBoard(hub)
  await other.nextDigits()
  const board = await connectRaw(hub.mqttPort)
  board.send(connectPacket('pair-001122334455'))
  expect(await board.next('connack')).toMatchObject({ returnCode: 0 })
  const filters = [
    'pairing/001122334455/+',
    'pairing/aabbccddeeff/+',
    'pairing/+/credentials',
    'pairing/#',
    '#',
    '$SYS/#',
  ]
  board.send({ cmd: 'subscribe', messageId: 1, subscriptions: filters.map((topic) => ({ topic, qos: 1 as const })) })
  expect(await board.next('suback')).toMatchObject({ granted: [1, 128, 128, 128, 128, 128] })
  const watcher = await connectClient(hub)
  const seen: string[] = []
  watcher.on('message', (topic) => seen.push(topic))
  await watcher.subscribeAsync(['displays/#', 'pairing/+/hello', 'home/#'], { qos: 1 }).catch(() => undefined)
  for (const topic of ['displays/kitchen/message', 'displays/kitchen/status', 'pairing/aabbccddeeff/hello', 'home/x'])
    board.send(publishPacket(topic, 'x', { qos: 1, messageId: 7, retain: true }))
  board.send({ cmd: 'pingreq' })
  await board.next('pingresp')
  await watcher.publishAsync('home/last', 'x', { qos: 1 })
  await expect.poll(() => seen.at(-1)).toBe('home/last')
  expect(seen).toEqual(['home/last'])
  expect((await request(hub, 'GET', '/api/displays')).body).toEqual({ displays: [] })
})

test('nobody else reads the secret that a board is handed, or a code, with any wildcard', async () => {
  const hub = await startHub()
  const spies = await Promise.all(
    ['#', 'pairing/#', 'pairing/+/+', '+/aabbccddeeff/credentials', 'displays/+/credentials'].map(async (filter) => {
      const client = await connectRaw(hub.mqttPort)
      client.send(connectPacket(`spy on ${filter}`), subscribePacket({ [filter]: 1 }))
      await client.next('suback')
      return client
    }),
  )
  const board = await connectNewBoard(hub)
  await guess(hub, await board.nextDigits())
  await board.nextCredentials()
  for (const spy of spies) {
    spy.send({ cmd: 'pingreq' })
    await spy.next('pingresp')
    const topics = spy.packets.flatMap((packet: Packet) => (packet.cmd === 'publish' ? [packet.topic] : []))
    expect(topics.filter((topic) => topic.includes('pairing') || topic.includes('credentials'))).toEqual([])
  }
})

test('a code or a secret is not retained for whoever connects next as that board', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  await guess(hub, await board.nextDigits())
  await board.nextCredentials()
  await board.client.endAsync()
  const thief = await connectRaw(hub.mqttPort)
  thief.send(connectPacket('pair-aabbccddeeff', { clean: false }), subscribePacket({ 'pairing/aabbccddeeff/+': 1 }))
  await thief.next('suback')
  thief.send({ cmd: 'pingreq' })
  await thief.next('pingresp')
  expect(thief.packets.filter(({ cmd }) => cmd === 'publish')).toEqual([])
})

test('what a board was not there to read does not wait for whoever connects next as that board', async () => {
  const hub = await startHub()
  const kept = connectPacket('pair-aabbccddeeff', { clean: false })
  const board = await connectRaw(hub.mqttPort)
  board.send(kept, subscribePacket({ 'pairing/aabbccddeeff/+': 1 }))
  await board.next('suback')
  const hello = { board: 'esp32', firmware: '1', columns: 16, rows: 2, mac: 'aa:bb:cc:dd:ee:ff' }
  board.send(publishPacket('pairing/aabbccddeeff/hello', JSON.stringify(hello)))
  const told = await board.next('publish')
  const { code } = JSON.parse(String('payload' in told ? told.payload : '')) as { code: string }
  expect((await guess(hub, code)).status).toBe(201)
  // It has acknowledged nothing.
  board.socket.destroy()
  await board.closed
  const thief = await connectRaw(hub.mqttPort)
  thief.send(kept)
  await thief.next('connack')
  thief.send({ cmd: 'pingreq' })
  await thief.next('pingresp')
  expect(thief.packets.filter(({ cmd }) => cmd === 'publish')).toEqual([])
})

test('a board that is a display already becomes another one by its code, and the first stays as it is', async () => {
  const hub = await startHub()
  const first = await connectNewBoard(hub)
  await guess(hub, await first.nextDigits())
  const kitchen = await first.nextCredentials()
  await first.client.endAsync()
  const again = await connectNewBoard(hub)
  expect((await guess(hub, await again.nextDigits())).status).toBe(409)
  const login = { clientId: 'kitchen', username: 'kitchen', password: kitchen.secret }
  await connectClient(hub, login)
})

test('what a board says of itself reaches the list as the text it is', async () => {
  const hub = await startHub()
  const board = await connectNewBoard(hub)
  await board.nextDigits()
  const kind = '<img src=x onerror=alert(1)>'
  board.hello({ board: `${kind}\u001b[31m` })
  board.hello({ board: kind, __proto__: { columns: 1 }, constructor: 'x' })
  await expect.poll(async () => JSON.stringify((await request(hub, 'GET', '/api/pairing')).body)).toContain('onerror')
  const { body } = await request(hub, 'GET', '/api/pairing')
  expect(Object.keys((body['boards'] as object[])[0] ?? {}).sort()).toEqual(
    ['address', 'board', 'columns', 'firmware', 'kind', 'rows', 'since'].sort(),
  )
})
