import { nameOfDisplay } from '../displays/display-signals.ts'
import { targetText } from '../displays/target-text.ts'
import { clockTime } from '../ui/clock-time.ts'
import { CountsBar } from './counts-bar.tsx'
import type { HistoryList } from './history-list.ts'
import { PriorityBadge } from './priority-badge.tsx'
import { senderText } from './sender-text.ts'

interface HistoryRowProps {
  readonly id: string
  readonly list: HistoryList
  /** Where it is shown in full. */
  readonly href: string
  readonly onOpen: () => void
}

/** One message: what it says, who sent it to whom, and where it stands. */
export function HistoryRow({ id, list, href, onOpen }: HistoryRowProps) {
  const summary = list.row(id)?.value
  if (summary === undefined) return null
  const { message, to, acceptedAt, counts, answers, priority } = summary
  const [answer, ...otherAnswers] = answers
  return (
    <li class="[contain-intrinsic-size:auto_6rem] [content-visibility:auto]">
      <a
        href={href}
        class="block rounded-box border border-base-300 bg-base-100 p-4 hover:border-primary"
        onClick={onOpen}
      >
        <span class="flex items-start justify-between gap-4">
          <span class="line-clamp-2 min-w-0 font-medium whitespace-pre-line [overflow-wrap:anywhere]">
            {message.text}
          </span>
          <time class="text-muted shrink-0 text-sm tabular-nums" dateTime={acceptedAt}>
            {clockTime(Date.parse(acceptedAt), Date.now())}
          </time>
        </span>
        <span class="mt-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5">
          <span class="text-muted flex min-w-0 items-center gap-2 text-sm">
            <PriorityBadge priority={priority} />
            <span class="min-w-0 [overflow-wrap:anywhere]">
              {senderText(summary)} <span aria-hidden="true">→</span>
              <span class="sr-only">to</span> {targetText(to, nameOfDisplay)}
            </span>
          </span>
          <CountsBar counts={counts} />
        </span>
        {answer !== undefined && (
          <span class="mt-1.5 block text-sm">
            {nameOfDisplay(answer.display)}: {answer.label ?? answer.reply}
            {otherAnswers.length > 0 && <span class="text-muted"> and {otherAnswers.length} more</span>}
          </span>
        )}
      </a>
    </li>
  )
}
