import type { Client } from 'aedes'
import { limits } from '../limits.ts'

type DrainCallback = (error: Error | null, client: Client) => void
type WritingClient = Client & { waitForDrain(done: DrainCallback): void }

/**
 * Keeps one slow reader from holding up everybody (aedes#1060): a full socket buffer never delays the others,
 * and a client with too many unsent bytes is closed. `unsentBytes` tells what has not left yet.
 */
export function releaseFromSlowReaders(client: Client, unsentBytes: () => number, onTooSlow: () => void): void {
  const writing = client as WritingClient
  writing.waitForDrain = (done) => {
    if (unsentBytes() > limits.maxUnsentBytes && !client.conn.destroyed) {
      onTooSlow()
      client.conn.destroy()
    }
    setImmediate(done, null, client)
  }
}
