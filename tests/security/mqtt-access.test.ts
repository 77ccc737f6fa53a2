import type { Packet } from 'mqtt-packet'
import { expect, test } from 'vitest'
import type { Principal } from '../../broker/access/principal.ts'
import { startBroker, type TestBroker } from '../support/broker.ts'
import {
  acknowledgeAll,
  connectPacket,
  connectRaw,
  publishPacket,
  type RawClient,
  subscribePacket,
} from '../support/raw-client.ts'

const groups = new Map<string, readonly string[]>()
const world = {
  access: { trustLoopback: false },
  verifiers: { isClaimed: () => true, token: (secret: string) => tokens[secret] },
  facts: { groupsOf: (display: string) => groups.get(display) ?? [] },
}
const tokens: Record<string, Principal> = {
  mqt_operator: { kind: 'token', id: 'op', name: 'op', role: 'operator' },
  mqt_viewer: { kind: 'token', id: 'view', name: 'view', role: 'viewer' },
}

async function connectAs(broker: TestBroker, who: string, options: object = {}): Promise<RawClient> {
  const version = 'protocolVersion' in options ? 5 : 4
  const client = await connectRaw(broker.port, version)
  const isToken = who.startsWith('mqt_')
  if (!isToken && !broker.secrets.has(who)) lent.set(who, broker.secrets.lend(who))
  const password = Buffer.from(isToken ? who : (lent.get(who) ?? ''))
  client.onPacket((packet) => acknowledgeAll(client, packet))
  client.send(connectPacket(isToken ? `client of ${who}` : who, { username: who, password, ...options }))
  await client.next('connack')
  return client
}
const lent = new Map<string, string>()

const topics = (client: RawClient) =>
  client.packets.flatMap((packet: Packet) => (packet.cmd === 'publish' ? [packet.topic] : []))

/** Everything that was sent before is there when this comes back. */
async function settle(client: RawClient): Promise<void> {
  client.send({ cmd: 'pingreq' })
  await client.next('pingresp')
}

test('a display that publishes to another is refused and told, keeps its connection, and nothing arrives', async () => {
  const broker = await startBroker(world)
  const watcher = await connectAs(broker, 'mqt_operator')
  watcher.send(subscribePacket({ 'displays/#': 1 }))
  await watcher.next('suback')
  const kitchen = await connectAs(broker, 'kitchen', { protocolVersion: 5 })
  kitchen.send(publishPacket('displays/lobby/message', 'spoofed', { qos: 1, messageId: 1 }))
  expect(await kitchen.next('puback')).toMatchObject({ reasonCode: 0x87 })
  kitchen.send(publishPacket('displays/lobby/status', 'offline', { qos: 2, messageId: 2, retain: true }))
  expect(await kitchen.next('pubrec')).toMatchObject({ reasonCode: 0x87 })
  kitchen.send(publishPacket('displays/kitchen/log', 'mine', { qos: 1, messageId: 3 }))
  expect(await kitchen.next('puback')).toMatchObject({ messageId: 3 })
  await settle(watcher)
  expect(topics(watcher)).toEqual(['displays/kitchen/log'])
  expect(broker.refused).toEqual(['displays/lobby/message', 'displays/lobby/status'])
})

test('an empty retained message deletes nothing that belongs to somebody else', async () => {
  const broker = await startBroker(world)
  const lobby = await connectAs(broker, 'lobby')
  lobby.send(publishPacket('displays/lobby/status', 'online', { qos: 1, messageId: 1, retain: true }))
  await lobby.next('puback')
  const kitchen = await connectAs(broker, 'kitchen')
  kitchen.send(publishPacket('displays/lobby/status', '', { qos: 1, messageId: 1, retain: true }))
  await kitchen.next('puback')
  const watcher = await connectAs(broker, 'mqt_viewer')
  watcher.send(subscribePacket({ 'displays/+/status': 0 }))
  expect(await watcher.next('publish')).toMatchObject({
    topic: 'displays/lobby/status',
    payload: Buffer.from('online'),
  })
})

test('a display gets 128 for filters of others and wildcards over all, and the rest of the SUBSCRIBE', async () => {
  const broker = await startBroker(world)
  const kitchen = await connectAs(broker, 'kitchen')
  const filters = ['displays/kitchen/#', 'displays/lobby/#', '#', '+/+/#', 'displays/+/message', 'displays/all/message']
  const subscriptions = filters.map((topic) => ({ topic, qos: 1 as const }))
  kitchen.send({ cmd: 'subscribe', messageId: 1, subscriptions })
  expect(await kitchen.next('suback')).toMatchObject({ granted: [1, 128, 128, 128, 128, 1] })
})

test('one SUBSCRIBE with an allowed and a refused filter on a kept session brings nothing of the refused one, ever', async () => {
  const broker = await startBroker(world)
  const kept = { clean: false }
  const kitchen = await connectAs(broker, 'kitchen', kept)
  kitchen.send(subscribePacket({ 'displays/kitchen/message': 1, 'displays/lobby/message': 1 }))
  expect(await kitchen.next('suback')).toMatchObject({ granted: [1, 128] })
  kitchen.socket.destroy()
  await kitchen.closed
  const sender = await connectAs(broker, 'mqt_operator')
  sender.send(publishPacket('displays/lobby/message', 'secret', { qos: 1, messageId: 1 }))
  sender.send(publishPacket('displays/kitchen/message', 'mine', { qos: 1, messageId: 2 }))
  await sender.next('puback')
  await sender.next('puback')
  const back = await connectAs(broker, 'kitchen', kept)
  expect(await back.next('publish')).toMatchObject({ topic: 'displays/kitchen/message' })
  await settle(back)
  expect(topics(back)).toEqual(['displays/kitchen/message'])
})

test('a wildcard of a viewer brings neither pairing nor $SYS, live or retained', async () => {
  const broker = await startBroker({ ...world, verifiers: { ...world.verifiers, refusePairing: () => undefined } })
  const viewer = await connectAs(broker, 'mqt_viewer')
  viewer.send(subscribePacket({ '#': 1, 'pairing/#': 1, '$SYS/#': 1 }))
  expect(await viewer.next('suback')).toMatchObject({ granted: [1, 128, 128] })
  const board = await connectRaw(broker.port)
  board.send(connectPacket('pair-aabbccddeeff'))
  await board.next('connack')
  board.send(publishPacket('pairing/aabbccddeeff/hello', '{}', { retain: true }))
  board.send(publishPacket('displays/kitchen/status', 'online'))
  await settle(board)
  const sender = await connectAs(broker, 'mqt_operator')
  sender.send(publishPacket('home/x', 'seen'))
  await viewer.next('publish')
  await settle(viewer)
  expect(topics(viewer)).toEqual(['home/x'])
  expect(broker.refused).toEqual(['displays/kitchen/status'])
})

test('a display that leaves a group gets nothing of it any more, on the connection it has and after it', async () => {
  groups.set('kitchen', ['floor'])
  const broker = await startBroker(world)
  const kitchen = await connectAs(broker, 'kitchen', { clean: false })
  kitchen.send(subscribePacket({ 'displays/group/floor/message': 1 }))
  expect(await kitchen.next('suback')).toMatchObject({ granted: [1] })
  const sender = await connectAs(broker, 'mqt_operator')
  const send = async (text: string) => {
    sender.send(publishPacket('displays/group/floor/message', text, { qos: 1, messageId: 7 }))
    await sender.next('puback')
  }
  await send('before')
  await kitchen.next('publish')
  groups.set('kitchen', [])
  broker.reassess(() => false)
  await send('after')
  await settle(kitchen)
  kitchen.socket.destroy()
  await kitchen.closed
  await send('later')
  const back = await connectAs(broker, 'kitchen', { clean: false })
  await settle(back)
  expect([...topics(kitchen), ...topics(back)]).toEqual(['displays/group/floor/message'])
})

test('a connection ends at once when its credentials do, and others stay', async () => {
  const broker = await startBroker(world)
  const kitchen = await connectAs(broker, 'kitchen', { protocolVersion: 5 })
  const lobby = await connectAs(broker, 'lobby')
  broker.secrets.set('kitchen', [])
  broker.reassess(({ kind, id }) => kind === 'display' && id === 'kitchen')
  expect(await kitchen.next('disconnect')).toMatchObject({ reasonCode: 0x87 })
  await kitchen.closed
  await settle(lobby)
  const again = await connectRaw(broker.port)
  again.send(connectPacket('kitchen', { username: 'kitchen', password: Buffer.from(lent.get('kitchen') ?? '') }))
  expect(await again.next('connack')).toMatchObject({ returnCode: 4 })
})
