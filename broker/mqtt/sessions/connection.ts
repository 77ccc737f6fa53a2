import type { Log } from '../../log.ts'
import type { BrokerClient } from '../aedes-internals.ts'
import { ConnectionWriter, type Sink } from '../connection/connection-writer.ts'
import { WirePacket } from '../connection/wire-packet.ts'
import { Inbound } from '../inbound/inbound.ts'
import type { Judge } from '../inbound/judge.ts'
import { Publishes } from '../inbound/publishes.ts'
import type { Router } from '../routing/router.ts'
import type { Traffic } from '../traffic.ts'
import type { GuardedStore } from './guarded-store.ts'
import { resumes } from './kept.ts'
import { Outbox, type UnsentBounds } from './outbox.ts'
import { replay, wipe } from './replay.ts'
import { sendRetained } from './retained.ts'

export interface ConnectionOptions {
  readonly client: BrokerClient
  readonly sink: Sink
  readonly brokerId: string
  readonly store: GuardedStore
  readonly router: Router
  readonly traffic: Traffic
  readonly log: Log
  readonly judge: Judge
  readonly mayReceive: (client: BrokerClient, topic: string) => boolean
  readonly settings: { readonly current: UnsentBounds }
}

/** What the hub does for one connection in place of Aedes: to be made before its first byte is read. */
export interface Connection {
  readonly outbox: Outbox
  /** CONNACK is on its way: messages may flow. */
  open(): void
  /** Sends the retained messages of new subscriptions. */
  sendRetained(filters: readonly string[]): void
  /** Takes bytes past the stream of the connection, or answers false. */
  takeBytes(bytes: Buffer): boolean
}

export function createConnection(options: ConnectionOptions): Connection {
  const { client, sink, store, router, traffic, log, judge, brokerId } = options
  const mayReceive = (topic: string) => options.mayReceive(client, topic)
  const writer = new ConnectionWriter(client.conn, sink)
  const report = (error: unknown) =>
    log.error({ clientId: client.id, err: error }, 'messages from the store were not sent')

  const outbox = new Outbox({
    client,
    writer,
    store,
    traffic,
    settings: options.settings,
    onTooSlow() {
      traffic.closedForSlowness++
      const unsentBytes = writer.unsentBytes
      log.warn({ clientId: client.id, unsentBytes }, 'MQTT client closed: it does not read what it subscribed to')
      client.conn.destroy()
    },
  })

  /** Ends a connection that broke a rule: MQTT 5 is told which one. */
  function expel(reason: string, reasonCode: number) {
    if (client.closed) return
    log.info({ clientId: client.id, reason }, 'MQTT client expelled')
    if (client.version !== 5) return void client.emit('error', new Error(reason))
    client.disconnect({ reasonCode })
    client.close()
  }

  const publishes = new Publishes({ client, writer, store, judge, route: router.route, expel })
  const send = (bytes: Buffer) => writer.sendLast(WirePacket.from([bytes]))
  const inbound = new Inbound({ client, outbox, publishes, expel, send })

  client.emptyOutgoingQueue = (done) => void wipe({ client, store }).catch(report).finally(done)
  client.conn.once('close', () => outbox.close())

  return {
    outbox,
    sendRetained: (filters) =>
      void sendRetained({ client, outbox, store, brokerId, mayReceive }, filters).catch(report),
    takeBytes: (bytes) => inbound.takeBytes(bytes),
    open() {
      outbox.begin()
      inbound.open()
      if (resumes(client)) return void replay({ client, outbox, store, brokerId, mayReceive }).catch(report)
      outbox.open()
      void wipe({ client, store }).catch(report)
    },
  }
}
