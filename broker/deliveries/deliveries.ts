import { messageDefaults } from '#contract/bounds.ts'
import type { DeliveryState, Report } from '#contract/delivery.ts'
import type { Ack } from '#contract/display.ts'
import { MarqueeError } from '#contract/errors.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Message } from '#contract/message.ts'
import type { MessagePayload } from '#contract/payload.ts'
import { displayTopic, type Target } from '#contract/topics.ts'
import type { Clock } from '../clock.ts'
import type { Display } from '../displays/displays.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Publish } from '../publication.ts'
import { isComplete, isOpen, noCounts, type TrackedDelivery, type TrackedMessage } from './delivery.ts'
import { DeliveryBook } from './delivery-book.ts'
import { newMessageId } from './message-id.ts'
import { reportOf, reportWithin } from './report.ts'
import type { Reporter } from './reporter.ts'
import { byUrgency, resendPayload } from './resend.ts'
import { createWaiters } from './waiters.ts'

/** A valid message on its way to some displays. */
export interface Dispatch {
  readonly topic: string
  /** Whom it is for, as selectors. */
  readonly to: readonly string[]
  readonly sender: string
  readonly payload: Uint8Array
  readonly content: Exclude<MessagePayload, { form: 'empty' }>
  readonly displays: readonly DisplayId[]
}

/** Follows messages from acceptance to the glass. In memory: a restart of the hub forgets them. */
export interface Deliveries {
  /** Begins to follow a message, or adds displays to one with the same id. Throws `conflict` for another message of that id. */
  track(dispatch: Dispatch): TrackedMessage
  acknowledge(display: DisplayId, ack: Ack): void
  /** Publishes again what the display has not shown, most urgent first. */
  displayOnline(display: DisplayId): void
  displayOffline(display: DisplayId): void
  displayForgotten(display: DisplayId): void
  /** Takes away what still waits in the hub: one id or key, or everything. */
  dismissWaiting(display: DisplayId, selector: string | undefined): void
  waitingFor(display: DisplayId): number
  /** Throws `unknown_message`. With `reaches`, only of these displays and groups. */
  report(id: string, reaches?: Reaches): Report
  /** What a report names: where its message was published to, whom it is for; `undefined` if it is not remembered. */
  addressOf(id: string): Address | undefined
  /** Resolves when every display that is online has an outcome, or after `timeoutMs`. */
  settled(id: string, timeoutMs: number, reaches?: Reaches): Promise<Report>
  /** Expires what was not shown in time; runs by itself every `expiryIntervalMs`. */
  expire(): void
  readonly stats: DeliveryStats
  close(): void
}

interface Address {
  readonly topic: string
  /** As selectors. */
  readonly to: readonly string[]
  readonly displays: Iterable<string>
}

type Reaches = (target: Target) => boolean

export interface DeliveryStats {
  readonly reached: Readonly<Record<DeliveryState, number>>
  readonly evicted: number
  readonly messages: number
  readonly deliveries: number
}

interface Options {
  readonly clock: Clock
  readonly publish: Publish
  readonly reporter: Reporter
  readonly findDisplay: (id: DisplayId) => Display | undefined
  readonly log: Log
  readonly bounds?: { readonly maxMessages: number; readonly maxDeliveries: number }
}

export function createDeliveries({ clock, publish, reporter, findDisplay, log, bounds = limits }: Options): Deliveries {
  const reached = noCounts()
  let evicted = 0
  const waiters = createWaiters(limits.maxWaitingRequests)
  const book = new DeliveryBook(bounds, (message) => {
    evicted++
    log.warn({ message: message.id }, 'message forgotten before every display had shown it: too many are kept')
  })

  function move(delivery: TrackedDelivery, state: DeliveryState, reason?: string) {
    if (delivery.state === state && delivery.reason === reason) return
    book.move(delivery, state, Math.max(0, clock.now() - delivery.message.acceptedAt), reason)
    reached[state]++
    reporter.changed(delivery)
    if (delivery.message.counts.sent === 0) waiters.release(delivery.message)
  }

  function accept({ topic, to, sender, payload, content }: Dispatch): TrackedMessage {
    const body: Message = content.form === 'json' ? content.message : { text: content.text }
    const id = body.id ?? newMessageId()
    const known = book.message(id)
    if (known !== undefined) {
      if (known.sender === sender && JSON.stringify(known.body) === JSON.stringify(body)) return known
      throw new MarqueeError({ code: 'conflict', field: 'id', message: `another message has the id "${id}" already` })
    }
    const acceptedAt = clock.now()
    const expiresAt =
      body.expiresAt === undefined ? acceptedAt + (body.ttlMs ?? messageDefaults.ttlMs) : Date.parse(body.expiresAt)
    const message: TrackedMessage = {
      id,
      topic,
      to,
      sender,
      body,
      acceptedAt,
      expiresAt,
      ackId: body.id ?? `~${fnv1a32Hex(payload)}`,
      isPlainText: content.form === 'text',
      payloadBytes: payload.length,
      priority: body.priority ?? messageDefaults.priority,
      deliveries: new Map(),
      counts: noCounts(),
    }
    book.add(message)
    reporter.accepted(message)
    return message
  }

  function begin(message: TrackedMessage, id: DisplayId) {
    const display = findDisplay(id)
    const isOnline = display?.presence === 'online'
    const delivery: TrackedDelivery = {
      message,
      display: id,
      state: isOnline ? 'sent' : 'queued',
      ms: 0,
      reason: undefined,
    }
    if (!isOnline) makeRoom(message, id)
    book.addDelivery(delivery)
    reached[delivery.state]++
    reporter.changed(delivery)
    if (message.expiresAt <= clock.now()) move(delivery, 'expired', 'expired_before_acceptance')
    else if (display?.about !== undefined && message.payloadBytes > display.about.maxPayloadBytes) {
      move(delivery, 'rejected', 'payload_too_large')
    }
  }

  /** What a board would do with a newer text or the same key, done for one that is away. */
  function makeRoom(message: TrackedMessage, display: DisplayId) {
    const waiting = book.openOf(display)
    for (const older of waiting) {
      if (message.isPlainText && older.message.isPlainText) move(older, 'replaced', 'newer_text')
      else if (message.body.key !== undefined && older.message.body.key === message.body.key)
        move(older, 'replaced', 'same_key')
    }
    const excess = book.openCount(display) - limits.maxWaitingPerDisplay + 1
    if (excess <= 0) return
    for (const oldest of book.openOf(display).slice(0, excess)) move(oldest, 'rejected', 'queue_full')
  }

  function resend(delivery: TrackedDelivery) {
    const payload = resendPayload(delivery.message, clock.now())
    const limit = findDisplay(delivery.display)?.about?.maxPayloadBytes
    if (limit !== undefined && payload.length > limit) return move(delivery, 'rejected', 'payload_too_large')
    move(delivery, 'sent')
    publish(displayTopic('message', { kind: 'display', id: delivery.display }), payload, { qos: 1 })
  }

  function expire() {
    const now = clock.now()
    for (const message of book.messages()) {
      if (message.expiresAt > now || isComplete(message)) continue
      for (const delivery of message.deliveries.values())
        if (isOpen(delivery.state)) move(delivery, 'expired', 'not_shown_in_time')
    }
  }
  const expiry = setInterval(expire, limits.expiryIntervalMs).unref()

  return {
    track(dispatch) {
      const message = accept(dispatch)
      for (const id of dispatch.displays) if (!message.deliveries.has(id)) begin(message, id)
      return message
    },
    acknowledge(display, ack) {
      const delivery = book.find(display, ack.id)
      if (delivery === undefined)
        return log.debug({ display, ack: ack.id }, 'acknowledgement of a message that is not followed')
      const isReadByPerson = delivery.state === 'shown' && ack.state === 'dismissed'
      if (isOpen(delivery.state) || isReadByPerson) move(delivery, ack.state, ack.reason)
    },
    displayOnline(display) {
      for (const delivery of [...book.openOf(display)].sort(byUrgency)) {
        if (delivery.message.expiresAt > clock.now()) resend(delivery)
      }
    },
    displayOffline(display) {
      for (const delivery of book.openOf(display)) move(delivery, 'queued')
    },
    displayForgotten(display) {
      for (const delivery of book.openOf(display)) move(delivery, 'rejected', 'display_forgotten')
      book.forgetDisplay(display)
    },
    dismissWaiting(display, selector) {
      for (const delivery of book.openOf(display)) {
        const { id, ackId, body } = delivery.message
        const isMeant = selector === undefined || [id, ackId, body.key].includes(selector)
        if (delivery.state === 'queued' && isMeant) move(delivery, 'dismissed', 'dismissed_by_sender')
      }
    },
    waitingFor: (display) => book.openCount(display),
    report: (id, reaches) => view(find(id), reaches),
    addressOf(id) {
      const message = book.message(id)
      return message && { topic: message.topic, to: message.to, displays: message.deliveries.keys() }
    },
    async settled(id, timeoutMs, reaches) {
      const message = find(id)
      if (message.counts.sent > 0) await waiters.wait(message, timeoutMs)
      return view(message, reaches)
    },
    expire,
    get stats() {
      return { reached, evicted, ...book.size }
    },
    close() {
      clearInterval(expiry)
      waiters.close()
      reporter.close()
    },
  }

  function find(id: string): TrackedMessage {
    const message = book.message(id)
    if (message !== undefined) return message
    throw new MarqueeError({ code: 'unknown_message', message: `the hub does not remember a message "${id}"` })
  }
}

function view(message: TrackedMessage, reaches: Reaches | undefined): Report {
  return reaches === undefined ? reportOf(message) : reportWithin(message, reaches)
}
