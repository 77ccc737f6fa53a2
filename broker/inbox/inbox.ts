import type { ErrorBody } from '#contract/errors.ts'
import { type PayloadOf, payloadParsers } from '#contract/payload.ts'
import { type DisplayTopicKind, topicTable } from '#contract/topic-table.ts'
import { type DisplayTopic, parseTopic } from '#contract/topics.ts'
import type { Publication } from '../publication.ts'
import { describeUnknownTopic } from './unknown-topic.ts'

/** A valid publish to a topic of Marquee, its payload parsed. `value` is `undefined` where a retained topic is deleted. */
export interface InboxEvent<Kind extends DisplayTopicKind> {
  readonly publication: Publication
  readonly topic: DisplayTopic
  readonly value: PayloadOf<Kind> | undefined
}

type Handler<Kind extends DisplayTopicKind> = (event: InboxEvent<Kind>) => void
type Handlers = { [Kind in DisplayTopicKind]?: Handler<Kind>[] }
type Job = () => void

/**
 * What becomes of a publish: refused, passed on as it is, passed on without its retain flag, or taken by the hub, which
 * passes something else on in its place; it may be acknowledged when `taken` resolves.
 */
export type Verdict =
  | { readonly refused: ErrorBody; readonly taken?: never }
  | { readonly taken: Promise<unknown>; readonly refused?: never }
  | { readonly stripRetain: boolean; readonly refused?: never; readonly taken?: never }
const passOn: Verdict = { stripRetain: false }
const passOnce: Verdict = { stripRetain: true }

/** The edge of the MQTT side: every publish is parsed here once, refused or handed to the capability that asked for its kind. */
export interface Inbox {
  /** Runs after the publish was passed on; must not throw for bad input. */
  on<Kind extends DisplayTopicKind>(kind: Kind, handler: Handler<Kind>): void
  /** Checks a publish without waiting for anything. */
  admit(publication: Publication): Verdict
  /** Handlers that have not run yet. */
  readonly backlog: number
}

interface InboxOptions {
  readonly limit: number
  readonly onRefused: (publication: Publication, error: ErrorBody) => void
  /** Told of publishes beyond the limit, and of faults in handlers. */
  readonly drops: { onOverflow(): void; onFault(topic: string, error: unknown): void }
}

export function createInbox({ limit, onRefused, drops }: InboxOptions): Inbox {
  const handlers: Handlers = {}
  let pending: Job[] = []

  /** Fan-out first, bookkeeping afterwards: handlers run in order of arrival, one turn of the event loop later. */
  function runPending() {
    const jobs = pending
    pending = []
    for (const job of jobs) job()
  }

  function enqueue<Kind extends DisplayTopicKind>(kind: Kind, event: InboxEvent<Kind>) {
    const interested: Handler<Kind>[] | undefined = handlers[kind]
    if (interested === undefined) return
    if (pending.length >= limit) return drops.onOverflow()
    if (pending.length === 0) setImmediate(runPending)
    pending.push(() => {
      for (const handler of interested) {
        try {
          handler(event)
        } catch (error) {
          drops.onFault(event.publication.topic, error)
        }
      }
    })
  }

  function admit(publication: Publication): Verdict {
    const { topic } = publication
    if (topic.startsWith('$')) return refuseReserved(publication)
    if (!topic.startsWith('displays/') && !topic.startsWith('marquee/')) return passOn
    const verdict = admitOwn(publication)
    if (verdict.refused !== undefined) onRefused(publication, verdict.refused)
    return verdict
  }

  function admitOwn(publication: Publication): Verdict {
    const topic = parseTopic(publication.topic)
    if (topic === undefined) return { refused: describeUnknownTopic(publication.topic) }
    if (!('target' in topic)) {
      return { refused: { code: 'not_authorised', message: `${publication.topic} is published by the hub alone` } }
    }
    if (publication.payload.length === 0 && topicTable[topic.kind].retain && topic.kind !== 'page') {
      enqueue(topic.kind, { publication, topic, value: undefined })
      return passOn
    }
    const parsed = payloadParsers[topic.kind](publication.payload)
    if (!parsed.ok) return { refused: parsed.error }
    enqueue(topic.kind, { publication, topic, value: parsed.value as PayloadOf<typeof topic.kind> })
    // A message that was kept would be shown again to everybody who connects later.
    return topicTable[topic.kind].retain ? passOn : passOnce
  }

  return {
    on<Kind extends DisplayTopicKind>(kind: Kind, handler: Handler<Kind>) {
      const list: Handler<Kind>[] = handlers[kind] ?? []
      list.push(handler)
      handlers[kind] = list as Handlers[Kind]
    },
    admit,
    get backlog() {
      return pending.length
    },
  }

  function refuseReserved(publication: Publication): Verdict {
    const error: ErrorBody = { code: 'not_authorised', message: `${publication.topic} is reserved for the broker` }
    // A Mosquitto bridge announces itself there on every connect; that is no mistake worth a report.
    if (!publication.topic.startsWith('$SYS/broker/connection/')) onRefused(publication, error)
    return { refused: error }
  }
}
