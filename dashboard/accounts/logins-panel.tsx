import { callHub } from '../hub/hub.ts'
import { leavePage, willLeave } from '../session/session.ts'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { useLoaded } from '../ui/loaded.ts'
import { noticed } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import { browserName } from './browser-name.ts'

/** Where somebody is logged in, and the end of it. */
export function LoginsPanel() {
  const { value, reload } = useLoaded(() => callHub('listLogins'))
  const end = async (id: string): Promise<void> => {
    noticed(await callHub('endLogin', { id }))
    await reload()
  }
  const endAll = async (): Promise<void> => {
    willLeave(true)
    if (noticed(await callHub('endLogins'))) leavePage()
    else willLeave(false)
  }
  return (
    <Panel title="Where you are logged in">
      <ul class="divide-y divide-base-300">
        {value.value?.logins.map(({ id, current, address, userAgent, createdAt }) => (
          <li key={id} class="flex min-h-14 items-center gap-3 py-1">
            <div class="min-w-0 flex-1 text-sm">
              <p class="truncate font-medium">
                {browserName(userAgent)}
                {current && <span class="badge badge-sm ml-2 border-base-300 bg-base-200">this one</span>}
              </p>
              <p class="text-muted truncate">
                {address} · since {clockTime(Date.parse(createdAt), Date.now())}
              </p>
            </div>
            {!current && (
              <ConfirmButton
                action="End"
                subject={`the log-in from ${browserName(userAgent)}`}
                onConfirm={() => void end(id)}
              />
            )}
          </li>
        ))}
      </ul>
      <div class="mt-3">
        <ConfirmButton class="" action="Log out everywhere" subject="and here too" onConfirm={() => void endAll()} />
      </div>
    </Panel>
  )
}
