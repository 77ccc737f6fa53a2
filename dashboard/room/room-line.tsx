import type { ReadonlySignal } from '@preact/signals'
import type { RoomMessage } from '#contract/room.ts'
import { type Counts, countsText } from '../messages/counts-text.ts'
import { PriorityBadge } from '../messages/priority-badge.tsx'
import { may } from '../session/session.ts'
import { timeText } from '../ui/day-text.ts'

interface RoomLineProps {
  readonly message: RoomMessage
  readonly isOwn: boolean
  readonly counts: ReadonlySignal<Counts | undefined>
  /** The day, where a new one begins. */
  readonly day?: string
}

/** Something that was said in the room, or to everybody. */
export function RoomLine({ message, isOwn, counts, day }: RoomLineProps) {
  const { kind, from, title, text, priority, at } = message
  return (
    <>
      {day !== undefined && <p class="text-muted my-3 text-center text-sm">{day}</p>}
      <article class={`mb-2 flex flex-col ${isOwn ? 'items-end' : 'items-start'}`}>
        <p class="text-muted flex flex-wrap items-center gap-x-2 px-1 text-sm">
          <span class="font-semibold text-base-content">{isOwn ? 'You' : from}</span>
          {kind === 'broadcast' && <span>to everyone</span>}
          <PriorityBadge priority={priority} />
          <time class="tabular-nums" dateTime={at}>
            {timeText(at)}
          </time>
        </p>
        <div
          class={`max-w-[min(100%,36rem)] rounded-box px-3.5 py-2 ${isOwn ? 'bg-primary text-primary-content' : 'bg-base-200'} ${kind === 'broadcast' ? 'border-2 border-warning' : ''}`}
        >
          {title !== undefined && <p class="font-semibold [overflow-wrap:anywhere]">{title}</p>}
          <p class="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>
        </div>
        {may('operator') && <ShownOn counts={counts} />}
      </article>
    </>
  )
}

/** Not part of what is read out: it changes with every display. */
function ShownOn({ counts: { value: counts } }: { readonly counts: ReadonlySignal<Counts | undefined> }) {
  if (counts === undefined || Object.values(counts).every((count) => count === 0)) return null
  return (
    <p aria-live="off" class="text-muted px-1 text-xs tabular-nums">
      {countsText(counts)}
    </p>
  )
}
