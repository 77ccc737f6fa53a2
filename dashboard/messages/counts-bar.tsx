import { type Counts, countsParts, stateWords } from './counts-text.ts'

const colours = {
  shown: 'bg-success',
  dismissed: 'bg-success/60',
  sent: 'bg-info',
  queued: 'bg-warning',
  replaced: 'bg-base-content/30',
  expired: 'bg-error/60',
  rejected: 'bg-error',
} as const

/** How far a message has come, as a bar and in words. */
export function CountsBar({ counts }: { readonly counts: Counts }) {
  return (
    <span class="flex min-w-0 items-center gap-2.5 text-sm tabular-nums">
      <span class="flex h-2 w-20 shrink-0 gap-px overflow-hidden rounded-full bg-base-300" aria-hidden="true">
        {stateWords.map(
          ([state]) =>
            counts[state] > 0 && (
              <span key={state} class={`min-w-1 ${colours[state]}`} style={{ flexGrow: counts[state] }} />
            ),
        )}
      </span>
      <span class="min-w-0">
        {countsParts(counts).map((part, index) => (
          <span key={part.replace(/^\d+ /, '')}>
            {index > 0 && ' · '}
            <span class="whitespace-nowrap">{part}</span>
          </span>
        ))}
      </span>
    </span>
  )
}
