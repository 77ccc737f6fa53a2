import { connect, type IClientOptions } from 'mqtt'
import type { DisplayId } from '#contract/ids.ts'
import { displayTopic, type Target } from '#contract/topics.ts'
import { limits } from '../limits.ts'

export interface SessionOptions {
  readonly url: string
  readonly id: DisplayId
  readonly username?: string
  readonly password?: string
  /** The other end is this very process: whom its certificate names does not matter. */
  readonly isOwnHub?: boolean
  readonly subscriptions: readonly string[]
  /** The hub took the connection and the subscriptions. */
  onOpen(): void
  onMessage(topic: string, payload: Uint8Array): void
  /** Called once, also when the connection never came up. Nothing follows. */
  onClose(reason: string): void
}

/** One connection of a virtual display to the hub, as a board makes it: clean session, will, MQTT 3.1.1. It does not reconnect. */
export interface Session {
  publish(topic: string, payload: Uint8Array, options: { retain: boolean; qos: 0 | 1 }): void
  /** Resolves with true when the hub has it, with false when the connection was lost before. */
  publishConfirmed(topic: string, payload: Uint8Array, options: { retain: boolean }): Promise<boolean>
  readonly unsentBytes: number
  /** Cuts the connection, so that the hub publishes the will. */
  cut(reason: string): void
  /** Says goodbye, so that the hub does not publish the will. Resolves when the connection is gone. */
  end(): Promise<void>
}

export function openSession(options: SessionOptions): Session {
  const { id, onClose } = options
  const client = connect(options.url, connectOptions(options))
  let reason: string | undefined
  let gone: () => void
  const closed = new Promise<void>((resolve) => {
    gone = resolve
  })

  function cut(why: string) {
    reason ??= why
    client.end(true)
  }

  client.on('connect', () => {
    client.subscribe([...options.subscriptions], { qos: 1 }, (error, granted) => {
      if (reason !== undefined) return
      const refused = granted?.find(({ qos }) => qos === 128)
      if (error) return cut(`cannot subscribe: ${error.message}`)
      if (refused !== undefined) return cut(`the hub refuses ${id} the subscription ${refused.topic}`)
      options.onOpen()
    })
  })
  client.on('message', (topic, payload) => {
    if (reason === undefined) options.onMessage(topic, payload)
  })
  client.on('error', (error) => cut(describe(error)))
  client.once('close', () => {
    reason ??= 'the hub closed the connection'
    // What this connection could not send belongs to nobody: the next one begins with the whole state.
    client.end(true)
    gone()
    onClose(reason)
  })

  return {
    publish(topic, payload, { retain, qos }) {
      client.publish(topic, asBuffer(payload), { retain, qos })
    },
    publishConfirmed(topic, payload, { retain }) {
      return new Promise((resolve) =>
        client.publish(topic, asBuffer(payload), { retain, qos: 1 }, (error) => resolve(!error)),
      )
    },
    get unsentBytes() {
      return client.stream.writableLength
    },
    cut,
    end() {
      reason ??= 'stopped'
      client.end(!client.connected)
      return closed
    },
  }
}

function connectOptions({ url, id, username, password, isOwnHub = false }: SessionOptions): IClientOptions {
  const board: Target = { kind: 'display', id }
  return {
    clientId: id,
    clean: true,
    protocolVersion: 4,
    keepalive: limits.virtualKeepAliveSeconds,
    connectTimeout: limits.virtualConnectTimeoutMs,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: { topic: displayTopic('status', board), payload: Buffer.from('offline'), qos: 1, retain: true },
    ...(new URL(url).pathname === '/' ? { path: '/mqtt' } : {}),
    rejectUnauthorized: !isOwnHub,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Node reports a refused connection as an AggregateError without a message of its own. */
function describe(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  return error.message === '' ? (code ?? error.name) : error.message
}
