import type { Delivery } from '#contract/delivery.ts'
import { nameOfDisplay } from '../displays/display-signals.ts'
import { Icon } from '../ui/icon.tsx'
import { deliveryLine, type Tone } from './delivery-line.ts'

const icons = { good: 'check', busy: 'send', wait: 'clock', bad: 'alert' } as const
const colours = { good: 'text-success', busy: 'text-muted', wait: 'text-warning', bad: 'text-error' } as const

/** The state of something at a glance; the text beside it says the same. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return <Icon name={icons[tone]} class={`size-4.5 ${colours[tone]}`} />
}

interface DeliveryListProps {
  /** The displays, in the order in which they are listed. */
  readonly ids: readonly string[]
  readonly deliveries: Readonly<Record<string, Delivery>>
  readonly expiresAt?: number | undefined
  readonly isWaiting?: boolean
  readonly now: number
}

/** What has become of a message on each display. */
export function DeliveryList({ ids, deliveries, ...about }: DeliveryListProps) {
  return (
    <ul class="divide-y divide-base-300">
      {ids.map((id) => {
        const { tone, state, detail } = deliveryLine({ ...about, delivery: deliveries[id] })
        return (
          <li key={id} class="flex flex-wrap items-center gap-x-2 py-2 text-sm">
            <ToneIcon tone={tone} />
            <span class="min-w-32 flex-1 truncate font-medium">{nameOfDisplay(id)}</span>
            <span>{state}</span>
            {detail !== '' && <span class="text-muted max-w-full pl-6.5 tabular-nums sm:pl-0">{detail}</span>}
          </li>
        )
      })}
    </ul>
  )
}
