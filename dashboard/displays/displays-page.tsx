import { useComputed } from '@preact/signals'
import { DisplayCard } from './display-card.tsx'
import { filter, matchesFilter } from './display-filter.ts'
import { listing, sortedDisplays } from './display-signals.ts'
import { EmptyState } from './empty-state.tsx'
import { FilterBar } from './filter-bar.tsx'
import { Refusal } from './refusal.tsx'

/** The wall of displays: the home of the dashboard. */
export function DisplaysPage() {
  const shown = useComputed(() => sortedDisplays.value.filter((display) => matchesFilter(display, filter.value)))
  const { done, error } = listing.value
  if (error !== undefined && error.code !== 'unavailable') return <Refusal error={error} />
  if (sortedDisplays.value.length === 0) {
    return done ? <EmptyState /> : <p class="text-muted py-24 text-center">Connecting to the hub…</p>
  }
  return (
    <>
      <h1 class="sr-only">Displays</h1>
      <FilterBar />
      {shown.value.length === 0 ? (
        <p class="text-muted py-20 text-center">No display matches this filter.</p>
      ) : (
        <ul class="grid grid-cols-[repeat(auto-fill,minmax(min(100%,20rem),1fr))] gap-4 sm:gap-5 [grid-auto-flow:dense]">
          {shown.value.map((display) => (
            <DisplayCard key={display.id} display={display} />
          ))}
        </ul>
      )}
    </>
  )
}
