import type { OperationName } from '#contract/http.ts'

/** A request whose parts were checked against the operation's schemas. `body` is bytes where the operation takes a raw body. */
export interface ApiRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: unknown
}

export interface ApiAnswer {
  readonly status: number
  readonly body?: unknown
}

/** Translates HTTP to one call of a capability. Throws `MarqueeError` for what the caller did wrong. */
export type Handler = (request: ApiRequest) => ApiAnswer | Promise<ApiAnswer>
export type Handlers = Partial<Record<OperationName, Handler>>
