/** One PUBLISH as it came in or goes out. */
export interface Publication {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1 | 2
  readonly retain: boolean
  /** Client id of the publisher. */
  readonly clientId: string
  /** Who that is, as people know them. */
  readonly sender: string
}

/** Publishes as the hub itself: reaches every subscriber, passes no access rule. */
export type Publish = (topic: string, payload: string | Uint8Array, options?: { retain?: boolean; qos?: 0 | 1 }) => void
