import * as z from 'zod/mini'
import { errorBodySchema, type OperationName, operations } from '#contract/http.ts'
import { CommandFault } from './command-fault.ts'

/** What an operation without content answers. */
export const nothing = z.undefined()

/** Time for the hub to answer, on top of what it is asked to wait. */
const answerMs = 10_000

interface Call {
  readonly query?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** How long the hub is asked to wait before it answers. */
  readonly waitMs?: number
}

/** The hub's HTTP API. */
export interface HubClient {
  /** Calls an operation and parses what comes back. Throws `CommandFault`, also when no hub answers. */
  call<Schema extends z.ZodMiniType>(operation: OperationName, schema: Schema, call?: Call): Promise<z.infer<Schema>>
  /** Calls an operation whose answer is a stream of bytes, for as long as it lasts or until `signal`. */
  open(operation: OperationName, call: Call & { readonly signal?: AbortSignal }): Promise<AsyncIterable<Uint8Array>>
}

export function createHubClient({
  url,
  token,
}: {
  readonly url: string
  readonly token: string | undefined
}): HubClient {
  function prepare(name: OperationName, { query, params, body }: Call): [URL, RequestInit] {
    const { method, path } = operations[name]
    const address = new URL(url)
    const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''))
    address.pathname = `${address.pathname.replace(/\/$/, '')}${filled}`
    address.search = new URLSearchParams(query).toString()
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    }
    return [
      address,
      { method: method.toUpperCase(), headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
    ]
  }

  return {
    async call(name, schema, call = {}) {
      const [address, init] = prepare(name, call)
      const signal = AbortSignal.timeout((call.waitMs ?? 0) + answerMs)
      const response = await answerOf(url, address, { ...init, signal })
      const content = await contentOf(url, response)
      if (!response.ok) throw refusal(url, response.status, content)
      const parsed = schema.safeParse(content)
      if (parsed.success) return parsed.data
      throw new CommandFault({
        code: 'unavailable',
        message: `${url} answers something that is not of this version of Marquee`,
      })
    },
    async open(name, { signal, ...call }) {
      const [address, init] = prepare(name, call)
      const response = await answerOf(url, address, signal === undefined ? init : { ...init, signal })
      if (!response.ok) throw refusal(url, response.status, await contentOf(url, response))
      return response.body ?? new ReadableStream()
    },
  }
}

async function answerOf(url: string, address: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    throw noAnswer(url, error)
  }
}

/** JSON, or `undefined` for what is none. */
async function contentOf(url: string, response: Response): Promise<unknown> {
  try {
    const text = await response.text()
    return text === '' ? undefined : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw noAnswer(url, error)
  }
}

function noAnswer(url: string, error: unknown): CommandFault {
  if (error instanceof Error && error.name === 'TimeoutError')
    return new CommandFault({ code: 'unavailable', message: `The hub at ${url} does not answer in time.` })
  return unreachable(url)
}

function refusal(url: string, status: number, content: unknown): CommandFault {
  const parsed = errorBodySchema.safeParse(content)
  if (parsed.success) return new CommandFault(parsed.data)
  return new CommandFault({
    code: 'unavailable',
    message: `${url} answers with HTTP status ${status}; is it a Marquee hub?`,
  })
}

/** Nobody listens at the address. */
export function unreachable(url: string): CommandFault {
  return new CommandFault({
    code: 'unavailable',
    message: `No hub answers at ${url}. Start it with \`npm start\`, or name it with --url.`,
  })
}
