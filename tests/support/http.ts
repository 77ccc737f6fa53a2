import type { TestHub } from './hub.ts'

export interface Answer {
  readonly status: number
  // Tests compare it with what they expect.
  readonly body: Record<string, unknown>
}

/** One request of the HTTP API with a JSON body. */
export async function request(hub: TestHub, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${hub.httpUrl}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
}
