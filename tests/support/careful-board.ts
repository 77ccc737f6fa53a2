import type { IClientOptions, MqttClient } from 'mqtt'
import { onTestFinished } from 'vitest'
import type { Ack } from '#contract/display.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import { connectOnce, whileConnected } from './while-connected.ts'

const rememberedIds = 32

export interface CarefulBoard {
  readonly id: string
  /** What was on its glass, in order: ids, or texts without one. */
  readonly shown: readonly string[]
  /** What came, also what was not shown again. */
  readonly arrived: readonly string[]
  /** Comes online, as a board does after each connect. */
  connect(): Promise<void>
  /** Vanishes without a word. */
  vanish(): Promise<void>
}

interface Options extends IClientOptions {
  readonly id: string
  readonly url: () => string
  /** Acknowledges in this way; nothing at all for `undefined`. */
  readonly react?: (message: { readonly id?: string; readonly text: string }) => Ack['state'] | undefined
}

/** A board that remembers ids across connections as the firmware does: a repeat is acknowledged and not shown again. */
export function carefulBoard({ id, url, react = () => 'shown', ...connection }: Options): CarefulBoard {
  const shown: string[] = []
  const arrived: string[] = []
  const remembered: string[] = []
  let client: MqttClient | undefined

  function take(payload: Buffer) {
    const message = parse(payload)
    const state = react(message)
    arrived.push(message.id ?? message.text)
    if (state === undefined) return
    if (message.id === undefined || !remembered.includes(message.id)) {
      if (state === 'shown') shown.push(message.id ?? message.text)
      if (message.id !== undefined) remembered.push(message.id)
      if (remembered.length > rememberedIds) remembered.shift()
    }
    const ack = { id: message.id ?? `~${fnv1a32Hex(payload)}`, state, elapsedMs: 1 }
    client?.publish(`displays/${id}/ack`, JSON.stringify(ack))
  }

  async function vanish() {
    const leaving = client
    client = undefined
    leaving?.removeAllListeners('message')
    leaving?.stream.destroy()
    leaving?.end(true)
  }
  onTestFinished(vanish)

  return {
    id,
    shown,
    arrived,
    async connect() {
      const status = `displays/${id}/status`
      const will = { topic: status, payload: Buffer.from('offline'), retain: true, qos: 1 as const }
      const connected = await connectOnce(url(), { clientId: id, will, ...connection })
      client = connected
      connected.on('message', (topic, payload) => {
        if (client === connected && topic.endsWith('/message')) take(payload)
      })
      await whileConnected(connected, async () => {
        await connected.subscribeAsync([`displays/${id}/message`, 'displays/all/message'], { qos: 1 })
        await connected.publishAsync(status, 'online', { retain: true, qos: 1 })
      })
    },
    vanish,
  }
}

function parse(payload: Buffer): { readonly id?: string; readonly text: string } {
  const text = payload.toString()
  return text.startsWith('{') ? (JSON.parse(text) as { id?: string; text: string }) : { text }
}
