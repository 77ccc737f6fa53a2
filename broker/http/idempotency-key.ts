import type { Request } from 'express'
import { reportSchema } from '#contract/delivery.ts'
import { MarqueeError } from '#contract/errors.ts'
import type { Operation } from '#contract/operation.ts'
import { parseMessagePayload } from '#contract/payload.ts'
import type { ApiAnswer, Caller } from './handler.ts'
import type { Repeatable } from './repeats.ts'

const pattern = /^[ -~]{1,128}$/

/** What a request with an `Idempotency-Key` repeats; `undefined` without one. Throws `invalid_value` for one that is none. */
export function repeatableOf(
  operation: Operation,
  request: Request,
  caller: Caller,
  answerOf: (messageId: string) => Promise<ApiAnswer | undefined>,
): Repeatable | undefined {
  const key = request.get('Idempotency-Key')
  if (operation.isRepeatable === undefined || key === undefined) return undefined
  if (!pattern.test(key))
    throw new MarqueeError({
      code: 'invalid_value',
      field: 'Idempotency-Key',
      message: 'Idempotency-Key has 1 to 128 printable ASCII characters',
    })
  const { principal } = caller
  const body: unknown = Buffer.isBuffer(request.body) ? request.body.toString('latin1') : request.body
  return {
    key,
    caller: `${principal?.kind}:${principal?.id}`,
    request: JSON.stringify([request.method, request.originalUrl, body ?? '']),
    messageId: messageIdIn(request.body),
    ...(operation.responses[202] === reportSchema ? { answerOf } : {}),
  }
}

/** The id that a message has from its sender. */
function messageIdIn(body: unknown): string | undefined {
  if (Buffer.isBuffer(body)) {
    const parsed = parseMessagePayload(body)
    return parsed.ok && parsed.value.form === 'json' ? parsed.value.message.id : undefined
  }
  const id = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined
  return typeof id === 'string' ? id : undefined
}
