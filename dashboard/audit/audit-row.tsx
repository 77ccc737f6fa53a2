import type { AnswerOf } from '../hub/worker-messages.ts'
import { clockTime } from '../ui/clock-time.ts'

type Entry = AnswerOf<'listAudit'>['entries'][number]

/** One entry of the audit log. */
export function AuditRow({ entry }: { readonly entry: Entry }) {
  const { at, actor, action, subject, details = {} } = entry
  const more = Object.entries(details).map(([name, value]) => `${name} ${value}`)
  return (
    <li class="grid gap-x-4 py-2.5 text-sm sm:grid-cols-[9rem_1fr]">
      <time class="text-muted tabular-nums" dateTime={at}>
        {clockTime(Date.parse(at), Date.now())}
      </time>
      <p class="min-w-0 [overflow-wrap:anywhere]">
        <span class="font-medium">{actor}</span> <span class="text-muted">{actionText(action)}</span>
        {subject !== undefined && <span class="font-medium"> {subject}</span>}
        {more.length > 0 && <span class="text-muted"> · {more.join(', ')}</span>}
      </p>
    </li>
  )
}

/** `display.secret-rotated` as "display: secret rotated". */
function actionText(action: string): string {
  return action.replace('.', ': ').replaceAll('-', ' ')
}
