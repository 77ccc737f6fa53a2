import type { DisplayId } from '#contract/ids.ts'
import type { Clock } from '../clock.ts'
import type { Display } from '../displays/displays.ts'
import { limits } from '../limits.ts'
import type { TrackedDelivery, TrackedMessage } from './delivery.ts'
import type { DeliveryBook } from './delivery-book.ts'
import { type Hold, heldReason } from './hold.ts'
import { keptDelivery } from './kept-messages.ts'
import type { MessagesRepository } from './messages-repository.ts'
import type { Moves } from './moves.ts'
import { createReleases } from './releases.ts'
import { resendPayload } from './resend.ts'
import { superseded, supersededBy } from './superseded.ts'

/** Of the open deliveries of a display when it says something of a text; the next time the rest. */
const maxLookedAt = 64

interface Options {
  readonly book: DeliveryBook
  readonly moves: Pick<Moves, 'to'>
  readonly clock: Clock
  readonly hold: Hold
  readonly repository: Pick<MessagesRepository, 'outcome'>
  readonly findDisplay: (id: DisplayId) => Display | undefined
}

/** What waits for a display that is away or has no room, and how it comes to it. */
export interface Waiting {
  /** Before another message is added: what it makes void goes, and of too many the oldest. */
  makeRoom(message: TrackedMessage, display: DisplayId, isOnline: boolean): void
  online(display: DisplayId): void
  /** The same when nothing was sent in vain. */
  reached(display: DisplayId): void
  offline(display: DisplayId): void
  forgotten(display: DisplayId): void
  /** Takes away one id or key, or everything. */
  dismiss(display: DisplayId, selector: string | undefined): void
  /** A display is not left in peace any more, or less so. */
  released(display: DisplayId): void
  /** Sends to one display alone, also past what is withheld from it. */
  send(delivery: TrackedDelivery): void
  /** A board says something of an open delivery: of a text, that it has passed over those before it that it never mentioned. */
  passed(delivery: TrackedDelivery): void
  /** A delivery has an outcome. */
  done(delivery: TrackedDelivery): void
}

export function createWaiting({ book, moves, clock, hold, repository, findDisplay }: Options): Waiting {
  const releases = createReleases({
    limit: limits.maxResentAtOnce,
    waiting: (display) =>
      book
        .openOf(display)
        .filter(
          ({ state, message }) =>
            state === 'queued' && message.expiresAt > clock.now() && !hold.isHeld(display, message.priority),
        ),
    send,
  })

  function send(delivery: TrackedDelivery) {
    const payload = resendPayload(delivery.message, clock.now())
    const limit = findDisplay(delivery.display)?.about?.maxPayloadBytes
    if (limit !== undefined && payload.length > limit) return moves.to(delivery, 'rejected', 'payload_too_large')
    moves.to(delivery, 'sent')
    hold.send(delivery.display, payload)
  }

  function rejectExcess(display: DisplayId, limit: number) {
    const excess = book.openCount(display) - limit
    if (excess <= 0) return
    for (const oldest of book.oldestOf(display, excess)) moves.to(oldest, 'rejected', 'queue_full')
  }

  /** What a display has not shown waits for it again, unless it is void by now. */
  function requeue(display: DisplayId) {
    if (book.openCount(display) === 0) return
    for (const delivery of book.openOf(display)) {
      if (delivery.isTakenBack) moves.to(delivery, 'dismissed', 'dismissed_by_sender')
      else moves.to(delivery, 'queued')
    }
    for (const [delivery, reason] of superseded(book.openOf(display))) moves.to(delivery, 'replaced', reason)
    rejectExcess(display, limits.maxWaitingPerDisplay)
  }

  /** Says of what waits for a display that is online whether it does so because that is left in peace. */
  function sayWhy(display: DisplayId) {
    for (const delivery of book.openOf(display)) {
      if (delivery.state !== 'queued') continue
      const isHeld = hold.isHeld(display, delivery.message.priority)
      moves.to(delivery, 'queued', isHeld ? heldReason : undefined)
    }
  }

  /** The board takes it away by itself; if it never hears of that, neither it nor a restart of the hub brings it back. */
  function takeBack(delivery: TrackedDelivery) {
    delivery.isTakenBack = true
    repository.outcome({ ...keptDelivery(delivery), state: 'dismissed', reason: 'dismissed_by_sender' })
  }

  return {
    makeRoom(message, display, isOnline) {
      if (book.openCount(display) === 0) return
      if (message.isPlainText || message.body.key !== undefined) {
        for (const older of book.openOf(display)) {
          // What was sent is replaced by the board.
          const reason = older.state === 'queued' ? supersededBy(message, older.message) : undefined
          if (reason !== undefined) moves.to(older, 'replaced', reason)
        }
      }
      if (!isOnline) rejectExcess(display, limits.maxWaitingPerDisplay - 1)
    },
    online(display) {
      releases.offline(display)
      requeue(display)
      if (book.openCount(display) === 0) return
      sayWhy(display)
      releases.online(display)
    },
    reached(display) {
      if (book.openOf(display).some(({ state }) => state === 'queued')) releases.online(display)
    },
    offline(display) {
      releases.offline(display)
      requeue(display)
    },
    forgotten(display) {
      releases.offline(display)
      for (const delivery of book.openOf(display)) moves.to(delivery, 'rejected', 'display_forgotten')
      book.forgetDisplay(display)
    },
    dismiss(display, selector) {
      for (const delivery of book.openOf(display)) {
        const { id, ackId, body } = delivery.message
        if (selector !== undefined && ![id, ackId, body.key].includes(selector)) continue
        if (delivery.state === 'queued') moves.to(delivery, 'dismissed', 'dismissed_by_sender')
        else takeBack(delivery)
      }
    },
    released(display) {
      if (findDisplay(display)?.presence !== 'online' || book.openCount(display) === 0) return
      sayWhy(display)
      releases.online(display)
    },
    send,
    passed(delivery) {
      if (!delivery.message.isPlainText) return
      for (const older of book.oldestOf(delivery.display, maxLookedAt)) {
        if (older === delivery) return
        if (older.message.isPlainText && older.state === 'sent') moves.to(older, 'replaced', 'newer_text')
      }
    },
    done: releases.done,
  }
}
