import { createHash } from 'node:crypto'
import { MarqueeError } from '#contract/errors.ts'
import type { Clock } from '../clock.ts'
import { newMessageId } from '../deliveries/message-id.ts'
import { limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { ApiAnswer } from './handler.ts'
import type { KeptAnswer, KeptRequest, RepeatsRepository } from './repeats-repository.ts'

/** A request that may be a repeat of an earlier one. */
export interface Repeatable {
  /** Whose key it is. */
  readonly caller: string
  readonly key: string
  /** All that is asked for, as text. */
  readonly request: string
  /** The id of the message that it sends, if it says so itself. */
  readonly messageId: string | undefined
  /** The answer that tells of a message which was accepted before the hub ended; `undefined` if it was not. */
  readonly answerOf?: (messageId: string) => Promise<ApiAnswer | undefined>
}

/** Does what is asked for with an `Idempotency-Key` once, however often it is asked for within `limits.repeatMs`. */
export interface Repeats {
  /** Throws `conflict` when the key came with another request before, and `unavailable` when that cannot be known. */
  once(repeatable: Repeatable, work: (messageId: string) => Promise<ApiAnswer>): Promise<ApiAnswer>
  close(): void
}

interface Options {
  readonly repository: RepeatsRepository
  readonly clock: Clock
  readonly log: Log
}

export function createRepeats({ repository, clock, log }: Options): Repeats {
  const underWay = new Map<string, { readonly request: string; readonly answer: Promise<ApiAnswer> }>()
  const warn = (error: Error) => log.warn({ reason: error.message }, 'requests with a key could not be kept')

  const prune = () =>
    void repository.prune({ olderThan: clock.now() - limits.repeatMs, keep: limits.maxRepeatableRequests }).catch(warn)
  const pruning = setInterval(prune, limits.pruneRepeatsIntervalMs).unref()
  prune()

  async function attempt(
    id: string,
    request: string,
    { messageId, answerOf }: Repeatable,
    work: (messageId: string) => Promise<ApiAnswer>,
  ): Promise<ApiAnswer> {
    const kept = await known(repository.find(id))
    if (kept !== undefined && kept.at > clock.now() - limits.repeatMs) {
      if (kept.request !== request) throw conflict()
      return (await earlierAnswer(kept, answerOf)) ?? perform(id, kept.messageId, work)
    }
    const fresh = { id, request, messageId: messageId ?? newMessageId(), at: clock.now(), answer: undefined }
    await known(repository.begin(fresh))
    return perform(id, fresh.messageId, work)
  }

  async function perform(id: string, messageId: string, work: (messageId: string) => Promise<ApiAnswer>) {
    let answer: ApiAnswer
    try {
      answer = await work(messageId)
    } catch (error) {
      // Nothing was done, so the key is free for a better request.
      if (error instanceof MarqueeError && error.status < 500) await repository.forget(id).catch(warn)
      throw error
    }
    const kept = keptForm(answer)
    if (kept !== undefined) await repository.finish(id, kept).catch(warn)
    return answer
  }

  return {
    once(repeatable, work) {
      const id = hashOf(`${repeatable.caller}\0${repeatable.key}`)
      const request = hashOf(repeatable.request)
      const current = underWay.get(id)
      if (current !== undefined) {
        if (current.request !== request) throw conflict()
        return current.answer
      }
      const answer = attempt(id, request, repeatable, work).finally(() => underWay.delete(id))
      underWay.set(id, { request, answer })
      return answer
    },
    close: () => clearInterval(pruning),
  }
}

async function earlierAnswer(
  { answer, messageId }: KeptRequest,
  answerOf: Repeatable['answerOf'],
): Promise<ApiAnswer | undefined> {
  if (answer === undefined) return answerOf?.(messageId)
  return { status: answer.status, ...(answer.body === undefined ? {} : { body: JSON.parse(answer.body) }) }
}

/** An answer that is too long is not kept: the message itself tells of it later. */
function keptForm({ status, body }: ApiAnswer): KeptAnswer | undefined {
  if (body === undefined) return { status, body: undefined }
  const text = JSON.stringify(body)
  return text.length <= limits.maxKeptAnswerLength ? { status, body: text } : undefined
}

async function known<Value>(asked: Promise<Value>): Promise<Value> {
  try {
    return await asked
  } catch (cause) {
    throw new MarqueeError(
      {
        code: 'unavailable',
        message:
          'nothing was done, because the database that remembers Idempotency-Keys is not available; ask again later',
      },
      { cause },
    )
  }
}

function conflict(): MarqueeError {
  return new MarqueeError({
    code: 'conflict',
    field: 'Idempotency-Key',
    message: 'this Idempotency-Key came with another request before; take a new one for each request',
  })
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
