import { nameOfDisplay } from '../displays/display-signals.ts'
import { Icon } from '../ui/icon.tsx'
import { deliveryLine, type Tone } from './delivery-line.ts'
import { recipientIds, type SentMessage } from './sent-message.ts'

const icons = { good: 'check', busy: 'send', wait: 'clock', bad: 'alert' } as const
const colours = { good: 'text-success', busy: 'text-muted', wait: 'text-warning', bad: 'text-error' } as const

/** The state of something at a glance; the text beside it says the same. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return <Icon name={icons[tone]} class={`size-4.5 ${colours[tone]}`} />
}

/** What has become of a message on each display. */
export function DeliveryList({ message, now }: { readonly message: SentMessage; readonly now: number }) {
  return (
    <ul class="divide-y divide-base-300">
      {recipientIds(message).map((id) => {
        const { tone, state, detail } = deliveryLine(message, message.deliveries[id], now)
        return (
          <li key={id} class="flex flex-wrap items-center gap-x-2 py-2 text-sm">
            <ToneIcon tone={tone} />
            <span class="min-w-0 flex-1 truncate font-medium">{nameOfDisplay(id)}</span>
            <span>{state}</span>
            {detail !== '' && (
              <span class="text-muted basis-full pl-6.5 sm:basis-auto sm:pl-0 tabular-nums">{detail}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
