import mqtt, { type MqttClient } from 'mqtt'
import {
  displayTopicFilter,
  hubStatusTopic,
  reportsFilter,
  roomMessageTopic,
  roomPeopleTopic,
} from '#contract/topics.ts'
import { backOffMs } from './back-off.ts'
import type { Admission } from './hub-session.ts'
import type { Connection } from './worker-messages.ts'

const connectTimeoutMs = 5000
const keepAliveSeconds = 10

const filters = [
  ...(['status', 'about', 'screen'] as const).map(displayTopicFilter),
  hubStatusTopic,
  reportsFilter,
  roomMessageTopic,
  roomPeopleTopic,
]

interface Listener {
  /** Asked before every try, because what it answers is good for one. Never rejects. */
  admission(clientId: string): Promise<Admission>
  connectionChanged(connection: Connection): void
  received(topic: string, payload: Uint8Array): void
}

/** The one MQTT connection of the dashboard. It tries again for ever, unless nobody is let in; every try is a new client. */
export class HubConnection {
  readonly #pageId = crypto.getRandomValues(new Uint32Array(2)).join('-')
  readonly #url: string
  readonly #listener: Listener
  #client: MqttClient | undefined
  #isLive = false
  #isAsking = false
  #lostSince: number | undefined
  #failedTries = 0
  #retryTimer: ReturnType<typeof setTimeout> | undefined

  constructor(url: string, listener: Listener) {
    this.#url = url
    this.#listener = listener
  }

  get isLive(): boolean {
    return this.#isLive
  }

  /** Begins to try, unless it does already. */
  connect(): void {
    if (this.#client !== undefined || this.#isAsking) return
    clearTimeout(this.#retryTimer)
    this.#retryTimer = undefined
    this.#isAsking = true
    void this.#listener.admission(`web-${this.#pageId}`).then((admission) => {
      this.#isAsking = false
      if (admission.kind === 'granted') this.#open(admission.ticket)
      else if (admission.kind === 'away') this.#lost(undefined)
    })
  }

  #open(ticket: string | undefined): void {
    // Ids that begin with `web-` are for pages with a ticket alone.
    const clientId = `${ticket === undefined ? 'dashboard' : 'web'}-${this.#pageId}`
    const client = mqtt.connect(this.#url, {
      protocolVersion: 5,
      clientId,
      clean: true,
      ...(ticket === undefined ? {} : { username: 'dashboard', password: ticket }),
      keepalive: keepAliveSeconds,
      connectTimeout: connectTimeoutMs,
      reconnectPeriod: 0,
      resubscribe: false,
      // The default is a worker from a blob: URL, which the hub's Content-Security-Policy does not allow.
      timerVariant: 'native',
    })
    this.#client = client
    let reason: string | undefined
    client.on('connect', () => this.#subscribe(client))
    client.on('message', (topic, payload) => this.#listener.received(topic, payload))
    client.on('error', (error) => {
      reason = error.message
    })
    client.on('close', () => {
      if (this.#client === client) this.#lost(reason)
    })
  }

  /** Tries at once if the hub is away and no try is under way. */
  retryNow(): void {
    if (this.#retryTimer === undefined) return
    this.#failedTries = 0
    this.connect()
  }

  #subscribe(client: MqttClient): void {
    client.subscribe(filters, { qos: 0 }, (error) => {
      if (this.#client !== client) return
      if (error !== null && error !== undefined) {
        client.end(true)
        return
      }
      this.#isLive = true
      this.#failedTries = 0
      this.#lostSince = undefined
      this.#listener.connectionChanged({ phase: 'live', since: Date.now() })
    })
  }

  #lost(reason: string | undefined): void {
    this.#client?.end(true)
    this.#client = undefined
    this.#isLive = false
    this.#lostSince ??= Date.now()
    const delay = backOffMs(this.#failedTries++, Math.random())
    this.#retryTimer = setTimeout(() => this.connect(), delay)
    this.#listener.connectionChanged({
      phase: 'lost',
      since: this.#lostSince,
      nextTryAt: Date.now() + delay,
      ...(reason === undefined ? {} : { reason }),
    })
  }
}
