import { helloSchema } from '#contract/boards.ts'
import { pairingTopic, parseHelloTopic } from '#contract/pairing-topics.ts'
import { parseJson } from '#contract/payload.ts'
import type { Verdict } from '../inbox/inbox.ts'
import type { Publication, Publish } from '../publication.ts'
import type { Pairing } from './pairing.ts'

const maxHelloBytes = 512
const clientIdPrefix = 'pair-'

/** Reads what boards say that wait to be paired. `undefined` for every other publish. */
export function admitHello(publication: Publication, greet: Pairing['greet']): Verdict | undefined {
  const board = parseHelloTopic(publication.topic)
  if (board === undefined) return undefined
  const hello = parseJson(helloSchema, publication.payload, maxHelloBytes)
  if (!hello.ok) return { refused: hello.error }
  if (hello.value.mac.replaceAll(':', '') !== board) {
    const message = `mac is ${hello.value.mac}, but the topic is that of ${board}`
    return { refused: { code: 'invalid_value', field: 'mac', message } }
  }
  // Behind what the board has sent already, its SUBSCRIBE among it.
  setImmediate(() => greet(board, hello.value))
  return { stripRetain: true }
}

/**
 * Sends a board what the rules let nobody else receive. With QoS 0: the queue of a kept session would write a secret to
 * disk, and hand it to whoever connects as that board next.
 */
export function sendToBoard(publish: Publish) {
  return (board: string, kind: 'code' | 'credentials', payload: object): void =>
    publish(pairingTopic(kind, board), JSON.stringify(payload))
}

/** The board that a client id is of, if it is of one that waits. */
export function boardOf(clientId: string): string | undefined {
  return clientId.startsWith(clientIdPrefix) ? clientId.slice(clientIdPrefix.length) : undefined
}
