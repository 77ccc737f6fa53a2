import { connectAsync } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { freePort } from '../support/free-port.ts'
import { runHub, temporaryFolder } from '../support/process.ts'

async function startProcess(env: Record<string, string> = {}) {
  const mqttPort = await freePort()
  const hub = runHub({
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: '0',
    MARQUEE_MQTT_PORT: String(mqttPort),
    MARQUEE_DATA_DIR: await temporaryFolder(),
    ...env,
  })
  const [, httpPort] = await hub.prints(/Marquee is ready: http:\/\/127\.0\.0\.1:(\d+)/)
  return { hub, httpPort: Number(httpPort), mqttPort }
}

test('it prints one line with its addresses when it is ready and says that it is protected', async () => {
  const { hub, httpPort, mqttPort } = await startProcess()
  expect(hub.output()).toContain(
    `Marquee is ready: http://127.0.0.1:${httpPort} (MQTT at ws://127.0.0.1:${httpPort}/mqtt, mqtt://127.0.0.1:${mqttPort})`,
  )
  await hub.prints(/Protected mode/)
  expect((await fetch(`http://127.0.0.1:${httpPort}/readyz`)).status).toBe(200)
})

test('open access is warned of loudly', async () => {
  const { hub } = await startProcess({ MARQUEE_ACCESS: 'open' })
  expect(await hub.prints(/OPEN ACCESS/)).toBeTruthy()
})

test('on SIGTERM it tells every client, says that it is offline, and ends with 0', async () => {
  const { hub, httpPort, mqttPort } = await startProcess()
  const five = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { protocolVersion: 5, reconnectPeriod: 0 })
  const socket = new WebSocket(`ws://127.0.0.1:${httpPort}/mqtt`, 'mqtt')
  onTestFinished(async () => {
    await five.endAsync(true)
    socket.terminate()
  })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(Buffer.from('101000044d5154540402003c000474657374', 'hex'))
  await new Promise((resolve) => socket.once('message', resolve))
  const reason = new Promise((resolve) => five.once('disconnect', (packet) => resolve(packet.reasonCode)))
  const status = new Promise((resolve) =>
    five.on('message', (_topic, payload) => payload.toString() === 'offline' && resolve('offline')),
  )
  const closeCode = new Promise((resolve) => socket.once('close', resolve))
  await five.subscribeAsync('marquee/status')
  hub.child.kill('SIGTERM')
  expect(await status).toBe('offline')
  expect(await reason).toBe(0x8b)
  expect(await closeCode).toBe(1001)
  expect(await hub.exit).toBe(0)
})

test('a keep-alive HTTP connection does not hold up the end', async () => {
  const { hub, httpPort } = await startProcess()
  const { Agent, get } = await import('node:http')
  const agent = new Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  await new Promise((resolve) =>
    get(`http://127.0.0.1:${httpPort}/healthz`, { agent }, (response) => response.resume().once('end', resolve)),
  )
  hub.child.kill('SIGTERM')
  expect(await hub.exit).toBe(0)
})

test('a request that waits for a message is answered when the hub ends', async () => {
  const { hub, httpPort, mqttPort } = await startProcess()
  const board = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { reconnectPeriod: 0 })
  onTestFinished(async () => void (await board.endAsync(true)))
  await board.publishAsync('displays/kitchen/status', 'online', { qos: 1 })
  const arrived = new Promise((resolve) => board.once('message', resolve))
  await board.subscribeAsync('displays/kitchen/message')
  const waiting = fetch(`http://127.0.0.1:${httpPort}/api/displays/kitchen/message?wait=shown&timeoutMs=60000`, {
    method: 'POST',
    body: 'x',
  })
  await arrived
  hub.child.kill('SIGTERM')
  const answered = await waiting
  // Whether the display or the request is told first that the hub ends: the text was sent, or waits again.
  expect([200, 202]).toContain(answered.status)
  expect(await answered.json()).toMatchObject({ complete: false })
  expect(await hub.exit).toBe(0)
})

test('a second start on a taken port names the port, the setting and the way out', async () => {
  const { httpPort, mqttPort } = await startProcess()
  const second = runHub({
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: '0',
    MARQUEE_DATA_DIR: await temporaryFolder(),
  })
  expect(await second.exit).toBe(1)
  expect(second.output()).toContain(`Port ${httpPort} (MARQUEE_HTTP_PORT) is taken`)
  expect(second.output()).toContain(`MARQUEE_HTTP_PORT=${httpPort + 1} npm start`)
  const third = runHub({
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: '0',
    MARQUEE_MQTT_PORT: String(mqttPort),
    MARQUEE_DATA_DIR: await temporaryFolder(),
  })
  expect(await third.exit).toBe(1)
  expect(third.output()).toContain(`Port ${mqttPort} (MARQUEE_MQTT_PORT) is taken`)
})

test('bad settings stop the start with all faults', async () => {
  const hub = runHub({ MARQUEE_HTTP_PORT: 'x', MARQUEE_ACCESS: 'y' })
  expect(await hub.exit).toBe(1)
  expect(hub.output()).toMatch(/MARQUEE_HTTP_PORT[\s\S]*MARQUEE_ACCESS/)
})

test('a damaged groups file stops the start and names the file', async () => {
  const { writeFile } = await import('node:fs/promises')
  const folder = await temporaryFolder()
  await writeFile(`${folder}/groups.json`, '{"floor":')
  const hub = runHub({ MARQUEE_HTTP_PORT: '0', MARQUEE_MQTT_PORT: '0', MARQUEE_DATA_DIR: folder })
  expect(await hub.exit).toBe(1)
  expect(hub.output()).toContain('groups.json is damaged')
})
