import { clockTime } from '../ui/clock-time.ts'
import { useNow } from '../ui/seconds.ts'
import { DeliveryList, ToneIcon } from './delivery-list.tsx'
import { messageSummary } from './message-summary.ts'
import { recipientIds, type SentMessage } from './sent-message.ts'
import { clearSentMessages, sentMessages } from './sent-messages.ts'

/** What was sent from this browser and what has become of it. */
export function MessagesPage() {
  const now = useNow()
  return (
    <div class="mx-auto max-w-3xl">
      <div class="mb-5 flex items-center justify-between gap-4">
        <div>
          <h1 class="text-xl font-semibold tracking-tight">Messages</h1>
          <p class="text-muted text-sm">Sent from this browser, newest first</p>
        </div>
        {sentMessages.value.length > 0 && (
          <button type="button" class="btn btn-ghost h-11" onClick={clearSentMessages}>
            Clear the list
          </button>
        )}
      </div>
      {sentMessages.value.length === 0 ? (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-16 text-center">
          Nothing sent yet.
        </p>
      ) : (
        <ul class="flex flex-col gap-3">
          {sentMessages.value.map((message) => (
            <MessageRow key={message.id} message={message} now={now} />
          ))}
        </ul>
      )}
    </div>
  )
}

function MessageRow({ message, now }: { readonly message: SentMessage; readonly now: number }) {
  const { tone, text } = messageSummary(message)
  const recipients = recipientIds(message)
  return (
    <li class="rounded-box border border-base-300 bg-base-100 p-4">
      <div class="flex items-start justify-between gap-4">
        <p class="min-w-0 font-medium whitespace-pre-wrap [overflow-wrap:anywhere]">{message.text}</p>
        <time class="text-muted shrink-0 text-sm tabular-nums" dateTime={new Date(message.sentAt).toISOString()}>
          {clockTime(message.sentAt, now)}
        </time>
      </div>
      <p class="mt-2 flex items-center gap-2 text-sm">
        <ToneIcon tone={tone} />
        {text}
      </p>
      {recipients.length > 1 && (
        <details class="mt-2">
          <summary class="text-muted cursor-pointer py-1 text-sm">
            {message.to === 'all' ? 'Everyone' : 'Recipients'}: {recipients.length} displays
          </summary>
          <DeliveryList message={message} now={now} />
        </details>
      )}
    </li>
  )
}
