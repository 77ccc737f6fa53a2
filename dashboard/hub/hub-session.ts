import type { OperationName } from '#contract/http.ts'
import type { SessionView } from '#contract/people.ts'
import { callHub } from './http-calls.ts'
import type { Answer } from './worker-messages.ts'

/** Whether the hub lets this page connect. `refused` asks for a log-in, or for the claim of the hub. */
export type Admission =
  | { readonly kind: 'granted'; readonly ticket?: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'away' }

interface Listener {
  told(session: SessionView): void
  /** Somebody may connect. */
  admitted(): void
}

/** Operations after which somebody else may be logged in, or nobody. */
const changing: ReadonlySet<OperationName> = new Set([
  'claimHub',
  'logIn',
  'giveSecondFactor',
  'logOut',
  'signUp',
  'recover',
  'verifyEmail',
  'endLogins',
  'endLogin',
  'changePassword',
  'confirmSecondFactor',
  'removeSecondFactor',
  'changeUser',
])

/** Whether the answer to a call is a reason to ask again who is logged in. */
export function changesSession(name: OperationName, answer: Answer<unknown>): boolean {
  return answer.ok ? changing.has(name) : answer.error.code === 'not_authenticated'
}

/** Who is logged in on this page, as the hub says it. */
export class HubSession {
  readonly #listener: Listener

  constructor(listener: Listener) {
    this.#listener = listener
  }

  /** Asks the hub and tells; answers `undefined` if it does not answer. */
  async read(): Promise<SessionView | undefined> {
    const answer = await callHub('getSession')
    if (!answer.ok) return undefined
    this.#listener.told(answer.value)
    if (answer.value.principal !== null) this.#listener.admitted()
    return answer.value
  }

  /** A fresh ticket for one connect of somebody who has logged in; nobody else needs one. */
  async admission(clientId: string): Promise<Admission> {
    const session = await this.read()
    if (session === undefined) return { kind: 'away' }
    if (session.principal === null) return { kind: 'refused' }
    if (session.principal.kind !== 'user') return { kind: 'granted' }
    const answer = await callHub('createMqttTicket', { body: { clientId } })
    if (!answer.ok) return answer.error.code === 'not_authenticated' ? this.#refused() : { kind: 'away' }
    const { ticket } = answer.value
    return { kind: 'granted', ...(ticket === null ? {} : { ticket }) }
  }

  /** The log-in ended between two questions. */
  async #refused(): Promise<Admission> {
    const session = await this.read()
    return { kind: session?.principal === null ? 'refused' : 'away' }
  }
}
