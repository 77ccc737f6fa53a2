import type { ConnectionWriter } from '../connection/connection-writer.ts'
import type { WirePacket } from '../connection/wire-packet.ts'

interface Waiting {
  readonly packet: () => WirePacket
  isDue: boolean
}

/** Acknowledges in the order in which messages came [MQTT-4.6.0-2], each when it is safe. */
export class Acknowledger {
  readonly #writer: ConnectionWriter
  #waiting: Waiting[] = []

  constructor(writer: ConnectionWriter) {
    this.#writer = writer
  }

  /** `safe` is undefined if there is nothing to wait for; if it fails nothing is sent for this message. */
  acknowledge(packet: () => WirePacket, safe: Promise<unknown> | undefined, onFailure: (error: unknown) => void): void {
    if (safe === undefined && this.#waiting.length === 0) {
      this.#writer.send(packet())
      return
    }
    const waiting: Waiting = { packet, isDue: safe === undefined }
    this.#waiting.push(waiting)
    safe?.then(
      () => {
        waiting.isDue = true
        this.#sendDue()
      },
      (error: unknown) => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        onFailure(error)
        this.#sendDue()
      },
    )
  }

  #sendDue(): void {
    while (this.#waiting[0]?.isDue) {
      const first = this.#waiting.shift()
      if (first !== undefined) this.#writer.send(first.packet())
    }
  }
}
