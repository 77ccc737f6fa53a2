import type { PageView } from '#contract/page-operations.ts'
import { clockTime } from '../ui/clock-time.ts'
import { durationText } from '../ui/duration-text.ts'
import { usualShowMs } from './turn.ts'

const whenNotes = { always: '', idle: 'if nothing else', offline: 'while the hub is away' } as const

/** One page in a list: its name, what it says now, and how it behaves. */
export function PageLine({ view, note }: { readonly view: PageView; readonly note?: string }) {
  const { name, page, text, source, stale, updatedAt, overfull } = view
  const facts = [
    note ?? '',
    durationText(page.showMs ?? usualShowMs),
    whenNotes[page.when ?? 'always'],
    source === 'mqtt' ? 'published over MQTT' : '',
  ].filter((fact) => fact !== '')
  return (
    <>
      <p class="flex flex-wrap items-center gap-x-2">
        <span class="max-w-full truncate font-medium">{name}</span>
        {stale && (
          <span class="badge badge-sm border-warning bg-transparent">
            old since {clockTime(staleSince(view), Date.now())}
          </span>
        )}
        {overfull !== undefined && overfull.length > 0 && (
          <span class="badge badge-sm border-warning bg-transparent">left out on {overfull.length}</span>
        )}
      </p>
      <p class="truncate text-sm" title={`Changed ${clockTime(Date.parse(updatedAt), Date.now())}`}>
        {text.replaceAll('\n', ' ⏎ ')}
      </p>
      <p class="text-muted truncate text-sm">{facts.join(' · ')}</p>
    </>
  )
}

function staleSince({ updatedAt, page }: PageView): number {
  return page.staleAt === undefined ? Date.parse(updatedAt) + (page.lifetimeMs ?? 0) : Date.parse(page.staleAt)
}
