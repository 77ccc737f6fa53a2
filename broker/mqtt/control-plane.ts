import { Aedes, type AuthenticateError, type Client, type ConnectPacket } from 'aedes'
import { writeToStream } from 'mqtt-packet'
import type { Access } from '../access/access.ts'
import type { Peer } from '../access/peer.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { type Broker, clientInternals, internalsOf, type Store } from './aedes-internals.ts'
import { isTooLong, type Judge } from './inbound/judge.ts'
import { isObjectKey } from './names.ts'
import type { Subscriptions } from './routing/subscriptions.ts'

const identifierRejected = 2
const notAuthorized = 5

interface ControlPlaneOptions {
  readonly access: Access
  readonly log: Log
  readonly judge: Judge
  readonly subscriptions: Subscriptions
  readonly store: Store
}

interface ControlPlane {
  readonly broker: Broker
  /** To be told who is behind a connection before its first packet. */
  readonly peers: WeakMap<Client, Peer>
  /** Subscriptions that may be stored. */
  readonly granted: WeakSet<object>
}

/** Aedes with the hub's rules for CONNECT, SUBSCRIBE and wills. */
export async function createControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { access, log, judge, subscriptions, store } = options
  // 65,536 buffers of two bytes take 6 MB and the time of their making; only CONNACK, SUBACK and their kin would use them.
  writeToStream.cacheNumbers = false
  const peers = new WeakMap<Client, Peer>()
  const granted = new WeakSet<object>()
  const nameless = new WeakSet<Client>()

  /** Counts a filter at once: those of one SUBSCRIBE are all asked for before the first of them is there. */
  const claimed = new WeakMap<Client, Set<string>>()
  function claim(client: Client, filter: string): boolean {
    const filters = claimed.get(client) ?? new Set()
    claimed.set(client, filters)
    if (filters.size >= limits.maxSubscriptions && !filters.has(filter)) return false
    filters.add(filter)
    return true
  }

  function refuse(client: Client): { code: number; message: string } | undefined {
    if (nameless.has(client)) return { code: identifierRejected, message: 'MQTT 3.1 needs a client id' }
    if (isObjectKey(client.id) || client.id.length > limits.maxClientIdLength)
      return { code: identifierRejected, message: `${client.id} cannot be a client id` }
    const peer = peers.get(client)
    if (peer === undefined || access.refusePeer(peer) !== undefined)
      return { code: notAuthorized, message: 'protected mode serves this machine only' }
    return undefined
  }

  const aedes = await Aedes.createBroker({
    mq: subscriptions,
    persistence: store,
    concurrency: 0,
    connectTimeout: limits.connectTimeoutMs,
    maxClientsIdLength: limits.maxClientIdLength,
    maxTopicLevels: limits.maxTopicLevels,
    maximumPacketSize: limits.maxPacketBytes,
    topicAliasMaximum: limits.maxTopicAliases,
    receiveMaximum: limits.maxUnreleased,
    sessionExpiryIntervalLimit: limits.maxSessionExpirySeconds,
    pendingSessionsLimit: limits.maxExpiringSessions,
    preConnect(client, packet, done) {
      if (packet.protocolVersion === 3 && packet.clientId === '') nameless.add(client)
      imposeKeepAlive(client, packet)
      done(null, true)
    },
    authenticate(client, _username, _password, done) {
      const reason = refuse(client)
      if (reason === undefined) return done(null, true)
      log.warn({ clientId: client.id, address: peers.get(client)?.address }, `MQTT client refused: ${reason.message}`)
      done(Object.assign(new Error(reason.message), { returnCode: reason.code }) as AuthenticateError, false)
    },
    authorizePublish(client, packet, done) {
      const reason = judge(client, packet)
      done(reason === undefined ? null : new Error(reason))
    },
    authorizeSubscribe(client, subscription, done) {
      const { topic } = subscription
      if (isObjectKey(topic) || isTooLong(topic) || !claim(client, topic)) return done(null, null)
      granted.add(subscription)
      done(null, subscription)
    },
  })
  const broker = internalsOf(aedes)
  broker.on('unsubscribe', (filters, client) => {
    for (const filter of filters) claimed.get(client)?.delete(filter)
  })
  broker.on('clientError', (client, error) =>
    log.debug({ clientId: client.id, reason: error.message }, 'MQTT client error'),
  )
  broker.on('connectionError', (_client, error) => log.debug({ reason: error.message }, 'MQTT connection error'))
  const brokerErrors = aedes as NodeJS.EventEmitter
  brokerErrors.on('error', (error: Error) => log.error({ reason: error.message }, 'MQTT broker error'))
  return { broker, peers, granted }
}

/** Only MQTT 5 can be told another keep alive; others keep theirs. */
function imposeKeepAlive(client: Client, { protocolVersion, keepalive = 0 }: ConnectPacket): void {
  if (protocolVersion !== 5 || (keepalive > 0 && keepalive <= limits.maxKeepAliveSeconds)) return
  clientInternals(client)._serverKeepAlive = limits.maxKeepAliveSeconds
}
