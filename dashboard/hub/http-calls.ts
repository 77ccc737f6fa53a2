import { type ErrorCode, errorCodes } from '#contract/errors.ts'
import { errorBodySchema, type OperationName, operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { parseValue } from '#contract/payload.ts'
import type { Answer, AnswerOf } from './worker-messages.ts'

const timeoutMs = 10_000

interface CallOptions {
  /** What the one parameter of the path stands for. */
  readonly id?: string
  /** The same where the path has several. */
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Makes a repeat of the call the same call, where the operation takes such a key. */
  readonly key?: string
}

/** Calls an operation of the HTTP API and checks its answer. Never throws: a failure is an answer with an error. */
export async function callHub<Name extends OperationName>(
  name: Name,
  options: CallOptions = {},
): Promise<Answer<AnswerOf<Name>>> {
  return (await call(operations[name], options)) as Answer<AnswerOf<Name>>
}

async function call(operation: Operation, options: CallOptions): Promise<Answer<unknown>> {
  const { id, params, query, body, key } = options
  let response: Response
  let content: unknown
  try {
    response = await fetch(
      addressOf(operation.path, (word) => params?.[word] ?? id ?? '', query),
      {
        method: operation.method.toUpperCase(),
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      },
    )
    content = await response.json().catch(() => undefined)
  } catch {
    return { ok: false, error: { code: 'unavailable', message: 'the hub does not answer' } }
  }
  if (!response.ok) return { ok: false, error: errorOf(response.status, content) }
  const expected = operation.responses[response.status]
  return expected === undefined || typeof expected === 'string'
    ? { ok: true, value: undefined }
    : parseValue(expected, content)
}

function errorOf(status: number, content: unknown): Extract<Answer<unknown>, { ok: false }>['error'] {
  const parsed = errorBodySchema.safeParse(content)
  if (!parsed.success) return { code: 'internal', message: `the hub answered with status ${status}` }
  const { code, message, field } = parsed.data
  return { code: isErrorCode(code) ? code : 'internal', message, ...(field === undefined ? {} : { field }) }
}

function addressOf(path: string, param: (word: string) => string, query: CallOptions['query'] = {}): string {
  const words = new URLSearchParams(query).toString()
  const filledIn = path.replaceAll(/\{(\w+)\}/g, (_, word: string) => encodeURIComponent(param(word)))
  return `${filledIn}${words === '' ? '' : `?${words}`}`
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorCodes
}
