import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import { connectBoard } from '../support/board.ts'
import { freePort } from '../support/free-port.ts'
import { connectClient, startHub } from '../support/hub.ts'
import { run, temporaryFolder } from '../support/process.ts'
import { tool } from '../support/tool.ts'

const mosquitto = tool('mosquitto', 'mosquitto')

test.each(['mqttv311', 'mqttv50'])(
  'a Mosquitto bridge with its usual settings stays connected with %s and carries both ways',
  async (version) => {
    const hub = await startHub()
    const port = await freePort()
    const file = join(await temporaryFolder(), 'bridge.conf')
    const settings = [
      `listener ${port} 127.0.0.1`,
      'allow_anonymous true',
      'connection home',
      `address 127.0.0.1:${hub.mqttPort}`,
      `bridge_protocol_version ${version}`,
      'remote_clientid ha-bridge',
      'topic displays/# both 1',
      'cleansession false',
      'restart_timeout 1',
    ]
    await writeFile(file, `${settings.join('\n')}\n`)
    const broker = run(mosquitto, ['-c', file, '-v'])
    await broker.prints(/Received CONNACK|Connecting bridge/)
    const board = await connectBoard(hub, 'kitchen')
    const local = await connectAsync(`mqtt://127.0.0.1:${port}`, { reconnectPeriod: 100 })
    onTestFinished(async () => void (await local.endAsync(true).catch(() => undefined)))
    const seen: string[] = []
    local.on('message', (topic, payload) => seen.push(`${topic} ${payload}`))
    await local.subscribeAsync('displays/#', { qos: 1 })
    await expect.poll(() => seen.includes('displays/kitchen/status online'), { timeout: 15_000 }).toBe(true)
    await local.publishAsync('displays/kitchen/message', 'from home', { qos: 1 })
    expect(await board.next()).toBe('from home')
    const sender = await connectClient(hub)
    await sender.publishAsync('displays/kitchen/message', 'from the hub', { qos: 1 })
    await expect.poll(() => seen.includes('displays/kitchen/message from the hub')).toBe(true)
    expect(broker.output()).not.toMatch(/closed its connection|disconnected/i)
  },
)
