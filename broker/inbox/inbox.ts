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

type Handler<Kind extends DisplayTopicKind> = (event: InboxEvent<Kind>) => unknown
/** Makes a handler of what there is to be seen at the moment at which a publish is passed on. */
type Witness<Kind extends DisplayTopicKind> = (topic: DisplayTopic) => Handler<Kind>
interface Interested<Kind extends DisplayTopicKind> {
  readonly handlers: Handler<Kind>[]
  readonly witnesses: Witness<Kind>[]
}
type Handlers = { [Kind in DisplayTopicKind]?: Interested<Kind> }
type Job = () => void

/**
 * What becomes of a publish: refused, passed on as it is, passed on without its retain flag, or taken by the hub, which passes
 * something else on in its place.
 */
export type Verdict =
  | { readonly refused: ErrorBody }
  | {
      readonly refused?: never
      readonly stripRetain: boolean
      readonly isTaken?: true
      /** For QoS 1 and 2: resolves when it may be acknowledged. */
      readonly recorded?: Promise<void>
    }
const passOn: Verdict = { stripRetain: false }
const passOnce: Verdict = { stripRetain: true }

/** Kinds of which somebody may rely on the acknowledgement. */
const recordedKinds: ReadonlySet<DisplayTopicKind> = new Set(['message', 'dismiss', 'command'])

/** The edge of the MQTT side: every publish is parsed here once, refused or handed to the capability that asked for its kind. */
export interface Inbox {
  /**
   * Runs after the publish was passed on; must not throw for bad input. A publish with QoS 1 or 2 is acknowledged when
   * the promise that the handler returns resolves, if it returns one, and not if that rejects.
   */
  on<Kind extends DisplayTopicKind>(kind: Kind, handler: Handler<Kind>): void
  /** The same for a handler that needs to know how things stood at that moment. The witness is called then, and must be quick. */
  onWitnessed<Kind extends DisplayTopicKind>(kind: Kind, witness: Witness<Kind>): void
  /** Checks a publish without waiting for anything. */
  admit(publication: Publication): Verdict
  /**
   * Runs once every handler of what was passed on so far has run, and before anything else is passed on: what changes both
   * the way of publishes and what is recorded of them changes between two of them.
   */
  settle(job: () => void): void
  /** Handlers that have not run yet. */
  readonly backlog: number
}

interface InboxOptions {
  readonly limit: number
  readonly onRefused: (publication: Publication, error: ErrorBody) => void
  /** Told of publishes beyond the limit, and of faults in handlers. */
  readonly drops: { onOverflow(): void; onFault(topic: string, error: unknown): void }
}

/** Of a flood; more would hold up everybody else. */
const jobsPerTurn = 200

export function createInbox({ limit, onRefused, drops }: InboxOptions): Inbox {
  const handlers: Handlers = {}
  let pending: Job[] = []
  let settling: Job[] = []
  let isRunning = false

  /** Fan-out first, bookkeeping afterwards: handlers run in order of arrival, one turn of the event loop later. */
  function runPending() {
    const jobs = pending
    // What waits for all of them must not wait for ever in a flood.
    pending = settling.length > 0 ? [] : jobs.splice(jobsPerTurn)
    if (pending.length > 0) setImmediate(runPending)
    isRunning = true
    for (const job of jobs) job()
    isRunning = false
    if (pending.length > 0) return
    const after = settling
    settling = []
    for (const job of after) job()
  }

  function enqueue<Kind extends DisplayTopicKind>(kind: Kind, event: InboxEvent<Kind>): Promise<void> | undefined {
    const interested: Interested<Kind> | undefined = handlers[kind]
    if (interested === undefined) return undefined
    const isRecorded = event.publication.qos > 0 && recordedKinds.has(kind)
    if (pending.length >= limit) {
      drops.onOverflow()
      return isRecorded ? unrecorded(new Error('publishes come faster than they can be recorded')) : undefined
    }
    const { witnesses } = interested
    const all =
      witnesses.length === 0
        ? interested.handlers
        : [...interested.handlers, ...witnesses.map((witness) => witness(event.topic))]
    if (!isRecorded) {
      defer(() => void runAll(all, event))
      return undefined
    }
    const recorded = new Promise<void>((resolve, reject) => {
      defer(() => void Promise.all(runAll(all, event)).then(() => resolve(), reject))
    })
    // Nobody acknowledges a will.
    recorded.catch(() => {})
    return recorded
  }

  function defer(job: Job) {
    if (pending.length === 0) setImmediate(runPending)
    pending.push(job)
  }

  function runAll<Kind extends DisplayTopicKind>(interested: readonly Handler<Kind>[], event: InboxEvent<Kind>) {
    return interested.map((handler) => {
      try {
        return handler(event)
      } catch (error) {
        drops.onFault(event.publication.topic, error)
        return unrecorded(error)
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
      void enqueue(topic.kind, { publication, topic, value: undefined })
      return passOn
    }
    const parsed = payloadParsers[topic.kind](publication.payload)
    if (!parsed.ok) return { refused: parsed.error }
    const recorded = enqueue(topic.kind, { publication, topic, value: parsed.value as PayloadOf<typeof topic.kind> })
    // A message that was kept would be shown again to everybody who connects later.
    const isKept = topicTable[topic.kind].retain
    if (recorded !== undefined) return { stripRetain: !isKept, recorded }
    return isKept ? passOn : passOnce
  }

  function interestedIn<Kind extends DisplayTopicKind>(kind: Kind): Interested<Kind> {
    const known: Interested<Kind> | undefined = handlers[kind]
    const interested = known ?? { handlers: [], witnesses: [] }
    handlers[kind] = interested as Handlers[Kind]
    return interested
  }

  return {
    on: (kind, handler) => void interestedIn(kind).handlers.push(handler),
    onWitnessed: (kind, witness) => void interestedIn(kind).witnesses.push(witness),
    admit,
    settle(job) {
      if (pending.length > 0 || isRunning) settling.push(job)
      else job()
    },
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

/** A rejection that nobody has to look at. */
function unrecorded(error: unknown): Promise<void> {
  const rejected = Promise.reject(error)
  rejected.catch(() => {})
  return rejected
}
