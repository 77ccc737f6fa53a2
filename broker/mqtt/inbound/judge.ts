import type { Client } from 'aedes'
import type { ErrorBody } from '#contract/errors.ts'
import type { Principal } from '../../access/principal.ts'
import { limits } from '../../limits.ts'
import type { PublishPacket } from '../aedes-internals.ts'
import { isObjectKey } from '../names.ts'
import type { Traffic } from '../traffic.ts'
import type { Gate } from './gate.ts'

interface JudgeOptions {
  readonly traffic: Traffic
  readonly gate: Gate
  /** Who a client is. */
  readonly principalOf: (client: Client) => Principal | undefined
  readonly mayPublish: (principal: Principal, topic: string) => boolean
}

type Judged = Pick<PublishPacket, 'topic' | 'payload' | 'qos'> & { retain: boolean }

export interface Judgement {
  /** Why it goes nowhere; `undefined` if it is passed on. */
  readonly reason?: string | undefined
  /** It goes nowhere, because the hub passes something else on in its place. */
  readonly isTaken?: true | undefined
  /** What has to be waited for before it is acknowledged. */
  readonly recorded?: Promise<unknown> | undefined
}
const passed: Judgement = {}

/** Judges a PUBLISH or a will; takes the retain flag from what must not be kept. */
export type Judge = (client: Client, packet: Judged) => Judgement

export function createJudge({ traffic, gate, principalOf, mayPublish }: JudgeOptions): Judge {
  /** What belongs to the broker is refused for everybody, with a sentence of its own. */
  const isAllowed = (principal: Principal | undefined, topic: string) =>
    principal !== undefined && (topic.startsWith('$') || mayPublish(principal, topic))

  return (client, packet) => {
    const { topic, payload, qos, retain } = packet
    traffic.received[qos]++
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    const principal = principalOf(client)
    const sender = senderOf(principal, client.id)
    const publication = { topic, payload: bytes, qos, retain, clientId: client.id, sender }
    const fault = faultOf(topic) ?? (isAllowed(principal, topic) ? undefined : forbidden(sender, topic))
    if (fault !== undefined || principal === undefined) {
      const error = fault ?? forbidden(sender, topic)
      traffic.refused++
      gate.refuse({ ...publication, topic: topic.slice(0, limits.maxTopicBytes) }, error)
      return { reason: error.message }
    }
    const verdict = gate.admit(publication, principal)
    if (verdict.refused === undefined) {
      if (verdict.stripRetain) packet.retain = false
      const { recorded, isTaken } = verdict
      return recorded === undefined ? passed : { recorded, isTaken }
    }
    traffic.refused++
    return { reason: verdict.refused.message }
  }
}

/** As people know the publisher. Whoever needs no credentials is known by its client id alone. */
function senderOf(principal: Principal | undefined, clientId: string): string {
  if (principal === undefined || principal.kind === 'local' || principal.kind === 'anyone') return clientId
  return principal.name
}

function forbidden(sender: string, topic: string): ErrorBody {
  return { code: 'not_authorised', field: 'topic', message: `${sender} may not publish to ${topic}` }
}

function faultOf(topic: string): ErrorBody | undefined {
  if (isTooLong(topic))
    return { code: 'too_long', field: 'topic', message: `a topic has at most ${limits.maxTopicBytes} bytes` }
  if (isObjectKey(topic))
    return { code: 'invalid_value', field: 'topic', message: `"${topic}" cannot be the name of a topic` }
  return undefined
}

/** Whether a topic or a filter is longer than the hub takes. */
export function isTooLong(topic: string): boolean {
  return topic.length > limits.maxTopicBytes || Buffer.byteLength(topic) > limits.maxTopicBytes
}
