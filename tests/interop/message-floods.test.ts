import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import type { Report } from '#contract/delivery.ts'
import { limits } from '../../broker/limits.ts'
import { carefulBoard } from '../support/careful-board.ts'
import { collect, connectClient } from '../support/hub.ts'
import { startKeptHub } from '../support/kept-hub.ts'
import { run } from '../support/process.ts'
import { tool } from '../support/tool.ts'

const messages = Number(process.env['MARQUEE_FLOOD_MESSAGES'] ?? 10_000)

const forms = {
  'plain texts': (index: number) => `text ${index}`,
  'JSON messages': (index: number) => JSON.stringify({ id: `m${index}`, text: `message ${index}` }),
}

async function metric(url: string, name: string): Promise<number> {
  const line = (await (await fetch(`${url}/metrics`)).text()).split('\n').find((each) => each.startsWith(name))
  return Number(line?.split(' ').at(-1) ?? 0)
}

test.each([
  ['plain texts', 'offline'],
  ['plain texts', 'online'],
  ['JSON messages', 'offline'],
  ['JSON messages', 'online'],
] as const)(
  `a flood of ${messages} %s to a display that is %s is bounded, counted and reported, and disturbs nobody`,
  async (form, presence) => {
    const hub = await startKeptHub()
    const url = () => `mqtt://127.0.0.1:${hub.mqttPort}`
    const board = carefulBoard({ id: 'kitchen', url })
    await board.connect()
    const sender = await connectClient(hub, { clientId: 'flood-watch' })
    if (presence === 'offline') {
      const gone = await collect(sender, 'displays/kitchen/status', String)
      await board.vanish()
      await gone.next((status) => status === 'offline')
    }
    // Somebody else's messages meanwhile.
    const other = carefulBoard({ id: 'attic', url })
    await other.connect()
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const last = JSON.stringify({ id: 'last', text: 'the last one' })
    const input = `${Array.from({ length: messages }, (_, index) => forms[form](index)).join('\n')}\n${last}\n`
    const args = ['-h', '127.0.0.1', '-p', String(hub.mqttPort), '-t', 'displays/kitchen/message', '-l']
    const flood = run(tool('mosquitto_pub', 'mosquitto-clients'), args, { input })
    let isOver = false
    const probes = (async () => {
      for (let at = 0; ; at++) {
        await sender.publishAsync('displays/attic/message', `probe ${at}`, { qos: 1 })
        await expect.poll(() => other.shown).toHaveLength(at + 1)
        if (isOver) return at + 1
      }
    })()
    expect(await flood.exit, flood.output()).toBe(0)
    isOver = true
    expect(await probes).toBeGreaterThan(0)
    const report = async () => (await (await fetch(`${hub.httpUrl}/api/messages/last`)).json()) as Partial<Report>
    await expect.poll(async () => (await report()).id, { timeout: 30_000 }).toBe('last')
    delay.disable()

    const reached = (state: string) => metric(hub.httpUrl, `marquee_deliveries_total{state="${state}"}`)
    if (presence === 'offline') {
      const outcome = form === 'plain texts' ? 'replaced' : 'rejected'
      const kept = form === 'plain texts' ? 2 : limits.maxWaitingPerDisplay
      await expect.poll(() => reached(outcome), { timeout: 30_000 }).toBe(messages + 1 - kept)
      expect(await reached('queued')).toBe(messages + 1)
      await board.connect()
      await expect.poll(() => board.shown.length, { timeout: 30_000 }).toBe(kept)
      expect(board.shown.at(-1)).toBe('last')
    } else {
      await expect.poll(() => board.shown.at(-1), { timeout: 30_000 }).toBe('last')
      await expect.poll(() => reached('shown'), { timeout: 30_000 }).toBe(board.shown.length + other.shown.length)
      await expect.poll(async () => (await report()).complete, { timeout: 30_000 }).toBe(true)
    }
    // What is finished leaves memory, the rest of it is in the database.
    expect(await metric(hub.httpUrl, 'marquee_deliveries_kept{kind="messages"}')).toBeLessThanOrEqual(
      limits.maxFinishedMessages + limits.maxWaitingPerDisplay,
    )
    if (form === 'JSON messages') {
      const first = (await (await fetch(`${hub.httpUrl}/api/messages/m0`)).json()) as Report
      expect(first).toMatchObject({ text: 'message 0', sender: expect.any(String), complete: true })
    }
    console.log(`${form}, ${presence}: ${board.shown.length} shown, longest turn ${Math.round(delay.max / 1e6)} ms`)
  },
  120_000,
)
