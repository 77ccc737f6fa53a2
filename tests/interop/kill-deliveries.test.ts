import { setTimeout as sleep } from 'node:timers/promises'
import type { MqttClient } from 'mqtt'
import { expect, onTestFinished, test } from 'vitest'
import type { Report } from '#contract/delivery.ts'
import { type CarefulBoard, carefulBoard } from '../support/careful-board.ts'
import { freePort } from '../support/free-port.ts'
import { runHub, type TestProcess, temporaryFolder } from '../support/process.ts'
import { connectOnce, whileConnected } from '../support/while-connected.ts'

const cycles = Number(process.env['MARQUEE_KILL_CYCLES'] ?? 15)
// The hub refuses a variable that it does not know, and would inherit this one.
delete process.env['MARQUEE_KILL_CYCLES']
const longTtlMs = 3_600_000
const shortTtlMs = 400

/** A number from 0 to 1 that looks random and is the same in every run. */
const spread = (index: number, factor: number) => (index * factor) % 1

interface Outbox {
  /** Messages that somebody was told to be safe, with the display they are for. */
  readonly acknowledged: Map<string, string>
  stop(): Promise<void>
}

/** Sends message after message with QoS 1, each again and again until it is acknowledged, whatever happens to the hub. */
function publishUntilStopped(mqttUrl: string, displays: readonly string[]): Outbox {
  const acknowledged = new Map<string, string>()
  let isStopped = false
  let client: MqttClient | undefined
  async function run() {
    for (let index = 0; !isStopped; index++) {
      const id = `q${index}`
      const display = displays[index % displays.length] as string
      const body = JSON.stringify({ id, text: `mqtt ${index}`, ttlMs: index % 11 === 0 ? shortTtlMs : longTtlMs })
      while (!(await attempt(display, body))) {
        if (isStopped) return
        await sleep(20)
      }
      acknowledged.set(id, display)
      await sleep(5)
    }
  }
  async function attempt(display: string, body: string): Promise<boolean> {
    try {
      client ??= await connectOnce(mqttUrl, { clientId: 'publisher' })
      const connection = client
      await whileConnected(connection, () => connection.publishAsync(`displays/${display}/message`, body, { qos: 1 }))
      return true
    } catch {
      client?.end(true)
      client = undefined
      return false
    }
  }
  const running = run()
  const stop = async () => {
    isStopped = true
    client?.end(true)
    await running
  }
  onTestFinished(stop)
  return { acknowledged, stop }
}

/** The same over HTTP; what was not answered is not sent again. */
function postUntilStopped(httpUrl: string, displays: readonly string[]): Outbox {
  const acknowledged = new Map<string, string>()
  let isStopped = false
  async function run() {
    for (let index = 0; !isStopped; index++) {
      const display = displays[index % displays.length] as string
      const body = { to: [display], text: `http ${index}`, ttlMs: index % 7 === 0 ? shortTtlMs : longTtlMs }
      const answer = await fetch(`${httpUrl}/api/messages`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }).catch(() => undefined)
      const report =
        answer?.ok === true ? ((await answer.json().catch(() => undefined)) as Report | undefined) : undefined
      if (report !== undefined) acknowledged.set(report.id, display)
      await sleep(5)
    }
  }
  const running = run()
  return {
    acknowledged,
    async stop() {
      isStopped = true
      await running
    },
  }
}

/** Boards that come when they can, stay for a while and vanish. */
function comeAndGo(boards: readonly CarefulBoard[]): { stop(): Promise<void> } {
  let isStopped = false
  const lives = boards.map(async (board, at) => {
    for (let visit = 0; !isStopped; visit++) {
      await board.connect().catch(() => undefined)
      await sleep(spread(visit + at, 0.618) * 700)
      if (!isStopped) await board.vanish()
      await sleep(spread(visit + at, 0.414) * 300)
    }
  })
  return {
    async stop() {
      isStopped = true
      await Promise.all(lives)
    },
  }
}

test(
  `after ${cycles} kills every acknowledged message was shown or reported as expired, and none was shown twice`,
  async () => {
    const [httpPort, mqttPort] = [await freePort(), await freePort()]
    const [httpUrl, mqttUrl] = [`http://127.0.0.1:${httpPort}`, `mqtt://127.0.0.1:${mqttPort}`]
    const env = {
      MARQUEE_HOST: '127.0.0.1',
      MARQUEE_HTTP_PORT: String(httpPort),
      MARQUEE_MQTT_PORT: String(mqttPort),
      MARQUEE_DATA_DIR: await temporaryFolder(),
      MARQUEE_LOG_LEVEL: 'warn',
    }
    async function start(): Promise<TestProcess> {
      const hub = runHub(env)
      await hub.prints(/Marquee is ready/)
      return hub
    }
    let hub = await start()
    const ids = ['kitchen', 'attic', 'lobby']
    const boards = ids.map((id) => carefulBoard({ id, url: () => mqttUrl }))
    for (const board of boards) await board.connect()
    // The list of displays is written once a second; after a regular end it is there.
    hub.child.kill('SIGTERM')
    expect(await hub.exit, hub.output()).toBe(0)
    hub = await start()

    const visits = comeAndGo(boards)
    const outboxes = [publishUntilStopped(mqttUrl, ids), postUntilStopped(httpUrl, ids)]
    const acknowledgedSoFar = () => outboxes.reduce((sum, outbox) => sum + outbox.acknowledged.size, 0)
    for (let cycle = 0; cycle < cycles; cycle++) {
      const before = acknowledgedSoFar()
      const some = 1 + Math.floor(spread(cycle, 0.618_033_988_75) * 20)
      await expect.poll(acknowledgedSoFar, { timeout: 60_000 }).toBeGreaterThanOrEqual(before + some)
      await sleep(spread(cycle, 0.414_213_562_37) * 30)
      hub.child.kill('SIGKILL')
      await hub.exit
      hub = await start()
    }
    for (const { stop } of outboxes) await stop()
    await visits.stop()
    for (const board of boards) await board.vanish()
    for (const board of boards) await board.connect()

    const acknowledged = new Map(outboxes.flatMap((outbox) => [...outbox.acknowledged]))
    const outcomes: Record<string, number> = {}
    for (const [id, display] of acknowledged) {
      const report = async () => (await (await fetch(`${httpUrl}/api/messages/${id}`)).json()) as Report
      await expect.poll(async () => (await report()).complete, { message: id, timeout: 30_000 }).toBe(true)
      const { state = 'nothing' } = (await report()).displays[display] ?? {}
      const times = boards.find((board) => board.id === display)?.shown.filter((shown) => shown === id).length
      // An acknowledgement of the board may have been lost with the hub; then the message is expired, and was shown.
      expect(times, `${id} is ${state}`).toBeOneOf(state === 'shown' ? [1] : [0, 1])
      expect(state, id).toBeOneOf(['shown', 'expired'])
      outcomes[state] = (outcomes[state] ?? 0) + 1
    }
    for (const { id, shown } of boards) expect(new Set(shown).size, `shown twice on ${id}`).toBe(shown.length)
    console.log(`${cycles} kills, ${acknowledged.size} messages acknowledged`, outcomes)
    expect(outcomes['shown'] ?? 0).toBeGreaterThan(cycles)
  },
  120_000 + cycles * 60_000,
)
