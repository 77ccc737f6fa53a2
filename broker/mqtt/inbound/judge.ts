import type { PublishPacket } from 'aedes'
import type { Verdict } from '../../inbox/inbox.ts'
import { limits } from '../../limits.ts'
import type { Log } from '../../log.ts'
import type { Publication } from '../../publication.ts'
import type { Will } from '../aedes-internals.ts'
import { isObjectKey } from '../names.ts'
import type { Traffic } from '../traffic.ts'

interface JudgeOptions {
  readonly traffic: Traffic
  readonly admit: (publication: Publication) => Verdict
  readonly log: Log
}

/** Answers why a PUBLISH or a will goes nowhere, or `undefined`; takes the retain flag from what must not be kept. */
export type Judge = (client: { readonly id: string } | null, packet: PublishPacket | Will) => string | undefined

export function createJudge({ traffic, admit, log }: JudgeOptions): Judge {
  return (client, packet) => {
    const { topic, payload, qos, retain } = packet
    const clientId = client?.id ?? 'hub'
    traffic.received[qos]++
    if (isObjectKey(topic) || isTooLong(topic)) {
      traffic.refused++
      log.debug({ clientId, topic }, 'this name cannot be a topic')
      return 'this name cannot be a topic'
    }
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    const verdict = admit({ topic, payload: bytes, qos, retain, clientId })
    if (verdict.refused === undefined) {
      if (verdict.stripRetain) packet.retain = false
      return undefined
    }
    traffic.refused++
    return verdict.refused.message
  }
}

/** Whether a topic or a filter is longer than the hub takes. */
export function isTooLong(topic: string): boolean {
  return topic.length > limits.maxTopicBytes || Buffer.byteLength(topic) > limits.maxTopicBytes
}
