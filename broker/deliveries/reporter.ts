import { reportTopic } from '#contract/topics.ts'
import { limits } from '../limits.ts'
import type { Publish } from '../publication.ts'
import type { TrackedDelivery, TrackedMessage } from './delivery.ts'
import { reportOf } from './report.ts'

/** Reports that may leave at once within one interval; beyond that they wait for its end and are merged. */
const promptReports = 50

/** Publishes the reports of messages: the first change at once, later ones at most every `reportIntervalMs` per message. */
export interface Reporter {
  changed(delivery: TrackedDelivery): void
  /** A message without any delivery is reported too. */
  accepted(message: TrackedMessage): void
  close(): void
}

export function createReporter(publish: Publish): Reporter {
  let dirty = new Map<TrackedMessage, Set<TrackedDelivery>>()
  let recent = new Set<TrackedMessage>()
  let isScheduled = false
  /** Runs only while there is something to report or to forget: an idle hub sleeps. */
  let timer: NodeJS.Timeout | undefined

  function flush() {
    recent = new Set()
    send(dirty, limits.maxReportsPerInterval)
    if (recent.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  function send(changes: Map<TrackedMessage, Set<TrackedDelivery>>, limit = Number.POSITIVE_INFINITY) {
    if (changes.size === 0) return
    dirty = new Map()
    let sent = 0
    for (const [message, deliveries] of changes) {
      if (sent++ === limit) {
        dirty = changes
        return
      }
      changes.delete(message)
      recent.add(message)
      const only = message.deliveries.size > limits.maxDisplaysPerReport ? deliveries : undefined
      publish(reportTopic(message.id), JSON.stringify(reportOf(message, only)))
    }
  }

  /** At the end of the turn, so that the deliveries of one broadcast make one report. */
  function sendPrompt() {
    isScheduled = false
    const prompt = new Map(
      [...dirty].filter(([message]) => !recent.has(message)).slice(0, Math.max(0, promptReports - recent.size)),
    )
    const rest = new Map([...dirty].filter(([message]) => !prompt.has(message)))
    send(prompt)
    dirty = rest
  }

  function mark(message: TrackedMessage): Set<TrackedDelivery> {
    const changes = dirty.get(message) ?? new Set()
    dirty.set(message, changes)
    timer ??= setInterval(flush, limits.reportIntervalMs).unref()
    if (!isScheduled && !recent.has(message) && recent.size < promptReports) {
      isScheduled = true
      setImmediate(sendPrompt)
    }
    return changes
  }

  return {
    changed: (delivery) => void mark(delivery.message).add(delivery),
    accepted: (message) => void mark(message),
    close() {
      clearInterval(timer)
      send(dirty)
    },
  }
}
