import type { MqttClient } from 'mqtt'
import type { Credentials, PairingCode } from '#contract/boards.ts'
import { collect, connectClient, json, type TestHub } from './hub.ts'

export interface NewBoard {
  readonly client: MqttClient
  /** What it is told to show, one after the other. */
  nextCode(): Promise<PairingCode>
  /** The digits it shows next. */
  nextDigits(): Promise<string>
  nextCredentials(): Promise<Credentials>
  /** Resolves when the hub has closed its connection. */
  readonly closed: Promise<void>
  hello(fields?: object): void
}

const colons = (board: string) => (board.match(/../g) ?? []).join(':')

/** A board without credentials that asks to be paired, as `docs/protocol.md` has it. */
export async function connectNewBoard(hub: TestHub, board = 'aabbccddeeff'): Promise<NewBoard> {
  const client = await connectClient(hub, { clientId: `pair-${board}`, clean: true })
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  const told = await collect(client, `pairing/${board}/+`, (payload, topic) => ({ topic, value: json(payload) }))
  const next = async (kind: string) => (await told.next(({ topic }) => topic.endsWith(`/${kind}`))).value
  const hello = (fields: object = {}) => {
    const facts = { board: 'esp32', firmware: '0.1.0', columns: 16, rows: 2, mac: colons(board), ...fields }
    client.publish(`pairing/${board}/hello`, JSON.stringify(facts))
  }
  hello()
  return {
    client,
    closed,
    hello,
    nextCode: () => next('code') as Promise<PairingCode>,
    async nextDigits() {
      const { code } = (await next('code')) as PairingCode
      if (code === null) throw new Error('there is no code now')
      return code
    },
    nextCredentials: () => next('credentials') as Promise<Credentials>,
  }
}
