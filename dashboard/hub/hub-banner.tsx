import { useEffect, useState } from 'preact/hooks'
import { session } from '../session/session.ts'
import { exactTime } from '../ui/clock-time.ts'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/seconds.ts'
import { connection, isLiveAgain } from './connection-state.ts'
import { instruct } from './hub.ts'
import type { Connection } from './worker-messages.ts'

/** A reconnect that takes less than this is not worth a word. */
const patienceMs = 300

/** Says that the hub is away, since when, and what is being done about it. */
export function HubBanner() {
  const state = connection.value
  return (
    <div role="status" aria-live="polite">
      {state.phase === 'lost' && session.value?.principal !== null && <LostBanner state={state} />}
      {isLiveAgain.value && (
        <p class="flex items-center justify-center gap-2 bg-success px-4 py-2.5 font-medium text-success-content">
          <Icon name="check" />
          Live again
        </p>
      )}
    </div>
  )
}

function LostBanner({ state }: { readonly state: Extract<Connection, { phase: 'lost' }> }) {
  const now = useNow()
  const [isPatient, setPatient] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMs)
    return () => clearTimeout(timer)
  }, [])
  if (isPatient) return null
  const seconds = Math.max(0, Math.ceil(((state.nextTryAt ?? now) - now) / 1000))
  return (
    <div class="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 bg-warning px-4 py-2 text-warning-content">
      <p class="flex items-center gap-2">
        <Icon name="alert" />
        <span>
          <strong class="font-semibold">The hub is away since {exactTime(state.since)}.</strong> Pictures are from{' '}
          {exactTime(state.since)}.
        </span>
      </p>
      <span class="tabular-nums" aria-hidden="true">
        {seconds === 0 ? 'Trying now…' : `Next try in ${seconds} s`}
      </span>
      <button
        type="button"
        class="btn h-11 border-0 bg-warning-content text-warning md:h-9 md:min-h-9"
        onClick={() => instruct({ type: 'retry' })}
      >
        Retry now
      </button>
    </div>
  )
}
