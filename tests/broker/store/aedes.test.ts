import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Aedes } from 'aedes'
import { connect } from 'mqtt'
import { afterAll, expect, test } from 'vitest'
import { createSqliteStore } from '../../../broker/mqtt/store/sqlite-store.ts'
import { storeOptions } from './open-store.ts'

const directory = mkdtempSync(join(tmpdir(), 'marquee-aedes-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const texts = Array.from({ length: 100 }, (_, index) => `m${index}`)

/** A stock broker on the SQLite store, which refuses topics that begin with `secret`. */
async function startBroker(file: string) {
  const granted = new WeakSet<object>()
  const onError = (error: Error) => expect.unreachable(error.message)
  const mayKeep = (_client: unknown, subscription: object) => granted.has(subscription)
  const store = createSqliteStore({ ...storeOptions({ mayKeep }), file, onError })
  const broker = await Aedes.createBroker({
    persistence: store,
    authorizeSubscribe(_client, subscription, done) {
      if (subscription.topic.startsWith('secret')) return done(null, null)
      granted.add(subscription)
      done(null, subscription)
    },
  })
  const server = createServer((socket) => void broker.handle(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    store,
    async connect(clientId: string, clean: boolean) {
      const received: string[] = []
      const client = connect(`mqtt://127.0.0.1:${port}`, { clientId, clean, reconnectPeriod: 0 })
      // Before the connection, because the queue comes right after it.
      client.on('message', (topic, payload, { dup }) => received.push(`${topic} ${payload}${dup ? ' again' : ''}`))
      await new Promise<void>((resolve) => client.once('connect', () => resolve()))
      return { client, received }
    },
    async stop() {
      server.close()
      await new Promise<void>((resolve) => broker.close(resolve))
      await store.destroy()
    },
  }
}

test('delivers what a kept session missed once and in order after a restart of Aedes', async () => {
  const file = join(directory, 'order.db')
  const before = await startBroker(file)
  const board = await before.connect('board', false)
  await board.client.subscribeAsync({ 'a/#': { qos: 1 }, 'a/+': { qos: 1 } })
  await board.client.endAsync()
  const publisher = await before.connect('publisher', true)
  await Promise.all(texts.map((text) => publisher.client.publishAsync('a/b', text, { qos: 1 })))
  await publisher.client.endAsync()
  await before.stop()

  const after = await startBroker(file)
  const again = await after.connect('board', false)
  await expect.poll(() => again.received.length).toBe(texts.length)
  expect(again.received).toEqual(texts.map((text) => `a/b ${text}`))
  await expect.poll(() => after.store.stats.queuedMessages).toBe(0)
  await again.client.endAsync()
  const third = await after.connect('board', false)
  await third.client.subscribeAsync('other')
  expect(third.received).toEqual([])
  await third.client.endAsync()
  await after.stop()
})

test('does not deliver a topic after a reconnect that was refused in the same SUBSCRIBE as another', async () => {
  const { connect: connectTo, stop } = await startBroker(join(directory, 'leak.db'))
  const board = await connectTo('board', false)
  // The one refusal makes mqtt.js reject the whole.
  await expect(board.client.subscribeAsync({ public: { qos: 1 }, 'secret/#': { qos: 1 } })).rejects.toThrow()
  await board.client.endAsync()
  const publisher = await connectTo('publisher', true)
  await publisher.client.publishAsync('secret/plan', 'x', { qos: 1 })
  await publisher.client.publishAsync('public', 'y', { qos: 1 })
  await publisher.client.endAsync()
  const again = await connectTo('board', false)
  await expect.poll(() => again.received).toEqual(['public y'])
  await again.client.endAsync()
  await stop()
})

test('repeats a message that was delivered and not acknowledged when the broker starts again', async () => {
  const file = join(directory, 'repeat.db')
  const before = await startBroker(file)
  const board = await before.connect('board', false)
  await board.client.subscribeAsync('a', { qos: 1 })
  board.client.handleMessage = () => {} // never acknowledges
  const publisher = await before.connect('publisher', true)
  await publisher.client.publishAsync('a', 'x', { qos: 1 })
  await expect.poll(() => board.received).toEqual(['a x'])
  board.client.end(true)
  await publisher.client.endAsync()
  await before.stop()

  const after = await startBroker(file)
  const again = await after.connect('board', false)
  await expect.poll(() => again.received).toEqual(['a x again'])
  await again.client.endAsync()
  await after.stop()
})
