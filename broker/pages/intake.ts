import { type ErrorBody, MarqueeError } from '#contract/errors.ts'
import { parseTopic, type Target } from '#contract/topics.ts'
import type { Principal } from '../access/principal.ts'
import type { Verdict } from '../inbox/inbox.ts'
import type { Publication } from '../publication.ts'
import type { HeldPages } from './held-pages.ts'
import { hasBraces } from './live/has-braces.ts'
import { type LiveMessages, readLivePayload, tooManyTopics } from './live/live-messages.ts'
import { refusePlaceholders } from './live/live-text.ts'
import type { LiveValues } from './live/live-values.ts'
import { type PageBook, pageOf, tooManyPages } from './page-book.ts'
import { readPage } from './page-content.ts'

interface Options {
  readonly book: PageBook
  readonly held: HeldPages
  readonly values: LiveValues
  readonly liveMessages: LiveMessages
  readonly mayReceive: (principal: Principal, topic: string) => boolean
  /** Sends the bytes of a message on behalf of somebody; resolves when that is recorded. Throws `MarqueeError`. */
  readonly send: (target: Target, payload: Uint8Array, sender: string) => Promise<void>
  readonly reject: (publication: Publication, error: ErrorBody) => void
}

/** What the hub does with pages and live values that are published over MQTT. */
export interface Intake {
  /** Takes what has live values and what is published where the hub holds a page; `undefined` leaves it to others. */
  admit(publication: Publication, principal: Principal): Verdict | undefined
}

export function createIntake(options: Options): Intake {
  const { book, held, values, liveMessages, mayReceive, send, reject } = options

  function refuse(publication: Publication, error: ErrorBody): Verdict {
    reject(publication, error)
    return { refused: error }
  }

  /** What cannot be done later is told as if it had been refused; what cannot be kept is not acknowledged. */
  function taken(publication: Publication, job: Promise<unknown>): Verdict {
    const safe = job.then(done, (error: unknown) => {
      if (!(error instanceof MarqueeError) || error.code === 'unavailable') throw error
      reject(publication, error.toBody())
    })
    // With QoS 0 nobody waits for it.
    safe.catch(() => undefined)
    return { stripRetain: false, isTaken: true, recorded: safe }
  }

  function admitPage(publication: Publication, principal: Principal): Verdict | undefined {
    const { topic, payload } = publication
    const known = book.get(topic)
    if (known?.source === 'playlist') {
      const message = `${topic} belongs to the playlist ${known.playlist}; change that`
      return refuse(publication, { code: 'conflict', message })
    }
    const isHeld = known?.isHeld === true
    if (payload.length === 0) return isHeld ? taken(publication, held.drop(topic)) : undefined
    if (!book.hasRoomFor(topic)) return refuse(publication, tooManyPages)
    if (!isHeld && !hasBraces(payload)) return undefined
    const content = readPage(payload)
    if (!content.ok || content.value === undefined || pageOf(topic) === undefined) return undefined
    const { placeholders } = content.value.live
    if (!isHeld && placeholders.length === 0) return undefined
    const error = refusePlaceholders(placeholders, (read) => mayReceive(principal, read))
    if (error !== undefined) return refuse(publication, error)
    if (!values.hasRoomFor(placeholders)) return refuse(publication, tooManyTopics().toBody())
    return taken(publication, held.hold(topic, { content: content.value, source: 'mqtt' }))
  }

  function admitMessage(publication: Publication, principal: Principal): Verdict | undefined {
    const live = readLivePayload(publication.payload)
    if (live === undefined || live.texts.placeholders.length === 0) return undefined
    const topic = parseTopic(publication.topic)
    if (topic === undefined || !('target' in topic) || topic.kind !== 'message') return undefined
    const error = refusePlaceholders(live.texts.placeholders, (read) => mayReceive(principal, read))
    if (error !== undefined) return refuse(publication, error)
    const { target } = topic
    const sent = liveMessages.render(live.texts, target, live.render).then((payload) =>
      // What it is sent to may have changed meanwhile; that is told like any other refusal.
      send(target, Buffer.from(payload), publication.sender),
    )
    return taken(publication, sent)
  }

  return {
    admit(publication, principal) {
      const { topic } = publication
      if (!topic.startsWith('displays/')) return undefined
      if (topic.includes('/page/')) return admitPage(publication, principal)
      return topic.endsWith('/message') ? admitMessage(publication, principal) : undefined
    },
  }
}

function done(): void {}
