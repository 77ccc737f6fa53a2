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
}

export function createHubClient({
  url,
  token,
}: {
  readonly url: string
  readonly token: string | undefined
}): HubClient {
  return {
    async call(name, schema, { query, params, body, waitMs = 0 } = {}) {
      const { method, path } = operations[name]
      const address = new URL(url)
      const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ''))
      address.pathname = `${address.pathname.replace(/\/$/, '')}${filled}`
      address.search = new URLSearchParams(query).toString()
      const { status, content } = await request(url, address, {
        method: method.toUpperCase(),
        signal: AbortSignal.timeout(waitMs + answerMs),
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (status >= 400) throw refusal(url, status, content)
      const parsed = schema.safeParse(content)
      if (parsed.success) return parsed.data
      throw new CommandFault({
        code: 'unavailable',
        message: `${url} answers something that is not of this version of Marquee`,
      })
    },
  }
}

async function request(url: string, address: URL, init: RequestInit): Promise<{ status: number; content: unknown }> {
  let response: Response
  let text: string
  try {
    response = await fetch(address, init)
    text = await response.text()
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new CommandFault({ code: 'unavailable', message: `The hub at ${url} does not answer in time.` })
    }
    throw unreachable(url)
  }
  try {
    return { status: response.status, content: JSON.parse(text) }
  } catch {
    return { status: response.status, content: undefined }
  }
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
