import type * as z from 'zod/mini'
import type { Report } from '#contract/delivery.ts'
import type { About, Presence, Screen } from '#contract/display.ts'
import type { ErrorBody } from '#contract/errors.ts'
import type { DisplayView, OperationName, operations } from '#contract/http.ts'
import type { Message } from '#contract/message.ts'
import type { SessionView } from '#contract/people.ts'
import type { RoomMessage, RoomPeople } from '#contract/room.ts'

/** A screen with its hex fields decoded. */
export interface LiveScreen extends Omit<Screen, 'cells' | 'cgram'> {
  readonly cells: Uint8Array
  readonly cgram: Uint8Array
}

export interface ListedDisplay extends Omit<DisplayView, 'screen' | 'since'> {
  readonly since: number
  readonly screen?: LiveScreen
}

/** How the connection to the hub is. Times are milliseconds since 1970. */
export type Connection =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'live'; readonly since: number }
  | { readonly phase: 'lost'; readonly since: number; readonly nextTryAt?: number; readonly reason?: string }

/** Something that happened at the hub. `at` is when this browser learned of it. */
export type HubEvent =
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'session'; readonly session: SessionView }
  | { readonly type: 'list'; readonly askedAt: number; readonly displays: readonly ListedDisplay[] }
  | { readonly type: 'listFailed'; readonly error: ErrorBody }
  | { readonly type: 'status'; readonly id: string; readonly presence: Presence; readonly at: number }
  | { readonly type: 'gone'; readonly id: string; readonly at: number }
  | { readonly type: 'about'; readonly id: string; readonly about: About }
  | { readonly type: 'screen'; readonly id: string; readonly screen: LiveScreen }
  | { readonly type: 'progress'; readonly messageId: string; readonly progress: 'waiting' | 'sending' | 'accepted' }
  | { readonly type: 'refused'; readonly messageId: string; readonly reason: string }
  /** The hub does not know the message any more. */
  | { readonly type: 'lost'; readonly messageId: string }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'roomMessage'; readonly message: RoomMessage }
  | { readonly type: 'roomPeople'; readonly people: RoomPeople['people'] }

/** Whom a message is for: everybody, or selectors. */
export type Recipients = 'all' | readonly string[]

/** What the page asks the worker to do. */
export type Instruction =
  | { readonly type: 'send'; readonly messageId: string; readonly to: Recipients; readonly message: Message }
  | { readonly type: 'follow'; readonly messageIds: readonly string[] }
  /** Whether the page wants the reports of all messages, not only of those that it follows. */
  | { readonly type: 'watchReports'; readonly isWatching: boolean }
  | { readonly type: 'retry' }
  | { readonly type: 'visible'; readonly visible: boolean }
  | {
      readonly type: 'call'
      readonly callId: number
      readonly name: OperationName
      readonly id?: string
      readonly params?: Readonly<Record<string, string>>
      readonly query?: Readonly<Record<string, string>>
      readonly body?: unknown
      /** Makes a repeat of the call the same call, where the operation takes such a key. */
      readonly key?: string
    }

export type WorkerMessage =
  | { readonly type: 'events'; readonly events: readonly HubEvent[] }
  | { readonly type: 'answer'; readonly callId: number; readonly answer: Answer<unknown> }

/** The outcome of a call of the HTTP API. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorBody }

type Responses<Name extends OperationName> = (typeof operations)[Name]['responses']
/** What an operation of the HTTP API answers. */
export type AnswerOf<Name extends OperationName> =
  Responses<Name> extends Record<number, infer Body> ? (Body extends z.ZodMiniType ? z.infer<Body> : undefined) : never
