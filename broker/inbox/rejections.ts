import type { Rejection } from '#contract/delivery.ts'
import type { ErrorBody } from '#contract/errors.ts'
import { rejectionsTopic } from '#contract/topics.ts'
import type { Clock } from '../clock.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Publication, Publish } from '../publication.ts'

/**
 * Tells whoever listens that a publish was refused, and why: nothing is ever refused in silence.
 * Of a flood only the first of each second are told, and how many were not.
 */
export function createRejections({ publish, log, clock }: { publish: Publish; log: Log; clock: Clock }) {
  let second = 0
  let told = 0
  let untold = 0

  function mayTell(): boolean {
    const now = Math.floor(clock.now() / 1000)
    if (now !== second) {
      if (untold > 0) log.warn({ untold }, 'more publishes were refused than could be told')
      second = now
      told = 0
      untold = 0
    }
    if (told < limits.maxRejectionsPerSecond) return ++told > 0
    untold++
    return false
  }

  return ({ topic, clientId }: Publication, error: ErrorBody): void => {
    if (!mayTell()) return
    const rejection: Rejection = { topic, clientId, error: { ...error } }
    publish(rejectionsTopic, JSON.stringify(rejection))
    log.info(rejection, 'publish refused')
  }
}
