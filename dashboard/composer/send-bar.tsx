import { DeliveryList } from '../messages/delivery-list.tsx'
import { messageSummary } from '../messages/message-summary.ts'
import { recipientIds, type SentMessage } from '../messages/sent-message.ts'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/seconds.ts'

const buttonColours = { busy: 'btn-primary', good: 'btn-success', wait: 'btn-warning', bad: 'btn-error' } as const
/** The whole list stands on the page of messages. */
const mostListed = 100
const icons = { busy: 'send', good: 'check', wait: 'clock', bad: 'alert' } as const

interface SendBarProps {
  readonly label: { readonly action: string; readonly note: string }
  readonly canSend: boolean
  /** What has to be put right before. */
  readonly fault: string | undefined
  /** The message that was just sent, until something is changed. */
  readonly sent: SentMessage | undefined
  readonly onAnother: () => void
  readonly onAgain: () => void
}

/** The send button, which tells afterwards what has become of the message. */
export function SendBar({ label, canSend, fault, sent, onAnother, onAgain }: SendBarProps) {
  const summary = sent === undefined ? undefined : messageSummary(sent)
  return (
    <footer class="shrink-0 border-t border-base-300 bg-base-100 px-4 py-3 md:col-span-2 md:px-5">
      {sent !== undefined && summary !== undefined && (
        <Outcome message={sent} needsDetail={summary.tone === 'wait' || summary.tone === 'bad'} />
      )}
      <p class="sr-only" role="status">
        {summary?.text ?? ''}
      </p>
      <div class="flex items-center justify-end gap-3">
        {sent === undefined ? (
          <p class={`mr-auto text-sm ${fault === undefined ? 'text-muted' : 'text-error'}`}>{fault ?? label.note}</p>
        ) : (
          <button key="another" type="button" class="btn btn-ghost mr-auto h-11" onClick={onAnother}>
            Write another
          </button>
        )}
        {summary?.tone === 'bad' && (
          <button key="again" type="button" class="btn btn-ghost h-11" onClick={onAgain}>
            Send again
          </button>
        )}
        {summary === undefined ? (
          <button
            key="send"
            type="submit"
            class="btn btn-primary h-11 px-5"
            aria-disabled={!canSend}
            title="Ctrl+Enter"
          >
            <Icon name="send" class="size-4.5" />
            {label.action}
          </button>
        ) : (
          <button
            key="outcome"
            type="button"
            class={`btn h-auto min-h-11 cursor-default px-5 py-1.5 ${buttonColours[summary.tone]}`}
          >
            {summary.tone === 'busy' ? (
              <span class="loading loading-spinner loading-sm" aria-hidden="true" />
            ) : (
              <Icon name={icons[summary.tone]} class="size-4.5" />
            )}
            {summary.text}
          </button>
        )}
      </div>
    </footer>
  )
}

function Outcome({ message, needsDetail }: { readonly message: SentMessage; readonly needsDetail: boolean }) {
  const now = useNow()
  if (recipientIds(message).length < 2 && !needsDetail) return null
  return (
    <section
      aria-label="Deliveries"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable with the keyboard.
      tabIndex={0}
      class="mb-3 max-h-40 overflow-y-auto"
    >
      <DeliveryList
        ids={recipientIds(message).slice(0, mostListed)}
        deliveries={message.deliveries}
        expiresAt={message.expiresAt}
        isWaiting={message.progress === 'waiting'}
        now={now}
      />
    </section>
  )
}
