import type { DisplayId } from '#contract/ids.ts'
import type { Priority } from '#contract/message.ts'
import { displayTopic } from '#contract/topics.ts'
import type { Displays } from '../displays/displays.ts'
import type { MqttServer } from '../mqtt/mqtt-server.ts'
import type { Publish } from '../publication.ts'

/** Why a message waits for a display that is online. */
export const heldReason = 'quiet_hours'

/** Which displays are left in peace. */
export interface Quiet {
  isHeld(display: DisplayId, priority: Priority): boolean
  isQuiet(display: DisplayId): boolean
}

/** What waits for a display although it is online, and how what does not wait gets there. */
export interface Hold extends Quiet {
  /** Sends to a display, also past what is withheld from it. */
  send(display: DisplayId, payload: Uint8Array): void
}

interface Options {
  readonly quiet: Quiet
  readonly displays: Displays
  readonly mqtt: Pick<MqttServer, 'publish' | 'sendTo'>
}

export function createHold({ quiet: { isHeld, isQuiet }, displays, mqtt }: Options): Hold {
  const { send } = nothingHeld(mqtt.publish)
  return {
    isHeld,
    isQuiet,
    send(display, payload) {
      if (!isQuiet(display)) return send(display, payload)
      const clientId = displays.get(display)?.clientId
      // Whoever has gone meanwhile gets it with the next connection.
      if (clientId !== undefined) mqtt.sendTo(clientId, topicOf(display), payload)
    },
  }
}

/** Every display takes everything. */
export function nothingHeld(publish: Publish): Hold {
  return {
    isHeld: () => false,
    isQuiet: () => false,
    send: (display, payload) => publish(topicOf(display), payload, { qos: 1 }),
  }
}

function topicOf(id: DisplayId): string {
  return displayTopic('message', { kind: 'display', id })
}
