import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { sentence } from '../ui/notice.tsx'
import { momentText } from './zoned-time.ts'

const settleMs = 300

type Preview = { readonly next: readonly string[]; readonly timeZone: string } | { readonly fault: string }

/** The next five times of a cron expression, as the hub works them out. */
export function NextTimes({ cron, timeZone }: { readonly cron: string; readonly timeZone: string }) {
  const preview = useSignal<Preview | undefined>(undefined)
  useEffect(() => {
    let isOver = false
    const timer = setTimeout(() => {
      void callHub('previewCron', { body: { cron, timeZone } }).then((answer) => {
        if (!isOver) preview.value = answer.ok ? answer.value : { fault: answer.error.message }
      })
    }, settleMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [cron, timeZone])
  const told = preview.value
  return (
    <div role="status" aria-label="Next times" class="min-h-6 text-sm">
      {told !== undefined && 'fault' in told && <p class="text-error">{sentence(told.fault)}</p>}
      {told !== undefined && 'next' in told && (
        <>
          <p class="font-medium">{told.next.length === 0 ? 'It would never be sent.' : 'Next five times'}</p>
          <ol class="mt-1 flex flex-col gap-0.5 tabular-nums">
            {told.next.map((at) => (
              <li key={at}>{momentText(Date.parse(at), told.timeZone)}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  )
}
