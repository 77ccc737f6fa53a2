import type { Message } from '#contract/message.ts'
import type { Recipients } from '../hub/worker-messages.ts'
import type { Options } from './options.ts'

/** A message that is being written. */
export interface Draft {
  readonly text: string
  readonly to: Recipients
  readonly options: Options
}

export const emptyDraft: Draft = { text: '', to: [], options: {} }

/** The JSON message of a draft. */
export function messageOf({ text, options }: Draft): Message {
  return { text, ...options }
}
