import type { DeliveryState, Report } from '#contract/delivery.ts'
import type { Ack } from '#contract/display.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { DisplayId } from '#contract/ids.ts'
import type { Target } from '#contract/topics.ts'
import type { Clock } from '../clock.ts'
import type { Display } from '../displays/displays.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Publish } from '../publication.ts'
import { accepted, bodyOf, type Dispatch, isRepeat } from './accept.ts'
import { answerOf } from './answer.ts'
import { isComplete, isOpen, type TrackedDelivery, type TrackedMessage } from './delivery.ts'
import { type BookBounds, DeliveryBook } from './delivery-book.ts'
import { type Hold, heldReason, nothingHeld } from './hold.ts'
import { keptMessage, keptProgress, trackedMessage } from './kept-messages.ts'
import { createLateAcks } from './late-acks.ts'
import type { MessagesRepository } from './messages-repository.ts'
import { Moves } from './moves.ts'
import { reportOf, reportWithin } from './report.ts'
import type { Reporter } from './reporter.ts'
import { unknownMessage } from './unknown-message.ts'
import { createWaiters } from './waiters.ts'
import { createWaiting } from './waiting.ts'

/**
 * Follows messages from acceptance to the glass. What is open is in memory and in the database, what is finished in the
 * database alone after a while.
 */
export interface Deliveries {
  /** Takes up what was open when the hub ended, and expires what is over. Rejects if it cannot be read. */
  load(): Promise<void>
  /**
   * Begins to follow a message, or adds displays to one with the same id. Throws `conflict` for another message of that
   * id, and `unavailable` when too much waits for the database.
   */
  track(dispatch: Dispatch): TrackedMessage
  /** Resolves when all that was said before is in the database; see `MessagesRepository.saved`. */
  recorded(maxWaitMs?: number): Promise<void>
  acknowledge(display: DisplayId, ack: Ack): void
  /** Publishes again what the display has not shown, most urgent first. */
  displayOnline(display: DisplayId): void
  /** Sends what waited only because the display did not get the topic yet. */
  displayReached(display: DisplayId): void
  displayOffline(display: DisplayId): void
  displayForgotten(display: DisplayId): void
  /** A display is not left in peace any more, or less so: sends what waited for that. */
  released(display: DisplayId): void
  /** Takes away what still waits in the hub, and will wait again when the display leaves: one id or key, or everything. */
  dismissWaiting(display: DisplayId, selector: string | undefined): void
  /** Takes away all that waits; an empty payload, which clears the glass, also reaches a display that is left in peace. */
  clear(display: DisplayId): void
  waitingFor(display: DisplayId): number
  /** Rejects with `unknown_message`, and with `unavailable` if it is in a database that is away. With `reaches`, only of these displays and groups. */
  report(id: string, reaches?: Reaches): Promise<Report>
  /** A message with its deliveries, to be read. Rejects like `report`. */
  message(id: string): Promise<TrackedMessage>
  /** The same, if it is in memory. */
  remembered(id: string): TrackedMessage | undefined
  /** What is not finished, oldest first. */
  openMessages(): Iterable<TrackedMessage>
  /** What a report names: where its message was published to, whom it is for; `undefined` if it is not in memory. */
  addressOf(id: string): Address | undefined
  /** Resolves when every display that is online has an outcome, or after `timeoutMs`. Rejects like `report`. */
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
  readonly repository: MessagesRepository
  readonly findDisplay: (id: DisplayId) => Display | undefined
  /** Default: nothing is held. */
  readonly hold?: Hold
  readonly log: Log
  readonly bounds?: BookBounds
}

export function createDeliveries(options: Options): Deliveries {
  const {
    clock,
    publish,
    reporter,
    repository,
    findDisplay,
    log,
    hold = nothingHeld(publish),
    bounds = limits,
  } = options
  let evicted = 0
  const waiters = createWaiters(limits.maxWaitingRequests)
  const book = new DeliveryBook(bounds)
  const moves = new Moves({
    clock,
    book,
    repository,
    reporter,
    onSettled: waiters.release,
    onOutcome: (delivery) => waiting.done(delivery),
  })
  const waiting = createWaiting({ book, moves, clock, hold, repository, findDisplay })
  const lateAck = createLateAcks({
    repository,
    log,
    apply(stored, display, ack) {
      const message = book.message(stored.id) ?? takeUp(trackedMessage(stored))
      const delivery = message.deliveries.get(display)
      if (delivery !== undefined) applyAck(delivery, ack)
    },
  })

  function takeUp(message: TrackedMessage): TrackedMessage {
    book.add(message)
    if (!isComplete(message)) return message
    if (message.completedAt === undefined) moves.begin(message, () => {})
    else book.finish(message)
    return message
  }

  function begin(message: TrackedMessage, id: DisplayId, isReached: boolean) {
    const display = findDisplay(id)
    const isOnline = display?.presence === 'online'
    const isHeld = isOnline && hold.isHeld(id, message.priority)
    // What is withheld from it did not reach it, and what may pass is sent to it alone.
    const isAlone = isOnline && !isHeld && hold.isQuiet(id)
    waiting.makeRoom(message, id, isOnline && !isHeld)
    const delivery: TrackedDelivery = {
      message,
      display: id,
      state: (isReached && isOnline && !isHeld) || isAlone ? 'sent' : 'queued',
      ms: 0,
      reason: isHeld ? heldReason : undefined,
      answer: undefined,
      isTakenBack: false,
    }
    moves.added(delivery)
    if (message.expiresAt <= clock.now()) moves.to(delivery, 'expired', 'expired_before_acceptance')
    else if (display?.about !== undefined && message.payloadBytes > display.about.maxPayloadBytes) {
      moves.to(delivery, 'rejected', 'payload_too_large')
    } else if (isAlone) waiting.send(delivery)
  }

  /** Whoever needs the room is told of; nothing is forgotten in silence. */
  function evict(keep: TrackedMessage) {
    for (const message of book.excess(keep)) {
      evicted++
      log.warn({ message: message.id }, 'message rejected before every display had shown it: too many are open')
      for (const delivery of message.deliveries.values())
        if (isOpen(delivery.state)) moves.to(delivery, 'rejected', 'too_many_messages')
    }
  }

  function applyAck(delivery: TrackedDelivery, ack: Ack) {
    const { state, reason, message } = delivery
    if (isOpen(state)) waiting.passed(delivery)
    const isReadByPerson = state === 'shown' && ack.state === 'dismissed'
    // The hub had given it up when the board had it already.
    const isShownAfterAll = state === 'rejected' && reason === 'queue_full' && ack.state === 'shown'
    if (isOpen(state) || isReadByPerson || isShownAfterAll)
      moves.to(delivery, ack.state, ack.reason, answerOf(message.body, ack))
  }

  function expire() {
    const now = clock.now()
    for (const message of [...book.openMessages()]) {
      if (message.expiresAt > now) continue
      for (const delivery of message.deliveries.values())
        if (isOpen(delivery.state)) moves.to(delivery, 'expired', 'not_shown_in_time')
    }
  }
  const expiry = setInterval(expire, limits.expiryIntervalMs).unref()

  return {
    async load() {
      let last: TrackedMessage | undefined
      for (const stored of await repository.load(bounds.maxFinishedMessages)) last = takeUp(trackedMessage(stored))
      expire()
      if (last !== undefined) evict(last)
    },
    track(dispatch) {
      const body = bodyOf(dispatch)
      const known = body.id === undefined ? undefined : book.message(body.id)
      if (known !== undefined && !isRepeat(known, dispatch, body)) throw conflict(known.id)
      if (known === undefined && repository.isFull) throw tooMuchUnsaved()
      const message = known ?? accepted(dispatch, body, clock.now())
      const fresh = [...new Set(dispatch.displays)].filter((id) => !message.deliveries.has(id))
      if (known === undefined) {
        book.add(message)
        reporter.accepted(message)
        repository.add(keptMessage(message, fresh))
      } else if (fresh.length === 0) return known
      moves.begin(message, () => {
        for (const id of fresh) begin(message, id, dispatch.unreached?.has(id) !== true)
      })
      if (known !== undefined && !isComplete(known)) repository.progress(keptProgress(known))
      evict(message)
      return message
    },
    recorded: (maxWaitMs) => repository.saved(maxWaitMs),
    acknowledge(display, ack) {
      const delivery = book.find(display, ack.id)
      if (delivery === undefined) lateAck(display, ack)
      else applyAck(delivery, ack)
    },
    displayOnline: waiting.online,
    displayReached: waiting.reached,
    displayOffline: waiting.offline,
    displayForgotten: waiting.forgotten,
    released: waiting.released,
    dismissWaiting: waiting.dismiss,
    clear(display) {
      waiting.dismiss(display, undefined)
      if (hold.isQuiet(display)) hold.send(display, new Uint8Array())
    },
    waitingFor: (display) => book.openCount(display),
    report: async (id, reaches) => view(await find(id), reaches),
    message: find,
    remembered: (id) => book.message(id),
    openMessages: () => book.openMessages(),
    addressOf(id) {
      const message = book.message(id)
      return message && { topic: message.topic, to: message.to, displays: message.deliveries.keys() }
    },
    async settled(id, timeoutMs, reaches) {
      const message = await find(id)
      if (message.counts.sent > 0) await waiters.wait(message, timeoutMs)
      return view(message, reaches)
    },
    expire,
    get stats() {
      return { reached: moves.reached, evicted, ...book.size }
    },
    close() {
      clearInterval(expiry)
      waiters.close()
      reporter.close()
    },
  }

  async function find(id: string): Promise<TrackedMessage> {
    const message = book.message(id)
    if (message !== undefined) return message
    const stored = await repository.find(id)
    if (stored !== undefined) return trackedMessage(stored)
    throw unknownMessage(id)
  }
}

function conflict(id: string): MarqueeError {
  return new MarqueeError({ code: 'conflict', field: 'id', message: `another message has the id "${id}" already` })
}

function tooMuchUnsaved(): MarqueeError {
  return new MarqueeError({
    code: 'unavailable',
    message: 'too many messages wait for the database, which is not available; send this one again when that is back',
  })
}

function view(message: TrackedMessage, reaches: Reaches | undefined): Report {
  return reaches === undefined ? reportOf(message) : reportWithin(message, reaches)
}
