import { request } from '../support/http.ts'
import type { TestHub } from '../support/hub.ts'

/** One call of the HTTP API that has to go well; answers its body. */
export async function call(hub: TestHub, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await request(hub, method, path, body)
  if (answer.status >= 300)
    throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
