import type { MessageDetail } from '#contract/history-operations.ts'
import { nameOfDisplay } from '../displays/display-signals.ts'
import { targetText } from '../displays/target-text.ts'
import { clockTime, exactTime } from '../ui/clock-time.ts'
import { optionWords } from './option-words.ts'
import { senderText } from './sender-text.ts'

/** What a message says, who sent it to whom and when, and how it is shown. */
export function MessageFacts({ detail }: { readonly detail: MessageDetail }) {
  const { message, to, acceptedAt, expiresAt, complete } = detail
  const now = Date.now()
  const sentAt = Date.parse(acceptedAt)
  const facts: readonly (readonly [string, string])[] = [
    ['From', senderText(detail)],
    ['To', targetText(to, nameOfDisplay)],
    ['Sent', `${clockTime(sentAt, now).replace(/\d\d:\d\d$/, '')}${exactTime(sentAt)}`],
    [complete ? 'Could wait until' : 'Waits until', clockTime(Date.parse(expiresAt), now)],
    ...optionWords(message),
  ]
  return (
    <section aria-label="What was sent" class="min-w-0">
      {message.title !== undefined && <p class="mb-1 font-semibold [overflow-wrap:anywhere]">{message.title}</p>}
      <p class="rounded-field border border-base-300 bg-base-200 p-3 font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
        {message.text}
      </p>
      <dl class="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} class="contents">
            <dt class="text-muted">{name}</dt>
            <dd class="min-w-0 tabular-nums [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
