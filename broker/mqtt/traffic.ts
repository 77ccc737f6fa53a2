/** Plain counters that the hot path increments; metrics read them. */
export interface Traffic {
  readonly received: [number, number, number]
  readonly sent: [number, number, number]
  readonly connections: { tcp: number; websocket: number }
  refused: number
  closedForSlowness: number
}

export function createTraffic(): Traffic {
  return {
    received: [0, 0, 0],
    sent: [0, 0, 0],
    connections: { tcp: 0, websocket: 0 },
    refused: 0,
    closedForSlowness: 0,
  }
}
