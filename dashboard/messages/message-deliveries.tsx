import { useSignal } from '@preact/signals'
import type { DeliveryState } from '#contract/delivery.ts'
import type { MessageDetail } from '#contract/history-operations.ts'
import { nameOfDisplay } from '../displays/display-signals.ts'
import { useNow } from '../ui/seconds.ts'
import { CountsBar } from './counts-bar.tsx'
import { stateWords } from './counts-text.ts'
import { DeliveryList } from './delivery-list.tsx'
import { displaysIn } from './message-state.ts'

const pageSize = 100
/** So many are seen at a glance. */
const fewDisplays = 8

/** Where a message stands on every display; by state, where there are many. */
export function MessageDeliveries({ detail }: { readonly detail: MessageDetail }) {
  const now = useNow()
  const state = useSignal<DeliveryState | undefined>(undefined)
  const wanted = useSignal(pageSize)
  const { displays, counts, expiresAt } = detail
  const ids = displaysIn(displays, state.value, nameOfDisplay)
  const states = stateWords.filter(([each]) => counts[each] > 0)
  return (
    <section aria-label="Deliveries" class="min-w-0">
      <p role="status">
        <CountsBar counts={counts} />
      </p>
      {states.length > 1 && Object.keys(displays).length > fewDisplays && (
        <fieldset class="mt-2 flex flex-wrap gap-1">
          <legend class="sr-only">State</legend>
          {states.map(([each, word]) => (
            <button
              key={each}
              type="button"
              aria-pressed={state.value === each}
              class="h-11 rounded-full border border-base-300 px-3 text-sm font-medium hover:bg-base-200 aria-pressed:bg-base-300 md:h-9"
              onClick={() => {
                state.value = state.value === each ? undefined : each
                wanted.value = pageSize
              }}
            >
              {word} <span class="text-muted tabular-nums">{counts[each]}</span>
            </button>
          ))}
        </fieldset>
      )}
      <DeliveryList
        ids={ids.slice(0, wanted.value)}
        deliveries={displays}
        expiresAt={Date.parse(expiresAt)}
        now={now}
      />
      {ids.length > wanted.value && (
        <button
          type="button"
          class="btn btn-ghost mt-2 h-11"
          onClick={() => {
            wanted.value += pageSize
          }}
        >
          Show more of {ids.length}
        </button>
      )}
    </section>
  )
}
