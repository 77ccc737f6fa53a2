import { eventsIn, type StreamedEvent } from './event-lines.ts'
import { type Route, routes } from './routes.ts'
import type { CallOptions, Client, ClientOptions } from './types.ts'

/** What the hub answers when it does not do what it was asked for, and what is said when it does not answer. */
export class MarqueeError extends Error {
  /** Stable: `unknown_display`, `limit_reached`, …; `unreachable` when no hub answers, `unexpected` when something else does. */
  readonly code: string
  /** The field or parameter at fault. */
  readonly field: string | undefined
  /** Of HTTP; 0 when there was no answer. */
  readonly status: number
  /** When trying again may help, if the hub knows. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    facts: {
      readonly code: string
      readonly status: number
      readonly field?: string | undefined
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    },
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'MarqueeError'
    this.code = facts.code
    this.status = facts.status
    this.field = facts.field
    this.retryAfterMs = facts.retryAfterMs
  }
}

type Input = Readonly<Record<string, unknown>>

/** A client of one hub. Its methods reject with `MarqueeError`. */
export function createClient({ url, token, fetch: send = fetch }: ClientOptions): Client {
  async function call(route: Route, input: Input, options: CallOptions): Promise<Response> {
    const { address, body } = requestOf(url, route, input)
    const headers = new Headers()
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    if (body !== undefined) headers.set('content-type', route.takesText ? 'text/plain' : 'application/json')
    if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
    let response: Response
    try {
      response = await send(address, {
        method: route.method,
        headers,
        ...(body === undefined ? {} : { body }),
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      })
    } catch (cause) {
      if (options.signal?.aborted === true) throw cause
      throw new MarqueeError(`no hub answers at ${String(url)}`, { code: 'unreachable', status: 0, cause })
    }
    if (!response.ok) throw await errorOf(response)
    return response
  }

  async function* events(route: Route, input: Input, options: CallOptions): AsyncGenerator<StreamedEvent> {
    const { body } = await call(route, input, options)
    if (body !== null) yield* eventsIn(body)
  }

  const method =
    (name: string, route: Route) =>
    (input: Input = {}, options: CallOptions = {}) => {
      if (name === 'streamEvents') return events(route, input, options)
      const response = call(route, input, options)
      return route.isStream ? response : response.then(contentOf)
    }
  return Object.fromEntries(
    Object.entries(routes).map(([name, route]) => [name, method(name, route)]),
  ) as unknown as Client
}

/** What the path names is taken out of the input, `body` is the body, and the rest is the query. */
function requestOf(url: string | URL, { path, takesText }: Route, input: Input) {
  const { body, ...others } = input
  const rest: Record<string, unknown> = others
  const address = new URL(url)
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  address.pathname = `${address.pathname.replace(/\/$/, '')}${filled}`
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined) address.searchParams.set(name, String(value))
  if (body === undefined) return { address, body: undefined }
  return { address, body: takesText ? String(body) : JSON.stringify(body) }
}

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

/** The error that a response tells of. */
async function errorOf(response: Response): Promise<MarqueeError> {
  const body: unknown = await response.json().catch(() => undefined)
  const { code, message, field } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new MarqueeError(
    typeof message === 'string' ? message : `the hub answered with status ${response.status}; is it a Marquee hub?`,
    {
      code: typeof code === 'string' ? code : 'unexpected',
      status: response.status,
      field: typeof field === 'string' ? field : undefined,
      retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    },
  )
}
