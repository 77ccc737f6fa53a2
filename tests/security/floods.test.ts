import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { limits } from '../../broker/limits.ts'
import { request } from '../support/http.ts'
import { startHub, type TestHub } from '../support/hub.ts'
import { connectPacket, connectRaw } from '../support/raw-client.ts'

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

async function isAlive(hub: TestHub): Promise<boolean> {
  const client = await connectRaw(hub.mqttPort)
  client.send(connectPacket(`alive-${Math.random()}`))
  await client.next('connack')
  return (await request(hub, 'GET', '/healthz')).status === 200
}

/** What is sent comes byte by byte, for as long as the other end takes it. */
function drip(socket: Socket, bytes: Buffer): void {
  let sent = 0
  const timer = setInterval(() => {
    if (socket.destroyed || sent >= bytes.length) clearInterval(timer)
    else socket.write(bytes.subarray(sent, ++sent))
  }, 500)
  socket.once('close', () => clearInterval(timer))
}

const closed = (socket: Socket) =>
  socket.closed
    ? Promise.resolve()
    : new Promise<void>((resolve) => void socket.resume().once('close', () => resolve()))

test('connections that say nothing, or a byte now and then, are cut off, on every port', async () => {
  const hub = await startHub()
  const slow: Socket[] = []
  for (const port of [hub.mqttPort, hub.httpPort]) {
    slow.push(await open(port))
    const dripping = await open(port)
    const upgrade = 'GET /mqtt HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
    // A CONNECT that promises 100 bytes.
    drip(dripping, port === hub.mqttPort ? Buffer.from([0x10, 100, ...Buffer.alloc(100, 1)]) : Buffer.from(upgrade))
    slow.push(dripping)
  }
  await Promise.all(slow.map(closed))
  expect(await isAlive(hub)).toBe(true)
}, 90_000)

test('a CONNECT of 100 MB is cut off long before', async () => {
  const hub = await startHub()
  const socket = await open(hub.mqttPort)
  const gone = closed(socket)
  let sent = 0
  socket.write(Buffer.from([0x10, 0x80, 0xc2, 0xd7, 0x2f]))
  const chunk = Buffer.alloc(16_384, 1)
  while (!socket.destroyed && sent < 100_000_000) {
    sent += chunk.length
    if (!socket.write(chunk)) await Promise.race([once(socket, 'drain').catch(() => undefined), gone])
  }
  await gone
  expect(sent).toBeLessThan(20_000_000)
  expect(await isAlive(hub)).toBe(true)
})

test('5,000 half-open connections cost little memory, and whoever has credentials is served meanwhile', async () => {
  const hub = await startHub({ trustLoopback: true })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const sockets: Socket[] = []
  for (let count = 0; count < 5000; count += 250) {
    const some = await Promise.all(Array.from({ length: 250 }, () => open(hub.mqttPort)))
    sockets.push(...some)
  }
  // Both ends are in this process, so this counts the attacker too.
  const perConnection = (process.memoryUsage().rss - before) / sockets.length
  expect(perConnection).toBeLessThan(120_000)
  expect(await isAlive(hub)).toBe(true)
  await Promise.all(sockets.map(closed))
}, 120_000)

test.each([
  ['thousands of headers', `GET /api/displays HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(5000)}\r\n`],
  ['one header of 100 kB', `GET /api/displays HTTP/1.1\r\nHost: x\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`],
  ['two lengths', 'POST /api/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\n{}'],
  [
    'a length and chunks',
    'POST /api/tokens HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
])('a request with %s is refused', async (_what, bytes) => {
  const hub = await startHub()
  const socket = await open(hub.httpPort)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += String(chunk)
  })
  socket.write(bytes)
  await closed(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(await isAlive(hub)).toBe(true)
})

test('a body over the limit is answered 413 and the hub goes on', async () => {
  const hub = await startHub()
  const body = { name: 'x'.repeat(limits.maxJsonBodyBytes), role: 'viewer' }
  expect((await request(hub, 'POST', '/api/tokens', body)).status).toBe(413)
  expect(await isAlive(hub)).toBe(true)
})

test.each([
  '{"__proto__":{"isAdministrator":true},"name":"x","role":"viewer"}',
  '{"constructor":{"prototype":{"isAdministrator":true}},"name":"x","role":"viewer"}',
  '{"name":"x","role":"viewer","__proto__":null}',
  '{"name":"x","role":"__proto__"}',
  '{"name":"x","role":"viewer","displays":["__proto__"]}',
  '{"name":"x","role":"viewer","groups":{"length":1}}',
])('%s makes no token and changes no object', async (text) => {
  const hub = await startHub()
  const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json' } }
  const { status } = await fetch(`${hub.httpUrl}/api/tokens`, init)
  expect(({} as Record<string, unknown>)['isAdministrator']).toBeUndefined()
  const { body } = await request(hub, 'GET', '/api/tokens')
  expect((body['tokens'] as object[]).length).toBe(status === 201 ? 1 : 0)
  if (status === 201) expect(body['tokens']).toMatchObject([{ role: 'viewer' }])
})

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/assets/..%2f..%2fpackage.json',
  '/api/displays/..%2f..%2ftokens',
  '//etc/passwd',
])('%s leads nowhere', async (path) => {
  const hub = await startHub()
  const socket = await open(hub.httpPort)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += String(chunk)
  })
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  await closed(socket)
  expect(answer).not.toContain('"dependencies"')
  expect(answer).not.toContain('root:')
  expect(answer).not.toContain('"tokens"')
})
