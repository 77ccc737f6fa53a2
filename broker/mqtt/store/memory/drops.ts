import type { DropReason } from '../store.ts'

/** Counts what the store had to leave out, by reason. */
export class Drops {
  readonly #counts: Record<DropReason, number> = {
    queue_full: 0,
    in_flight_full: 0,
    all_queues_full: 0,
    retained_full: 0,
    session_expired: 0,
    sessions_full: 0,
  }

  count(reason: DropReason, howMany = 1): void {
    this.#counts[reason] += howMany
  }

  get counts(): Readonly<Record<DropReason, number>> {
    return { ...this.#counts }
  }
}
