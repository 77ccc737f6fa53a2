/** Plain counters that the hot path increments; metrics read them. */
export interface Traffic {
  readonly received: [number, number, number]
  readonly sent: [number, number, number]
  readonly connections: { tcp: number; websocket: number }
  /** PUBLISH packets that were not sent to one subscriber. */
  readonly dropped: { slow: number; tooLarge: number }
  refused: number
  closedForSlowness: number
  /** Connections that were turned away at a limit. */
  turnedAway: number
}

export function createTraffic(): Traffic {
  return {
    received: [0, 0, 0],
    sent: [0, 0, 0],
    connections: { tcp: 0, websocket: 0 },
    dropped: { slow: 0, tooLarge: 0 },
    refused: 0,
    closedForSlowness: 0,
    turnedAway: 0,
  }
}
