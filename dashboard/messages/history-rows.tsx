import { sentence } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { addressOf, everything, type HistoryFilter } from './history-filter.ts'
import type { HistoryList } from './history-list.ts'
import { HistoryRow } from './history-row.tsx'

interface HistoryRowsProps {
  readonly list: HistoryList
  readonly filter: HistoryFilter
  readonly onOpen: () => void
}

/** The messages that were loaded, and the way to more of them. */
export function HistoryRows({ list, filter, onOpen }: HistoryRowsProps) {
  const ids = list.ids.value
  const isLoading = list.isLoading.value
  const fault = list.fault.value
  if (fault !== undefined && ids.length === 0) {
    return (
      <div role="alert" class="rounded-box border border-base-300 bg-base-100 px-6 py-16 text-center">
        <p>{sentence(fault.message)}</p>
        <button type="button" class="btn mt-4 h-11" onClick={() => void list.reread()}>
          Try again
        </button>
      </div>
    )
  }
  if (ids.length === 0) {
    if (isLoading) return <Skeleton label="The messages are loaded" rows={6} />
    const isFiltered = JSON.stringify(filter) !== JSON.stringify(everything)
    return (
      <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-16 text-center">
        {isFiltered ? 'No message matches this.' : 'Nothing has been sent yet.'}
      </p>
    )
  }
  return (
    <>
      <ul aria-label="Messages" aria-busy={isLoading} class="flex flex-col gap-2">
        {ids.map((id) => (
          <HistoryRow key={id} id={id} list={list} href={addressOf(filter, id)} onOpen={onOpen} />
        ))}
      </ul>
      {fault !== undefined && (
        <p role="alert" class="text-error mt-4 text-center">
          {sentence(fault.message)}
        </p>
      )}
      {list.hasMore && (
        <button
          type="button"
          class="btn mx-auto mt-4 flex h-11 border-base-300 bg-base-100"
          aria-disabled={isLoading}
          onClick={() => void list.loadMore()}
        >
          {isLoading && <span class="loading loading-spinner loading-sm" aria-hidden="true" />}
          Load more
        </button>
      )}
    </>
  )
}
