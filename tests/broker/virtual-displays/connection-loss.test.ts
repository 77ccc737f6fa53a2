import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { nameSchema } from '#contract/ids.ts'
import { freePort } from '../../support/free-port.ts'
import { collect, connectClient, startHub, type TestHub } from '../../support/hub.ts'
import { displayIds, size, startFleet } from './fleet-of-a-test.ts'

const [id = '' as never] = displayIds(1, 'hall')

/** A wire between a display and the hub that can be cut, for a moment or until it is mended. */
async function startWire(hub: TestHub) {
  const sockets = new Set<Socket>()
  let isBroken = false
  const server = createServer((near) => {
    if (isBroken) {
      near.destroy()
      return
    }
    const far = dial(hub.httpPort, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(() => {
    server.close()
    cut()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const setBroken = (broken: boolean) => {
    isBroken = broken
    if (broken) cut()
  }
  return { url: `ws://127.0.0.1:${port}`, cut, setBroken }
}

test('the hub says offline for a display whose connection is cut, and it comes back by itself', async () => {
  const hub = await startHub()
  const wire = await startWire(hub)
  const status = await collect(await connectClient(hub), `displays/${id}/status`, String)
  const fleet = await startFleet(wire.url)
  fleet.start([id], size)
  expect(await status.next()).toBe('online')
  wire.cut()
  expect(await status.next()).toBe('offline')
  expect(await status.next()).toBe('online')
})

test('a display shows what was sent while its connection was cut', async () => {
  const hub = await startHub()
  const wire = await startWire(hub)
  const client = await connectClient(hub)
  const status = await collect(client, `displays/${id}/status`, String)
  const acks = await collect(client, `displays/${id}/ack`, (payload) => JSON.parse(String(payload)))
  const fleet = await startFleet(wire.url)
  fleet.start([id], size)
  await status.next((presence) => presence === 'online')
  wire.cut()
  await status.next((presence) => presence === 'offline')
  await client.publishAsync(`displays/${id}/message`, JSON.stringify({ id: 'late', text: 'Late' }), { qos: 1 })
  expect(await acks.next()).toMatchObject({ id: 'late', state: 'shown' })
})

test('a display without its hub shows the page for that, and tells afterwards what was answered meanwhile', async () => {
  const hub = await startHub()
  const wire = await startWire(hub)
  const client = await connectClient(hub)
  const acks = await collect(client, `displays/${id}/ack`, (payload) => JSON.parse(String(payload)))
  const fleet = await startFleet(wire.url)
  const [display] = fleet.start([id], size)
  await display?.ready
  const publish = (path: string, value: object, retain = false) =>
    client.publishAsync(`displays/${id}/${path}`, JSON.stringify(value), { qos: 1, retain })
  await publish('page/away', { text: 'No hub for {{age}}', when: 'offline' }, true)
  await publish('page/news', { text: 'News' }, true)
  const actions = [{ input: 'ok', label: 'Yes', reply: 'yes' }]
  await publish('message', { id: 'q', text: 'Dinner?', hold: true, actions })
  expect(await acks.next()).toMatchObject({ id: 'q', state: 'shown' })
  wire.setBroken(true)
  await fleet.next('lost')
  expect(fleet.input(id, nameSchema.parse('ok'), 'press')).toBe(true)
  expect(display?.screen().page).toBe('away')
  wire.setBroken(false)
  expect(await acks.next()).toMatchObject({ id: 'q', state: 'dismissed', reason: 'action:yes', input: 'ok' })
  await expect.poll(() => display?.screen().page, { timeout: 20_000 }).toBe('news')
})

test('a display comes back when the hub restarts', async () => {
  const first = await startHub({ httpPort: await freePort() })
  const fleet = await startFleet(first.wsUrl)
  const [display] = fleet.start([id], size)
  await display?.ready
  await fleet.next('online')
  await first.close()
  expect(await fleet.next('lost')).toBe(id)
  const second = await startHub({ httpPort: first.httpPort })
  expect(await fleet.next('online')).toBe(id)
  const status = await collect(await connectClient(second), `displays/${id}/status`, String)
  expect(await status.next()).toBe('online')
})

test('a display that never reaches a hub can be stopped', async () => {
  const fleet = await startFleet('ws://127.0.0.1:9/mqtt')
  const [display] = fleet.start([id], size)
  expect(await fleet.next('lost')).toBe(id)
  await fleet.stopAll()
  await expect(display?.ready).rejects.toThrow('was stopped before it came online')
})
