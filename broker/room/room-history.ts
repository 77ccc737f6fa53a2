import type { RoomMessage } from '#contract/room.ts'

/** A place in what was said: what is older comes before it. */
export interface RoomPlace {
  /** ms since 1970. */
  readonly at: number
  readonly id: string
}

/** What was said in the room and to everybody. Writing never waits. */
export interface RoomHistory {
  append(message: RoomMessage): void
  /** The newest first. Rejects with `unavailable`. */
  list(query: { readonly limit: number; readonly before?: RoomPlace | undefined }): Promise<readonly RoomMessage[]>
  prune(bounds: { readonly olderThan: number; readonly keep: number }): Promise<void>
}
