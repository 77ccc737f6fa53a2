import { Icon } from '../ui/icon.tsx'
import { ToneIcon } from './delivery-list.tsx'
import { messageSummary } from './message-summary.ts'
import { forgetSentMessage, unsentMessages } from './sent-messages.ts'

/** What was written in this browser and is not with the hub: nobody else can see it. */
export function UnsentMessages() {
  const messages = unsentMessages.value
  if (messages.length === 0) return null
  return (
    <section aria-label="Not sent" class="mb-4 rounded-box border border-warning bg-base-100 px-4 py-1">
      <ul class="divide-y divide-base-300">
        {messages.map((message) => {
          const { tone, text } = messageSummary(message)
          return (
            <li key={message.id} class="flex items-center gap-3 py-2">
              <div class="min-w-0 flex-1">
                <p class="truncate font-medium">{message.text}</p>
                <p class="flex items-center gap-2 text-sm">
                  <ToneIcon tone={tone} />
                  {text}
                </p>
              </div>
              {message.problem !== undefined && (
                <button
                  type="button"
                  class="btn btn-ghost btn-square size-11"
                  aria-label="Take it off the list"
                  onClick={() => forgetSentMessage(message.id)}
                >
                  <Icon name="close" />
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
