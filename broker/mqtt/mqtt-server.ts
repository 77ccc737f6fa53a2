import { createServer, type Server, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls'
import type { Client } from 'aedes'
import type { Access } from '../access/access.ts'
import { type Peer, peerOfSocket } from '../access/peer.ts'
import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Publish } from '../publication.ts'
import type { CertificateFiles } from '../tls/certificate-files.ts'
import type { WebServer } from '../tls/web-server.ts'
import { type BrokerClient, clientInternals, type Store } from './aedes-internals.ts'
import { type ComingsAndGoings, followConnections } from './comings-and-goings.ts'
import { ConnectRules } from './connect-rules.ts'
import type { Sink } from './connection/connection-writer.ts'
import { TcpSink } from './connection/tcp-sink.ts'
import { WebSocketDuplex } from './connection/websocket-duplex.ts'
import { listenWebSocket } from './connection/websocket-listener.ts'
import { createControlPlane } from './control-plane.ts'
import { createAdmission } from './inbound/admission.ts'
import type { Gate } from './inbound/gate.ts'
import { createJudge } from './inbound/judge.ts'
import { listenOn } from './listen-on.ts'
import { createRouter } from './routing/router.ts'
import { Subscriptions } from './routing/subscriptions.ts'
import { type Connection, createConnection } from './sessions/connection.ts'
import { guardStore } from './sessions/guarded-store.ts'
import { publishLeftWills } from './sessions/left-wills.ts'
import type { UnsentBounds } from './sessions/outbox.ts'
import { createSendTo } from './sessions/send-to.ts'
import { endSessionsInTime } from './sessions/session-expiry.ts'
import { correctTakeover } from './sessions/takeover.ts'
import type { Traffic } from './traffic.ts'
import { createWithin, type Within } from './within.ts'

const serverShuttingDown = 0x8b
const notAuthorized = 0x87
const tcpOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }

/** The broker as the rest of the hub sees it: no packets, no sockets. */
export interface MqttServer extends ComingsAndGoings {
  readonly publish: Publish
  /**
   * Sends to one client alone with QoS 1, in order with everything else, also what is withheld from it. False if it is not
   * connected, or has not subscribed to the topic.
   */
  sendTo(clientId: string, topic: string, payload: Uint8Array): boolean
  /**
   * Subscribes a connected client on its behalf; nothing happens if it is not connected. `onSubscribed` is called in the
   * turn from which on it gets what is published: mostly at once, and never if it leaves before.
   */
  subscribeClient(clientId: string, filters: readonly string[], onSubscribed?: () => void): void
  unsubscribeClient(clientId: string, filters: readonly string[]): void
  /** Whether a client is connected and is sent what is published to a topic. */
  isSent(clientId: string, topic: string): boolean
  /** What somebody may receive has changed: from now on it counts. */
  rightsChanged(): void
  /** Credentials or roles have changed: closes the connections of everybody of whom `isGone` says so. */
  reassess(isGone: (principal: Principal, clientId: string) => boolean): void
  /** Everybody who is connected, once for each connection. */
  principals(): readonly Principal[]
  /** What is retained under a filter. */
  retained: Within['retained']
  /** Hears of every message on one topic, in the turn in which it is passed on; answers how to stop. */
  listen: Within['listen']
  /** Resolves when all that was published before is on disk; rejects if it could not be written. */
  saved: Within['saved']
  attach(server: WebServer): void
  listenTcp(host: string, port: number): Promise<number>
  /** The same over TLS; whoever comes after the certificate has changed is shown the new one. */
  listenTls(host: string, port: number, certificate: CertificateFiles): Promise<number>
  /** Tells every client, then closes. */
  close(): Promise<void>
}

interface MqttServerOptions {
  readonly access: Access
  readonly traffic: Traffic
  readonly log: Log
  readonly gate: Gate
  readonly settings: { readonly current: UnsentBounds }
  /** Whether a client does not get a topic for the time being, whatever its rights; `rightsChanged` when that changes. */
  readonly withholds?: (clientId: string, topic: string) => boolean
  /** What outlives a connection, and with a file also the process. The server opens and closes it. */
  readonly store: Store
}

/**
 * Starts the broker without any listener. Aedes opens and ends sessions and answers SUBSCRIBE; every PUBLISH takes our
 * own way, from the parser (`inbound/`) through the index of subscribers (`routing/`) to the sockets (`connection/`).
 */
export async function createMqttServer(options: MqttServerOptions): Promise<MqttServer> {
  const { access, traffic, log, gate, settings, withholds = () => false } = options
  const { rights } = access
  const principals = new WeakMap<Client, Principal>()
  const mayReceive = (client: Client, topic: string) => {
    const principal = principals.get(client)
    return principal !== undefined && rights.mayReceive(principal, topic) && !withholds(client.id, topic)
  }
  const principalOf = (client: Client) => principals.get(client)
  const judge = createJudge({ traffic, gate, principalOf, mayPublish: rights.mayPublish })
  const subscriptions = new Subscriptions(mayReceive)
  const rules = new ConnectRules({ access, principals })
  const { broker, granted } = await createControlPlane({
    rules,
    rights,
    principals,
    log,
    judge,
    subscriptions,
    store: options.store,
  })
  const expiry = endSessionsInTime(options.store, log)
  const { heir } = correctTakeover(broker)
  const connections = new WeakMap<BrokerClient, Connection>()
  const { onConnect, onDisconnect } = followConnections(broker, principals)

  const store = await guardStore({
    store: broker.persistence,
    log,
    isGranted: (subscription) => granted.has(subscription),
    ownerOfWill: heir,
  })
  // What the store has for a client is sent by its connection; Aedes would mix it with what is published meanwhile.
  let subscriber: BrokerClient | undefined
  broker.on('subscribe', (_subscriptions, client) => {
    subscriber = clientInternals(client)
  })
  broker.persistence = {
    ...store,
    outgoingStream: () => Readable.from([]),
    streamWill: () => Readable.from([]),
    // Aedes asks for them in the turn in which it tells who subscribed.
    createRetainedStreamCombi(filters) {
      if (subscriber !== undefined) connections.get(subscriber)?.sendRetained([...new Set(filters)])
      return Readable.from([])
    },
  }

  const router = createRouter({ brokerId: broker.id, store, subscriptions, withholds, log })
  broker.publish = (packet, client, done) => {
    const finish = typeof client === 'function' ? client : done
    const safe = router.route(
      { ...packet, qos: packet.qos ?? 0, retain: packet.retain ?? false },
      typeof client === 'function' ? null : client,
    )
    if (safe === undefined) finish?.()
    else
      safe.then(
        () => finish?.(),
        (error: Error) => finish?.(error),
      )
  }
  const leftWills = await publishLeftWills({
    store: options.store,
    brokerId: broker.id,
    route: (will) => router.route(will, null),
  })
  broker.on('clientReady', (client) => {
    leftWills.cancel(client.id)
    connections.get(clientInternals(client))?.open()
  })

  function serve(transport: 'tcp' | 'websocket', conn: Socket | WebSocketDuplex, sink: Sink, peer: Peer) {
    const client = clientInternals(broker.handle(conn))
    rules.peers.set(client, peer)
    const brokerId = broker.id
    const connection = createConnection({
      client,
      sink,
      brokerId,
      store,
      router,
      traffic,
      log,
      judge,
      mayReceive,
      settings,
    })
    connections.set(client, connection)
    subscriptions.follow(client, connection.outbox)
    if (conn instanceof WebSocketDuplex) conn.takeBytes = connection.takeBytes
    traffic.connections[transport]++
    conn.once('close', () => traffic.connections[transport]--)
  }

  const admission = createAdmission({
    openConnections: () => traffic.connections.tcp + traffic.connections.websocket,
  })
  const turnAway = (peer: Peer) => {
    const reason = admission.refuse(peer)
    if (reason === undefined) return undefined
    traffic.turnedAway++
    log.debug({ address: peer.address, reason: reason.message }, 'MQTT connection turned away')
    return reason
  }

  const onDone = (clientId: string) => (error?: Error | null) => {
    if (error) log.error({ clientId, reason: error.message }, 'the groups of a display could not be subscribed')
  }

  let isClosed = false
  let tcp: Server | undefined
  let tls: TlsServer | undefined
  let webSocket: { close(): void } | undefined

  return {
    publish(topic, payload, { retain = false, qos = 0 } = {}) {
      // Nobody is left to read it.
      if (isClosed) return
      const bytes =
        typeof payload === 'string'
          ? Buffer.from(payload)
          : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength)
      void router.route({ topic, payload: bytes, retain, qos }, null)
    },
    sendTo: createSendTo({ broker, connections, router }),
    subscribeClient(clientId, filters, onSubscribed = () => {}) {
      broker.clients[clientId]?.subscribe(
        filters.map((topic) => ({ topic, qos: 1 })),
        (error) => {
          onDone(clientId)(error)
          if (!error) onSubscribed()
        },
      )
    },
    unsubscribeClient(clientId, filters) {
      const client = broker.clients[clientId]
      if (client === undefined) return
      client.unsubscribe({ cmd: 'unsubscribe', unsubscriptions: [...filters] }, onDone(clientId))
      // Without a packet identifier Aedes leaves the subscriptions of a kept session in the store.
      if (!client.clean) void store.removeSubscriptions(client, [...filters]).catch(onDone(clientId))
    },
    isSent: (clientId, topic) =>
      subscriptions.match(topic).receivers.some((receiver) => receiver.clientId === clientId),
    onConnect,
    onDisconnect,
    rightsChanged: () => subscriptions.rightsChanged(),
    reassess(isGone) {
      subscriptions.rightsChanged()
      for (const client of Object.values(broker.clients)) {
        const principal = principals.get(client)
        if (principal === undefined || !isGone(principal, client.id)) continue
        client.disconnect({ reasonCode: notAuthorized })
        client.close()
      }
    },
    principals: () => Object.values(broker.clients).flatMap((client) => principals.get(client) ?? []),
    ...createWithin({ store, subscriptions }),
    attach(server) {
      webSocket = listenWebSocket(server, {
        refuse: (request) => access.refuseOrigin(request) ?? turnAway(access.peerOf(request)),
        accept: (conn, sink, request) => serve('websocket', conn, sink, access.peerOf(request)),
      })
    },
    async listenTcp(host, port) {
      tcp = createServer(tcpOptions, (socket) => {
        const peer = peerOfSocket(socket)
        if (turnAway(peer) === undefined) serve('tcp', socket, new TcpSink(socket), peer)
        else socket.destroy()
      })
      return listenOn(tcp, host, port)
    },
    async listenTls(host, port, certificate) {
      const options = { ...tcpOptions, ...certificate.current, handshakeTimeout: limits.connectTimeoutMs }
      tls = createTlsServer(options, (socket) => serve('tcp', socket, new TcpSink(socket), peerOfSocket(socket)))
      // Before the handshake, which costs the most.
      tls.on('connection', (socket: Socket) => {
        if (turnAway(peerOfSocket(socket)) !== undefined) socket.destroy()
      })
      tls.maxConnections = limits.maxConnections
      certificate.onChanged((current) => tls?.setSecureContext(current))
      return listenOn(tls, host, port)
    },
    async close() {
      webSocket?.close()
      tcp?.close()
      tls?.close()
      for (const client of Object.values(broker.clients)) {
        client.disconnect({ reasonCode: serverShuttingDown })
        client.close()
      }
      isClosed = true
      clearInterval(expiry)
      leftWills.close()
      await new Promise<void>((resolve) => broker.close(resolve))
      await options.store.destroy?.()
    },
  }
}
