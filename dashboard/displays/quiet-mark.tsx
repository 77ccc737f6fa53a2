import { clockTime } from '../ui/clock-time.ts'
import { Icon } from '../ui/icon.tsx'
import type { Display } from './display.ts'

/** Says that messages wait for a display because of quiet hours, and until when. */
export function QuietMark({ display: { quietUntil } }: { readonly display: Pick<Display, 'quietUntil'> }) {
  const now = Date.now()
  const until = quietUntil === undefined ? 0 : Date.parse(quietUntil)
  if (until <= now) return null
  return (
    <p class="text-muted flex items-center gap-1.5 text-sm">
      <Icon name="moon" class="size-4" />
      Quiet until {clockTime(until, now)}
    </p>
  )
}
