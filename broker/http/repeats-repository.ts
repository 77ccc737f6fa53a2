/** A request with an `Idempotency-Key`, as it is kept. */
export interface KeptRequest {
  /** Hash of the caller and the key. */
  readonly id: string
  /** Hash of all that was asked for. */
  readonly request: string
  /** The message that it makes, so that it is known whether it did. */
  readonly messageId: string
  /** ms since 1970. */
  readonly at: number
  /** Missing until it is answered, and where the answer was too long to keep. */
  readonly answer: KeptAnswer | undefined
}

export interface KeptAnswer {
  readonly status: number
  /** JSON; `undefined` for an answer without a body. */
  readonly body: string | undefined
}

/** Where requests with an `Idempotency-Key` are kept. Rejects while the database is away. */
export interface RepeatsRepository {
  find(id: string): Promise<KeptRequest | undefined>
  /** Resolves when it is on disk; replaces an older one of the same id. */
  begin(request: KeptRequest): Promise<void>
  finish(id: string, answer: KeptAnswer): Promise<void>
  forget(id: string): Promise<void>
  /** Deletes what is older than `olderThan` (ms since 1970), and all but the newest `keep`. */
  prune(bounds: { readonly olderThan: number; readonly keep: number }): Promise<void>
}
