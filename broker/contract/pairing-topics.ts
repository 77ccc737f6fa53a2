/** The topics of a board that has no credentials yet, below `pairing/<board>/`, of which only that board has any. */
export const pairingTable = {
  hello: {
    direction: 'out',
    payload: 'JSON hello',
    purpose: 'The board asks to be paired. Said again, it gets its code again.',
  },
  code: { direction: 'in', payload: 'JSON code', purpose: 'What the board shows, each time it changes.' },
  credentials: {
    direction: 'in',
    payload: 'JSON credentials',
    purpose: 'Somebody has typed the code: what to connect with.',
  },
} as const

export type PairingTopicKind = keyof typeof pairingTable

/** `board` is the MAC as 12 lower-case hex digits. */
export function pairingTopic(kind: PairingTopicKind, board: string): string {
  return `pairing/${board}/${kind}`
}

/** The board that says hello on a topic; `undefined` if it is another topic. */
export function parseHelloTopic(topic: string): string | undefined {
  return /^pairing\/([0-9a-f]{12})\/hello$/.exec(topic)?.[1]
}
