import { MarqueeError } from '#contract/errors.ts'

/** Also said of a message that somebody may not know of. */
export function unknownMessage(id: string): MarqueeError {
  return new MarqueeError({ code: 'unknown_message', message: `the hub does not remember a message "${id}"` })
}
