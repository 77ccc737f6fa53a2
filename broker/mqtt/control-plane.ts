import { Aedes, type Client } from 'aedes'
import { writeToStream } from 'mqtt-packet'
import type { Access } from '../access/access.ts'
import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import { type Broker, internalsOf, type Store } from './aedes-internals.ts'
import type { ConnectRules } from './connect-rules.ts'
import { isTooLong, type Judge } from './inbound/judge.ts'
import { isObjectKey } from './names.ts'
import type { Subscriptions } from './routing/subscriptions.ts'

interface ControlPlaneOptions {
  readonly rules: ConnectRules
  readonly rights: Access['rights']
  readonly principals: WeakMap<Client, Principal>
  readonly log: Log
  readonly judge: Judge
  readonly subscriptions: Subscriptions
  readonly store: Store
}

interface ControlPlane {
  readonly broker: Broker
  /** Subscriptions that may be stored. */
  readonly granted: WeakSet<object>
}

/** Aedes with the hub's rules for CONNECT, SUBSCRIBE and wills. */
export async function createControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const { rules, rights, principals, log, judge, subscriptions, store } = options
  // 65,536 buffers of two bytes take 6 MB and the time of their making; only CONNACK, SUBACK and their kin would use them.
  writeToStream.cacheNumbers = false
  const granted = new WeakSet<object>()

  /** Counts a filter at once: those of one SUBSCRIBE are all asked for before the first of them is there. */
  const claimed = new WeakMap<Client, Set<string>>()
  function claim(client: Client, filter: string): boolean {
    const filters = claimed.get(client) ?? new Set()
    claimed.set(client, filters)
    if (filters.size >= limits.maxSubscriptions && !filters.has(filter)) return false
    filters.add(filter)
    return true
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
      rules.prepare(client, packet)
      done(null, true)
    },
    authenticate(client, username, password, done) {
      const holder = internalsOf(aedes).clients[client.id]
      const reason = rules.refuse(client, { username: username ?? undefined, password: password?.toString(), holder })
      if (reason === undefined) return done(null, true)
      const address = rules.peers.get(client)?.address
      log.warn({ clientId: client.id, address }, `MQTT client refused: ${reason.message}`)
      done(reason, false)
    },
    authorizePublish(client, packet, done) {
      // Aedes has no client for the wills of other processes; those take their own way (`left-wills.ts`).
      const { reason, isTaken } = client === null ? { reason: 'nobody sends this' } : judge(client, packet)
      done(reason === undefined && !isTaken ? null : new Error(reason ?? 'the hub passes something else on'))
    },
    authorizeSubscribe(client, subscription, done) {
      const { topic } = subscription
      const principal = principals.get(client)
      if (principal === undefined || !rights.maySubscribe(principal, topic)) return done(null, null)
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
  return { broker, granted }
}
