import { messageDefaults } from '#contract/bounds.ts'
import type { Message, Priority } from '#contract/message.ts'
import type { Recipients } from '../hub/worker-messages.ts'

/** A message that is being written. */
export interface Draft {
  readonly text: string
  readonly to: Recipients
  readonly priority: Priority
  readonly ttlMs: number
  /** `hold` keeps the message on the glass until it is dismissed. */
  readonly show: number | 'hold'
  readonly overflow: 'page' | 'scroll' | 'cut'
  readonly align: 'left' | 'center' | 'right'
  readonly backlight: 'unchanged' | 'on' | 'off' | 'blink'
}

export const emptyDraft: Draft = {
  text: '',
  to: [],
  priority: messageDefaults.priority,
  ttlMs: messageDefaults.ttlMs,
  show: messageDefaults.showMs,
  overflow: 'page',
  align: 'left',
  backlight: 'unchanged',
}

/** The JSON message of a draft. What is the default anyway is left out. */
export function messageOf(draft: Draft): Message {
  const { text, priority, ttlMs, show, overflow, align, backlight } = draft
  return {
    text,
    ...(priority === emptyDraft.priority ? {} : { priority }),
    ...(ttlMs === emptyDraft.ttlMs ? {} : { ttlMs }),
    ...(show === 'hold' ? { hold: true } : show === emptyDraft.show ? {} : { showMs: show }),
    ...(overflow === emptyDraft.overflow ? {} : { overflow }),
    ...(align === emptyDraft.align ? {} : { align }),
    ...(backlight === 'unchanged' ? {} : { backlight }),
  }
}
