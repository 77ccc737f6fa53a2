import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { runHub, temporaryFolder } from '../support/process.ts'
import { buildGenerator, type Generate } from './generator/generator.ts'
import { startOddBroker } from './odd-broker.ts'
import { openWorkFolder } from './work-folder.ts'

const workFolder = openWorkFolder()
let generate: Generate

beforeAll(async () => {
  generate = await buildGenerator(workFolder)
})
afterAll(() => workFolder.close())

const load = { subscribers: 10, topic: 'bench/test', window: 16, count: 200, drainMs: 15_000, stallMs: 15_000 }
const everything = { sent: 200, expected: 2000, received: 2000, duplicates: 0, disordered: 0, foreign: 0, closed: 0 }

async function startHub() {
  const hub = runHub({
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(await freePort()),
    MARQUEE_MQTT_PORT: '0',
    MARQUEE_DATA_DIR: await temporaryFolder(),
  })
  const [, port] = await hub.prints(/Marquee is ready: http:\/\/127\.0\.0\.1:(\d+)/)
  return { port: Number(port), brokerPid: hub.child.pid ?? 0 }
}

test('counts every delivery of the hub at QoS 0, none lost and none twice', async () => {
  expect(await generate(await startHub(), load)).toMatchObject(everything)
})

test('counts every delivery and every acknowledgement of the hub at QoS 1', async () => {
  expect(await generate(await startHub(), { ...load, qos: 1 })).toMatchObject({ ...everything, acknowledged: 200 })
})

test('counts what goes to one subscriber each when every subscriber has its own topic', async () => {
  const unicast = { ...load, publishers: 3, topics: 10, topic: 'bench/test/%d' }
  expect(await generate(await startHub(), unicast)).toMatchObject({ ...everything, expected: 200, received: 200 })
})

test('measures time and memory of the broker and its own time', async () => {
  const measured = await generate(await startHub(), load)
  expect(measured.p50Us).toBeGreaterThan(0)
  expect(measured.p99Us).toBeGreaterThanOrEqual(measured.p50Us)
  expect(measured.brokerCpuSeconds).toBeGreaterThan(0)
  expect(measured.generatorCpuSeconds).toBeGreaterThan(0)
  expect(measured.rssAfterKb).toBeGreaterThan(10_000)
})

test('notices the loss when a broker drops every tenth delivery', async () => {
  const port = await startOddBroker({ dropsEvery: 10 })
  const measured = await generate({ port }, { ...load, window: 0, drainMs: 2000 })
  expect(measured).toMatchObject({ ...everything, received: 1800 })
})

test('a lost delivery does not stop the messages that wait for it', async () => {
  const port = await startOddBroker({ dropsEvery: 10 })
  const measured = await generate({ port }, { ...load, count: 20, window: 1, stallMs: 50, drainMs: 1000 })
  expect(measured).toMatchObject({ sent: 20, expected: 200, received: 180 })
})

test('notices when a broker delivers twice', async () => {
  const port = await startOddBroker({ repeats: true })
  const measured = await generate({ port }, { ...load, count: 50 })
  expect(measured).toMatchObject({ received: 500 })
  expect(measured.duplicates).toBe(500)
})

test.each(['parts', 'fragments', 'batches'] as const)('reads packets whose frames come as %s', async (framing) => {
  const port = await startOddBroker({ framing })
  expect(await generate({ port }, { ...load, qos: 1 })).toMatchObject({ ...everything, acknowledged: 200 })
})

test('subscribers to retained messages get each of them', async () => {
  const retained = { mode: 'retained', subscribers: 10, topics: 20, topic: 'bench/kept/%d', drainMs: 10_000 } as const
  const measured = await generate(await startHub(), retained)
  expect(measured).toMatchObject({ expected: 600, received: 600, duplicates: 0 })
})

test('says so when the broker refuses a connection', async () => {
  await expect(generate({ port: await freePort() }, load)).rejects.toThrow('the broker refused a connection')
})
