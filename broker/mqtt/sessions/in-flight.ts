const maxPacketId = 65_535

/** Messages with QoS 1 or 2 that one client has not acknowledged, by packet identifier [MQTT-2.2.1-3]. */
export class InFlight {
  /** The state of the message in the store, for sessions that are kept. */
  readonly #kept = new Map<number, Promise<unknown> | undefined>()
  #last = 0

  get size(): number {
    return this.#kept.size
  }

  has(packetId: number): boolean {
    return this.#kept.has(packetId)
  }

  get(packetId: number): Promise<unknown> | undefined {
    return this.#kept.get(packetId)
  }

  set(packetId: number, kept: Promise<unknown> | undefined): void {
    this.#kept.set(packetId, kept)
  }

  delete(packetId: number): void {
    this.#kept.delete(packetId)
  }

  /** The identifier itself, or another one if it is in use. */
  freeId(preferred: number): number {
    if (!this.#kept.has(preferred)) return preferred
    do this.#last = this.#last >= maxPacketId ? 1 : this.#last + 1
    while (this.#kept.has(this.#last))
    return this.#last
  }
}
