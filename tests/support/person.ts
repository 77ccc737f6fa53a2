import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { connectAsync, type MqttClient } from 'mqtt'
import { onTestFinished } from 'vitest'
import type { TestHub } from './hub.ts'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what came as they expect it.
  readonly body: any
  readonly cookies: readonly string[]
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export const password = 'correct horse battery'

/** Headers of somebody who does not come from this machine. */
export const fromElsewhere = { 'x-forwarded-for': '203.0.113.7' }

/** A browser with its cookies, on a page of the hub. */
export interface Person {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  readonly cookies: Map<string, string>
  /** Connects to MQTT with a ticket, as a page does. */
  connect(clientId?: string): Promise<MqttClient>
}

/** Somebody with a browser that keeps cookies; `headers` come with every request. */
export function newPerson(hub: TestHub, headers: Record<string, string> = {}): Person {
  const cookies = new Map<string, string>()
  const person: Person = {
    cookies,
    async call(method, path, body, more = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await send(hub, method, path, body, {
        origin: hub.httpUrl,
        'sec-fetch-site': 'same-origin',
        ...(cookie === '' ? {} : { cookie }),
        ...headers,
        ...more,
      })
      for (const each of answer.cookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
        if (value === '' || /max-age=0/i.test(each)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    },
    async connect(clientId = `web-${randomUUID()}`) {
      const { body } = await person.call('POST', '/api/mqtt-ticket', { clientId })
      const client = await connectAsync(hub.wsUrl, {
        clientId,
        username: 'page',
        password: body.ticket,
        reconnectPeriod: 0,
        wsOptions: { headers: { origin: hub.httpUrl } },
      })
      onTestFinished(async () => {
        await client.endAsync(true).catch(() => undefined)
      })
      return client
    },
  }
  return person
}

/** One request with exactly these headers. */
export function send(
  hub: Pick<TestHub, 'httpUrl'>,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(`${hub.httpUrl}${path}`, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: parse(text),
          cookies: response.headers['set-cookie'] ?? [],
          headers: response.headers,
        }),
      )
      response.on('error', reject)
    })
    call.on('error', reject)
    call.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
  })
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}

/** Claims the hub from its own machine; answers the administrator, logged in. */
export async function claim(hub: TestHub, name = 'Ada'): Promise<Person> {
  const person = newPerson(hub)
  const { status, body } = await person.call('POST', '/api/claim', { name, email: emailOf(name), password })
  if (status !== 201) throw new Error(`the hub was not claimed: ${JSON.stringify(body)}`)
  return person
}

export const emailOf = (name: string) => `${name.toLowerCase()}@example.org`

/** Makes an account as an administrator, and logs in with it. */
export async function addPerson(
  hub: TestHub,
  administrator: Person,
  { name, role, reach }: { name: string; role: string; reach?: { displays: string[]; groups: string[] } },
): Promise<Person & { readonly id: string }> {
  const account = { name, email: emailOf(name), password, role, ...(reach === undefined ? {} : { reach }) }
  const added = await administrator.call('POST', '/api/users', account)
  if (added.status !== 201) throw new Error(`nobody was added: ${JSON.stringify(added.body)}`)
  const person = newPerson(hub, fromElsewhere)
  await person.call('POST', '/api/session', { email: emailOf(name), password })
  return { ...person, id: added.body.id }
}
