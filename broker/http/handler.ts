import type { IncomingHttpHeaders } from 'node:http'
import type { OperationName } from '#contract/http.ts'
import type { Peer } from '../access/peer.ts'
import type { Principal } from '../access/principal.ts'

/** Who sends a request, and from where. */
export interface Caller {
  /** `undefined` is nobody, which only operations for `anyone` see. */
  readonly principal: Principal | undefined
  readonly peer: Peer
  readonly headers: IncomingHttpHeaders
}

/** A request whose parts were checked against the operation's schemas. `body` is bytes where the operation takes a raw body. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: unknown
  readonly caller: Caller
  /** The id of the message that this request sends, unless it names one itself; a repeat with the same key has the same. */
  readonly messageId?: string
}

export interface ApiAnswer {
  readonly status: number
  readonly body?: unknown
  /** Values of `Set-Cookie`. */
  readonly cookies?: readonly string[] | undefined
  /** In place of `body`, where the operation has a `stream`. */
  readonly stream?: AnswerStream
}

/** An answer that is written piece by piece. */
export interface AnswerStream {
  readonly contentType: string
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Asked for its next piece when the client has taken the one before. Ends soon when `signal` is aborted: the client has left,
   * may not read it any more, or the hub closes.
   */
  readonly open: (signal: AbortSignal) => AsyncIterable<string | Uint8Array>
}

/** Translates HTTP to one call of a capability. Throws `MarqueeError` for what the caller did wrong. */
export type Handler = (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>
export type Handlers = Partial<Record<OperationName, Handler>>
