import type { DisplayId } from '#contract/ids.ts'
import { displayTopic } from '#contract/topics.ts'
import type { Clock } from '../clock.ts'
import { type Credentials, createCredentials } from '../credentials/credentials.ts'
import type { Displays } from '../displays/displays.ts'
import type { KeptDisplays } from '../displays/kept-displays.ts'
import { openDisplays } from '../displays/open-displays.ts'
import type { Peers } from '../displays/peers.ts'
import { waitUntilOffline } from '../displays/until-offline.ts'
import type { Inbox, Verdict } from '../inbox/inbox.ts'
import type { createRejections } from '../inbox/rejections.ts'
import type { Log } from '../log.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import { createPairing, type Pairing } from '../pairing/pairing.ts'
import { admitHello, boardOf, sendToBoard } from '../pairing/pairing-topics.ts'
import type { Publication } from '../publication.ts'
import type { Stores } from '../storage/stores.ts'
import { createTokens, type Tokens } from '../tokens/tokens.ts'
import type { DisplaySecrets } from './display-secrets.ts'

/** Everybody the hub knows who is no person: displays, the boards that are to become some, and API tokens. */
export interface Identities {
  readonly keptDisplays: KeptDisplays
  readonly credentials: Credentials
  /** Sends a display its new secret; false if it is not connected, or does not listen for one. */
  deliver(display: DisplayId, secret: string): boolean
  readonly pairing: Pairing
  readonly tokens: Tokens
  /** Reads what boards say that wait to be paired. `undefined` for every other publish. */
  admit(publication: Publication): Verdict | undefined
  close(): void
}

interface Options {
  readonly stores: Pick<Stores, 'displays' | 'credentials' | 'tokens'>
  readonly secrets: DisplaySecrets
  readonly displays: Displays
  readonly peers: Peers
  readonly mqtt: MqttServer
  readonly inbox: Inbox
  readonly reject: ReturnType<typeof createRejections>
  readonly clock: Clock
  readonly log: Log
}

/** Loads what is known of them, and closes the connections of those that are not any more. Rejects if it cannot be read. */
export async function openIdentities(options: Options): Promise<Identities> {
  const { stores, secrets, displays, mqtt, clock } = options
  const untilOffline = waitUntilOffline(displays)
  const credentials = await createCredentials({
    repository: stores.credentials,
    secrets,
    clock,
    // Credentials refer to their display, which is written first.
    saved: () => keptDisplays.saved(),
    expect: displays.expect,
    // Also of somebody who has used the id of the display while it had no secret.
    onRevoked: (display) =>
      mqtt.reassess(
        (principal, clientId) => clientId === display || (principal.kind === 'display' && principal.id === display),
      ),
    onForgottenElsewhere(id) {
      const display = displays.get(id)
      if (display === undefined) return
      // Its will would make it known again.
      void untilOffline(display).then(() => credentials.has(id) || displays.forget(id))
    },
  })
  const tokens = await createTokens({ repository: stores.tokens, clock, onEnded: mqtt.reassess })
  const pairing = createPairing({
    clock,
    credentials,
    rename: displays.rename,
    send: sendToBoard(mqtt.publish),
    expel: (board) => mqtt.reassess(({ kind, id }) => kind === 'pairing' && id === board),
  })
  const keptDisplays = await openDisplays({
    ...options,
    repository: stores.displays,
    hasCredentials: credentials.has,
  })
  mqtt.onDisconnect((clientId) => {
    const board = boardOf(clientId)
    if (board !== undefined) pairing.left(board)
  })

  return {
    keptDisplays,
    credentials,
    deliver(id, secret) {
      const topic = displayTopic('credentials', { kind: 'display', id })
      // Only a board that has connected as the display itself may read its topic; one that cannot keep a secret does not.
      if (!mqtt.isSent(id, topic)) return false
      // With QoS 0, so that the queue of a kept session does not write the secret to disk.
      mqtt.publish(topic, JSON.stringify({ id, secret }))
      return true
    },
    pairing,
    tokens,
    admit(publication) {
      const verdict = admitHello(publication, pairing.greet)
      if (verdict?.refused !== undefined) options.reject(publication, verdict.refused)
      return verdict
    },
    close() {
      credentials.close()
      tokens.close()
      pairing.close()
      keptDisplays.close()
    },
  }
}
