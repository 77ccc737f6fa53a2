import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashOf } from '../../broker/access/secret.ts'
import { systemClock } from '../../broker/clock.ts'
import { createLog } from '../../broker/log.ts'
import { openStores } from '../../broker/storage/open-stores.ts'
import { ran } from '../broker/cli/fake-io.ts'
import { connectBoard } from '../support/board.ts'
import { request } from '../support/http.ts'
import { collect, json, startHub } from '../support/hub.ts'
import { startKeptHub } from '../support/kept-hub.ts'
import { connectNewBoard } from '../support/new-board.ts'
import { temporaryFolder } from '../support/process.ts'
import { connectPacket, connectRaw, publishPacket, subscribePacket } from '../support/raw-client.ts'

/** The return code of a CONNECT. */
async function attempt(port: number, username: string, password: string, clientId = username): Promise<unknown> {
  const client = await connectRaw(port)
  client.send(connectPacket(clientId, { username, password: Buffer.from(password) }))
  return client.next('connack')
}

test('neither the data of the hub, nor a backup of it, nor its answers hold a secret', async () => {
  const hub = await startKeptHub()
  const board = await connectNewBoard(hub)
  const code = await board.nextDigits()
  await request(hub, 'POST', '/api/pairing', { code, id: 'kitchen' })
  const { secret } = await board.nextCredentials()
  const { client } = await connectBoard(hub, 'kitchen', { username: 'kitchen', password: secret, clean: false })
  const sent = await collect(client, 'displays/kitchen/credentials', json)
  const rotated = await request(hub, 'POST', '/api/displays/kitchen/credentials')
  const lobby = await request(hub, 'POST', '/api/displays', { id: 'lobby' })
  const token = await request(hub, 'POST', '/api/tokens', { name: 'x', role: 'viewer' })
  const next = ((await sent.next()) as { secret: string }).secret
  const secrets = [secret, next, lobby.body['secret'], token.body['token']].map((text) => String(text).slice(-43))
  expect(rotated.body).not.toHaveProperty('secret')

  const backup = join(await temporaryFolder(), 'marquee.tar')
  expect(await ran(hub.httpUrl, ['backup', backup, '--data-dir', hub.dataDir])).toMatchObject({ exitCode: 0 })
  const files = [...readdirSync(hub.dataDir).map((name) => join(hub.dataDir, name)), backup]
  const paths = ['/api/displays', '/api/displays/kitchen', '/api/tokens', '/api/pairing', '/api/audit', '/metrics']
  const answers = await Promise.all(paths.map(async (path) => (await fetch(`${hub.httpUrl}${path}`)).text()))
  for (const each of secrets) {
    for (const file of files) expect(readFileSync(file).includes(each), file).toBe(false)
    expect(answers.join('\n')).not.toContain(each)
  }
}, 60_000)

test('a secret that was revoked, and one that was replaced, is worth nothing', async () => {
  const hub = await startHub()
  const { body } = await request(hub, 'POST', '/api/displays', { id: 'kitchen' })
  const old = String(body['secret'])
  const { body: rotated } = await request(hub, 'POST', '/api/displays/kitchen/credentials')
  expect(await attempt(hub.mqttPort, 'kitchen', String(rotated['secret']))).toMatchObject({ returnCode: 0 })
  expect(await attempt(hub.mqttPort, 'kitchen', old)).toMatchObject({ returnCode: 4 })
  await request(hub, 'DELETE', '/api/displays/kitchen')
  expect(await attempt(hub.mqttPort, 'kitchen', String(rotated['secret']))).toMatchObject({ returnCode: 4 })
})

test.each([
  ['the hash instead of the secret', (secret: string) => hashOf(secret).toString('hex')],
  ['the beginning of the secret', (secret: string) => secret.slice(0, -1)],
  ['the secret and more', (secret: string) => `${secret}\0`],
  ['an empty password', () => ''],
  ['SQL', () => "' OR '1'='1"],
  ['as much as fits into a packet', () => 'x'.repeat(60_000)],
])('a display is not let in with %s', async (_what, change) => {
  const hub = await startHub({ trustLoopback: false })
  const { body } = await request(hub, 'POST', '/api/displays', { id: 'kitchen' })
  expect(await attempt(hub.mqttPort, 'kitchen', change(String(body['secret'])))).not.toMatchObject({ returnCode: 0 })
})

test('what a display was sent before it was revoked does not reach it after', async () => {
  const hub = await startHub()
  const { body } = await request(hub, 'POST', '/api/displays', { id: 'kitchen' })
  const password = Buffer.from(String(body['secret']))
  const kept = connectPacket('kitchen', { username: 'kitchen', password, clean: false })
  const board = await connectRaw(hub.mqttPort)
  board.send(kept, subscribePacket({ 'displays/kitchen/message': 1 }))
  await board.next('suback')
  expect((await request(hub, 'PUT', '/api/displays/kitchen', { enabled: false })).status).toBe(200)
  await board.closed
  await fetch(`${hub.httpUrl}/api/displays/kitchen/message`, { method: 'POST', body: 'secret' })
  const again = await connectRaw(hub.mqttPort)
  again.send(kept)
  expect(await again.next('connack')).toMatchObject({ returnCode: 4 })
  expect(again.packets.some(({ cmd }) => cmd === 'publish')).toBe(false)
})

test('nobody publishes credentials to a display, whoever they are', async () => {
  const hub = await startHub()
  const { body } = await request(hub, 'POST', '/api/displays', { id: 'kitchen' })
  const { client } = await connectBoard(hub, 'kitchen', { username: 'kitchen', password: String(body['secret']) })
  const seen: string[] = []
  client.on('message', (topic) => seen.push(topic))
  await client.subscribeAsync('displays/kitchen/#', { qos: 1 })
  const payload = JSON.stringify({ id: 'kitchen', secret: `mqd_${'A'.repeat(43)}` })
  const intruder = await connectRaw(hub.mqttPort)
  intruder.send(connectPacket('intruder'))
  await intruder.next('connack')
  intruder.send(publishPacket('displays/kitchen/credentials', payload, { qos: 1, messageId: 1, retain: true }))
  await intruder.next('puback')
  await client.publishAsync('displays/kitchen/credentials', payload, { qos: 1, retain: true })
  await fetch(`${hub.httpUrl}/api/displays/kitchen/message`, { method: 'POST', body: 'last' })
  await expect.poll(() => seen.at(-1)).toBe('displays/kitchen/message')
  expect(seen).not.toContain('displays/kitchen/credentials')
})

test('a token does what its role and reach say over MQTT, and its connection ends with it', async () => {
  const hub = await startHub()
  const ask = { name: 'x', role: 'operator', displays: ['kitchen'] }
  const { body } = await request(hub, 'POST', '/api/tokens', ask)
  const script = await connectRaw(hub.mqttPort, 5)
  const login = { username: 'any', password: Buffer.from(String(body['token'])), protocolVersion: 5 }
  script.send(connectPacket('script', login))
  await script.next('connack')
  const reasons: unknown[] = []
  for (const [index, topic] of ['kitchen/message', 'lobby/message', 'all/message', 'kitchen/config'].entries()) {
    script.send(
      publishPacket(`displays/${topic}`, topic.endsWith('config') ? '{}' : 'x', { qos: 1, messageId: index + 1 }),
    )
    const puback = await script.next('puback')
    reasons.push('reasonCode' in puback ? puback.reasonCode : 0)
  }
  expect(reasons.map((reason) => (reason === 0x87 ? 'refused' : 'passed'))).toEqual([
    'passed',
    'refused',
    'refused',
    'refused',
  ])
  expect((await request(hub, 'DELETE', `/api/tokens/${body['id']}`)).status).toBe(204)
  await script.closed
  expect(await attempt(hub.mqttPort, 'any', String(body['token']), 'script')).toMatchObject({ returnCode: 4 })
})

test('a bridge token is good over MQTT and for nothing over HTTP', async () => {
  const hub = await startHub()
  const { body } = await request(hub, 'POST', '/api/tokens', { name: 'mosquitto', role: 'bridge' })
  const headers = { authorization: `Bearer ${body['token']}` }
  for (const path of ['/api/displays', '/api/tokens', '/metrics'])
    expect((await fetch(`${hub.httpUrl}${path}`, { headers })).status, path).toBe(403)
  expect(await attempt(hub.mqttPort, 'bridge', String(body['token']))).toMatchObject({ returnCode: 0 })
})

test('text of people goes into the database as it is, and nothing else happens', async () => {
  const hub = await startKeptHub()
  const name = `x'); DROP TABLE display_credentials; -- " % _ \\ <script>alert(1)</script>`
  await request(hub, 'POST', '/api/displays', { id: 'kitchen', name: name.slice(0, 64) })
  await request(hub, 'POST', '/api/tokens', { name: name.slice(0, 64), role: 'viewer' })
  expect((await request(hub, 'GET', '/api/displays/kitchen')).body).toMatchObject({ name: name.slice(0, 64) })
  const { body } = await request(hub, 'GET', '/api/tokens')
  expect(body).toMatchObject({ tokens: [{ name: name.slice(0, 64) }] })
  // Read from the database, not from memory.
  const { exitCode } = await ran(hub.httpUrl, ['backup', join(hub.dataDir, 'copy.tar'), '--data-dir', hub.dataDir])
  expect(exitCode).toBe(0)
  expect((await request(hub, 'POST', '/api/displays', { id: 'lobby' })).status).toBe(201)
})

test('a hub that is killed while it pairs leaves a board that asks again, or a display that works', async () => {
  const dataDir = await temporaryFolder()
  const child = new URL('pairing-child.ts', import.meta.url).pathname
  for (const moment of ['before', 'written', 'after']) {
    const { status, signal, stdout } = spawnSync(process.execPath, ['--import', 'tsx', child, dataDir, moment], {
      encoding: 'utf8',
    })
    expect({ status, signal }, moment).toEqual({ status: null, signal: 'SIGKILL' })
    const secret = /mqd_[\w-]{43}/.exec(stdout)?.[0]
    const stores = await openStores(
      { dataDir, databaseUrl: undefined },
      { clock: systemClock, log: createLog('silent') },
    )
    const hub = await startHub({}, { stores })
    if (secret !== undefined) expect(await attempt(hub.mqttPort, moment, secret)).toMatchObject({ returnCode: 0 })
    const board = await connectNewBoard(hub)
    const again = { code: await board.nextDigits(), id: moment, replace: true }
    expect((await request(hub, 'POST', '/api/pairing', again)).status, moment).toBe(201)
    const issued = await board.nextCredentials()
    expect(await attempt(hub.mqttPort, moment, issued.secret)).toMatchObject({ returnCode: 0 })
    await hub.close()
    await stores.close()
  }
}, 120_000)
