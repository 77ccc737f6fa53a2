import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Aedes, type AuthenticateError, type AuthorizePublishHandler, type Client } from 'aedes'
import type { Access } from '../access/access.ts'
import { type Peer, peerOfRequest, peerOfSocket } from '../access/peer.ts'
import type { Verdict } from '../inbox/inbox.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Publication, Publish } from '../publication.ts'
import { isObjectKey } from './names.ts'
import { swallowRefused } from './refused-publish.ts'
import { releaseFromSlowReaders } from './slow-client.ts'
import type { Traffic } from './traffic.ts'
import type { WebSocketDuplex } from './websocket-duplex.ts'
import { listenWebSocket } from './websocket-listener.ts'

const identifierRejected = 2
const notAuthorized = 5
const serverShuttingDown = 0x8b
const notATopic: Verdict = { refused: { code: 'unknown_topic', message: 'this name cannot be a topic' } }

/** The broker as the rest of the hub sees it: no packets, no sockets. */
export interface MqttServer {
  readonly publish: Publish
  /** Subscribes a connected client on its behalf; nothing happens if it is not connected. */
  subscribeClient(clientId: string, filters: readonly string[]): void
  unsubscribeClient(clientId: string, filters: readonly string[]): void
  onDisconnect(listener: (clientId: string) => void): void
  attach(server: HttpServer): void
  listenTcp(host: string, port: number): Promise<number>
  /** Tells every client, then closes. */
  close(): Promise<void>
}

interface MqttServerOptions {
  readonly access: Access
  readonly traffic: Traffic
  readonly log: Log
  /** Looks at each PUBLISH before it is passed on. Must not wait for anything. */
  readonly admit: (publication: Publication) => Verdict
}

/** Starts the embedded Aedes broker without any listener. */
export async function createMqttServer({ access, traffic, log, admit }: MqttServerOptions): Promise<MqttServer> {
  const peers = new WeakMap<Client, Peer>()

  const authorizePublish: AuthorizePublishHandler = (client, packet, done) => {
    traffic.received[packet.qos]++
    const publication = {
      topic: packet.topic,
      payload: typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
      qos: packet.qos,
      retain: packet.retain,
      clientId: client?.id ?? 'hub',
    }
    const verdict = isObjectKey(packet.topic) ? notATopic : admit(publication)
    if (verdict.refused === undefined) {
      if (verdict.stripRetain) packet.retain = false
      return done()
    }
    traffic.refused++
    refused.add(packet)
    // MQTT 5 can say so in the acknowledgement; MQTT 3 is acknowledged, and told on marquee/rejections only.
    done(client?.version === 5 && packet.qos > 0 ? new Error(verdict.refused.message) : null)
  }

  const broker = await Aedes.createBroker({
    concurrency: 0,
    connectTimeout: limits.connectTimeoutMs,
    maxClientsIdLength: 64,
    maxTopicLevels: limits.maxTopicLevels,
    maximumPacketSize: limits.maxPacketBytes,
    authenticate(client, _username, _password, done) {
      const peer = peers.get(client)
      const reason = isObjectKey(client.id)
        ? { code: identifierRejected, message: `${client.id} cannot be a client id` }
        : peer === undefined || access.refusePeer(peer) !== undefined
          ? { code: notAuthorized, message: 'protected mode serves this machine only' }
          : undefined
      if (reason === undefined) return done(null, true)
      log.warn({ clientId: client.id, address: peer?.address }, `MQTT client refused: ${reason.message}`)
      done(Object.assign(new Error(reason.message), { returnCode: reason.code }) as AuthenticateError, false)
    },
    authorizePublish,
    authorizeSubscribe: (_client, subscription, done) =>
      done(null, isObjectKey(subscription.topic) ? null : subscription),
    authorizeForward(_client, packet) {
      traffic.sent[packet.qos]++
      return packet
    },
  })
  const refused = swallowRefused(broker)
  broker.on('clientError', (client, error) =>
    log.debug({ clientId: client.id, reason: error.message }, 'MQTT client error'),
  )
  broker.on('connectionError', (_client, error) => log.debug({ reason: error.message }, 'MQTT connection error'))
  const brokerErrors = broker as NodeJS.EventEmitter
  brokerErrors.on('error', (error: Error) => log.error({ reason: error.message }, 'MQTT broker error'))

  const clients = new Map<string, Client>()
  const disconnectListeners: ((clientId: string) => void)[] = []
  broker.on('client', (client) => clients.set(client.id, client))
  broker.on('clientDisconnect', (client) => {
    if (clients.get(client.id) !== client) return
    clients.delete(client.id)
    // After the will, which Aedes has published by now.
    setImmediate(() => {
      for (const listener of disconnectListeners) listener(client.id)
    })
  })

  function serve(
    transport: 'tcp' | 'websocket',
    conn: Socket | WebSocketDuplex,
    peer: Peer,
    unsentBytes: () => number,
    request?: IncomingMessage,
  ) {
    const client = broker.handle(conn, request)
    peers.set(client, peer)
    traffic.connections[transport]++
    conn.once('close', () => traffic.connections[transport]--)
    releaseFromSlowReaders(client, unsentBytes, () => {
      traffic.closedForSlowness++
      log.warn(
        { clientId: client.id, unsentBytes: unsentBytes() },
        'MQTT client closed: it does not read what it subscribed to',
      )
    })
  }

  const onDone = (clientId: string) => (error?: Error | null) => {
    if (error) log.error({ clientId, reason: error.message }, 'the groups of a display could not be subscribed')
  }

  let isClosed = false
  let pendingPublishes = 0
  let tcp: Server | undefined
  let webSocket: { close(): void } | undefined

  return {
    publish(topic, payload, { retain = false, qos = 0 } = {}) {
      // Nobody is left to read it.
      if (isClosed) return
      const bytes =
        typeof payload === 'string'
          ? Buffer.from(payload)
          : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
      pendingPublishes++
      broker.publish({ cmd: 'publish', topic, payload: bytes, retain, qos, dup: false }, (error) => {
        pendingPublishes--
        if (error) log.error({ topic, reason: error.message }, 'publish failed')
      })
    },
    subscribeClient(clientId, filters) {
      clients.get(clientId)?.subscribe(
        filters.map((topic) => ({ topic, qos: 1 })),
        onDone(clientId),
      )
    },
    unsubscribeClient(clientId, filters) {
      clients.get(clientId)?.unsubscribe({ cmd: 'unsubscribe', unsubscriptions: [...filters] }, onDone(clientId))
    },
    onDisconnect(listener) {
      disconnectListeners.push(listener)
    },
    attach(server) {
      webSocket = listenWebSocket(server, {
        refuse: access.refuseRequest,
        accept: (conn, request) => serve('websocket', conn, peerOfRequest(request), () => conn.unsentBytes, request),
      })
    },
    async listenTcp(host, port) {
      tcp = createServer({ noDelay: true }, (socket) =>
        serve('tcp', socket, peerOfSocket(socket), () => socket.writableLength),
      )
      return listenOn(tcp, host, port)
    },
    async close() {
      webSocket?.close()
      tcp?.close()
      // The last words of the hub leave before its clients do.
      const deadline = performance.now() + limits.closeTimeoutMs / 4
      while (pendingPublishes > 0 && performance.now() < deadline) await nextTurn()
      await Promise.all(
        [...clients.values()].map(
          (client) => new Promise<void>((resolve) => client.disconnect({ reasonCode: serverShuttingDown }, resolve)),
        ),
      )
      isClosed = true
      await new Promise<void>((resolve) => broker.close(resolve))
    },
  }
}

/** Listens and answers the port that was taken; rejects with the error of the socket. */
export function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
