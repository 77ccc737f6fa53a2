import { type Ack, ackSchema } from '#contract/display.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import { parseJson, parseMessagePayload } from '#contract/payload.ts'
import { parseTopic } from '#contract/topics.ts'

/** Messages of one display that are remembered until they are shown; a board's queue holds fewer. */
const maxRemembered = 64

/** Finds the text that one display shows: an acknowledgement names only the id of its message. */
export function createShownTexts(onShown: (text: string, ack: Ack) => void) {
  const texts = new Map<string, string>()

  return {
    received(topic: string, payload: Uint8Array): void {
      if (parseTopic(topic)?.kind !== 'message') return
      const parsed = parseMessagePayload(payload)
      if (!parsed.ok || parsed.value.form === 'empty') return
      const content = parsed.value
      const id = (content.form === 'json' ? content.message.id : undefined) ?? `~${fnv1a32Hex(payload)}`
      texts.set(id, content.form === 'json' ? content.message.text : content.text)
      const oldest = texts.keys().next()
      if (texts.size > maxRemembered && oldest.value !== undefined) texts.delete(oldest.value)
    },
    published(topic: string, payload: Uint8Array): void {
      if (parseTopic(topic)?.kind !== 'ack') return
      const parsed = parseJson(ackSchema, payload)
      if (!parsed.ok || parsed.value.state !== 'shown') return
      const text = texts.get(parsed.value.id)
      texts.delete(parsed.value.id)
      if (text !== undefined) onShown(text, parsed.value)
    },
  }
}
