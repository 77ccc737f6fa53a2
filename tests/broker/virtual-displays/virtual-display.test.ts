import type { MqttClient } from 'mqtt'
import { expect, test } from 'vitest'
import { fnv1a32Hex } from '#contract/hash.ts'
import { type PayloadOf, payloadParsers } from '#contract/payload.ts'
import type { DisplayTopicKind } from '#contract/topic-table.ts'
import { displayTopic } from '#contract/topics.ts'
import { collect, connectClient, startHub } from '../../support/hub.ts'
import { displayIds, size, startFleet } from './fleet-of-a-test.ts'

const [id = '' as never] = displayIds(1, 'kitchen')
const board = { kind: 'display', id } as const

/** A hub, an observer who parses with the contract, and one display that is online. */
async function onlineDisplay() {
  const hub = await startHub()
  const client = await connectClient(hub)
  const fleet = await startFleet(hub.wsUrl)
  const [display] = fleet.start([id], size)
  await display?.ready
  return { hub, client, fleet }
}

function watch<Kind extends DisplayTopicKind>(client: MqttClient, kind: Kind) {
  return collect(client, displayTopic(kind, board), (payload) => {
    const parsed = payloadParsers[kind](payload)
    if (!parsed.ok) throw new Error(parsed.error.message)
    return parsed.value as PayloadOf<Kind>
  })
}

function publish(client: MqttClient, kind: DisplayTopicKind, payload: string, name = '') {
  return client.publishAsync(displayTopic(kind, board, name), payload, { qos: 1 })
}

function textOf(cells: string): string {
  return Buffer.from(cells, 'hex').toString('latin1')
}

test('says online, what it is, what it shows and how it is when it connects', async () => {
  const { client } = await onlineDisplay()
  const status = await watch(client, 'status')
  const about = await watch(client, 'about')
  const screen = await watch(client, 'screen')
  const backlight = await watch(client, 'backlight')
  const led = await watch(client, 'led')
  expect(await status.next()).toBe('online')
  expect(await about.next()).toMatchObject({ board: 'virtual', columns: 20, rows: 4, rom: 'A00' })
  expect(await screen.next()).toMatchObject({ columns: 20, rows: 4, backlight: 'on' })
  expect((await backlight.next()).state).toBe('ON')
  expect((await led.next()).state).toBe('OFF')
})

test('reports its health when it connects', async () => {
  const hub = await startHub()
  const telemetry = await watch(await connectClient(hub), 'telemetry')
  const fleet = await startFleet(hub.wsUrl)
  fleet.start([id], size)
  expect(await telemetry.next()).toMatchObject({ reconnects: 0, dropped: 0, oversize: 0 })
})

test('shows a plain text and acknowledges it by its hash', async () => {
  const { client } = await onlineDisplay()
  const ack = await watch(client, 'ack')
  const screen = await watch(client, 'screen')
  await publish(client, 'message', 'Dinner')
  expect(await ack.next()).toMatchObject({ id: `~${fnv1a32Hex(Buffer.from('Dinner'))}`, state: 'shown' })
  const shown = await screen.next(({ cells }) => textOf(cells).startsWith('Dinner'))
  expect(shown.messageId).toBe(`~${fnv1a32Hex(Buffer.from('Dinner'))}`)
})

test('shows a JSON message and acknowledges it by its id, also when it is dismissed', async () => {
  const { client } = await onlineDisplay()
  const ack = await watch(client, 'ack')
  await publish(client, 'message', JSON.stringify({ id: 'm1', text: 'Stay', hold: true }))
  expect(await ack.next()).toMatchObject({ id: 'm1', state: 'shown' })
  await publish(client, 'dismiss', 'm1')
  expect(await ack.next()).toMatchObject({ id: 'm1', state: 'dismissed' })
})

test('shows pages', async () => {
  const { client } = await onlineDisplay()
  const screen = await watch(client, 'screen')
  await publish(client, 'page', 'Bin day', 'bins')
  expect(textOf((await screen.next(({ page }) => page === 'bins')).cells)).toMatch(/^Bin day/)
})

test('confirms that its backlight and its LED are switched', async () => {
  const { client } = await onlineDisplay()
  const backlight = await watch(client, 'backlight')
  const led = await watch(client, 'led')
  await publish(client, 'backlightSet', 'OFF')
  await publish(client, 'ledSet', '{"state":"ON","brightness":40}')
  expect((await backlight.next(({ state }) => state === 'OFF')).state).toBe('OFF')
  expect(await led.next(({ state }) => state === 'ON')).toEqual({ state: 'ON', brightness: 40 })
})

test('takes another size from its settings and says so', async () => {
  const { client } = await onlineDisplay()
  const about = await watch(client, 'about')
  const screen = await watch(client, 'screen')
  await publish(client, 'config', '{"columns":16,"rows":2}')
  expect((await about.next(({ columns }) => columns === 16)).rows).toBe(2)
  expect((await screen.next(({ columns }) => columns === 16)).rows).toBe(2)
})

test('says everything again on refresh', async () => {
  const { client } = await onlineDisplay()
  const about = await watch(client, 'about')
  await about.next()
  await publish(client, 'command', 'refresh')
  expect((await about.next()).board).toBe('virtual')
})

test('goes offline and comes back with an empty glass on restart', async () => {
  const { client, fleet } = await onlineDisplay()
  await publish(client, 'message', JSON.stringify({ id: 'held', text: 'Held', hold: true }))
  const screen = await watch(client, 'screen')
  await screen.next(({ messageId }) => messageId === 'held')
  const status = await watch(client, 'status')
  expect(await status.next()).toBe('online')
  await publish(client, 'command', 'restart')
  expect(await fleet.next('restarted')).toBe(id)
  expect(await status.next()).toBe('offline')
  expect(await status.next()).toBe('online')
  expect((await screen.next(({ messageId }) => messageId === undefined)).messageId).toBeUndefined()
})

test('says offline when it is stopped', async () => {
  const { client, fleet } = await onlineDisplay()
  const status = await watch(client, 'status')
  await status.next((presence) => presence === 'online')
  expect(await fleet.stop(id)).toBe(true)
  expect(await status.next()).toBe('offline')
})

test('refuses a size that no LCD has', async () => {
  const hub = await startHub()
  const fleet = await startFleet(hub.wsUrl)
  expect(() => fleet.start([id], { columns: 40, rows: 4, rom: 'A00' })).toThrow(RangeError)
})
