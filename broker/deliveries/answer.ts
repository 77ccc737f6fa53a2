import type { Answer } from '#contract/delivery.ts'
import type { Ack } from '#contract/display.ts'
import type { Message } from '#contract/message.ts'

const prefix = 'action:'

/** What a reader answered by a button, if that is what an acknowledgement says. */
export function answerOf(
  { actions = [] }: Message,
  { state, reason, input }: Ack & { input?: string },
): Answer | undefined {
  if (state !== 'dismissed' || reason === undefined || !reason.startsWith(prefix)) return undefined
  const reply = reason.slice(prefix.length)
  const fits = actions.filter((action) => action.reply === reply && (input === undefined || action.input === input))
  // Two buttons may give the same answer; a board that does not say which was pressed leaves that open.
  const pressed = input ?? (fits.length === 1 ? fits[0]?.input : undefined)
  const label = fits[0]?.label
  return { ...(pressed === undefined ? {} : { input: pressed }), ...(label === undefined ? {} : { label }), reply }
}
