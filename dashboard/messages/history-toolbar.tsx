import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../ui/icon.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { searchBoxId } from '../ui/search-box.ts'
import { everything, exportAddress, type HistoryFilter, narrowings } from './history-filter.ts'
import { HistoryFilterFields } from './history-filter-fields.tsx'

const typingPauseMs = 250

interface HistoryToolbarProps {
  readonly filter: HistoryFilter
  readonly onChange: (filter: HistoryFilter) => void
}

/** Search, filters, and the way to take the list along as a file. */
export function HistoryToolbar({ filter, onChange }: HistoryToolbarProps) {
  const count = narrowings(filter)
  const [isOpen, setOpen] = useState(count > 0)
  return (
    <>
      <PageTitle title="Messages" detail="What was sent, and what has become of it">
        <div class="flex items-center gap-1">
          <span class="text-muted text-sm" id="export-label">
            Export
          </span>
          {(['csv', 'json'] as const).map((format) => (
            <a
              key={format}
              href={exportAddress(filter, format)}
              download={`marquee-messages.${format}`}
              aria-describedby="export-label"
              class="btn btn-ghost h-11 px-3"
            >
              {format.toUpperCase()}
            </a>
          ))}
        </div>
      </PageTitle>
      <search class="mb-5 block">
        <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
          <SearchBox text={filter.text} onChange={(text) => onChange({ ...filter, text })} />
          <button
            type="button"
            class="btn h-11 border-base-300 bg-base-100"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            Filters
            {count > 0 && <span class="badge badge-sm border-base-300 bg-base-200 tabular-nums">{count}</span>}
          </button>
          {(count > 0 || filter.text !== '') && (
            <button type="button" class="btn btn-ghost h-11" onClick={() => onChange(everything)}>
              Show all
            </button>
          )}
        </div>
        {isOpen && <HistoryFilterFields filter={filter} onChange={onChange} />}
      </search>
    </>
  )
}

/** Asks when the typing pauses, not at every key. */
function SearchBox({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const asked = useRef(text)
  useEffect(() => {
    // The address may be changed by "back" or by a link as well.
    if (text !== asked.current) setTyped(text)
    asked.current = text
  }, [text])
  useEffect(() => {
    if (typed === asked.current) return undefined
    const timer = setTimeout(() => {
      asked.current = typed
      onChange(typed)
    }, typingPauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <label class="input h-11 min-w-0 flex-1 bg-base-100 sm:max-w-80">
      <Icon name="search" class="size-4.5 text-muted" />
      <span class="sr-only">Search the messages</span>
      <input
        id={searchBoxId}
        type="search"
        placeholder="Search"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <span class="kbd kbd-sm hidden md:inline-flex" aria-hidden="true">
        /
      </span>
    </label>
  )
}
