import { useSignal } from '@preact/signals'
import { callHub } from '../hub/hub.ts'
import { administersHub } from '../session/session.ts'
import { clockTime } from '../ui/clock-time.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { noticed } from '../ui/notice.tsx'
import { Panel } from '../ui/panel.tsx'
import type { Display } from './display.ts'

interface CredentialsProps {
  readonly display: Display
  readonly name: string
}

/** What a display proves with that it is itself. The secret is told once, if at all. */
export function DisplayCredentials({ display, name }: CredentialsProps) {
  const told = useSignal<{ readonly text: string; readonly secret?: string } | undefined>(undefined)
  const { credentials, id } = display
  const rotate = async (): Promise<void> => {
    const answer = await callHub('rotateCredentials', { id })
    if (!noticed(answer) || !answer.ok) return
    const { delivered, secret } = answer.value
    const text = delivered
      ? 'The display is connected and has been sent its new secret.'
      : 'The display is not connected, or cannot keep a secret by itself: put this one into its configuration. It is told only here and now.'
    told.value = { text, ...(secret === undefined ? {} : { secret }) }
  }
  const issue = async (): Promise<void> => {
    const answer = await callHub('addDisplay', { body: { id } })
    if (!noticed(answer) || !answer.ok) return
    const text = `Put this into the configuration of the board, with ${id} as its id. It is told only here and now.`
    told.value = { text, secret: answer.value.secret }
  }
  const enable = async (enabled: boolean): Promise<void> => {
    noticed(await callHub('changeDisplay', { id, body: { enabled } }))
  }
  return (
    <Panel title="Credentials">
      <p class="text-sm">
        {credentials === undefined
          ? 'It has none: any program on the hub’s machine may speak for it, and nobody else.'
          : statusText(credentials, Date.now())}
      </p>
      <div class="mt-3 flex flex-wrap gap-2">
        {credentials === undefined ? (
          administersHub.value && (
            <button type="button" class="btn h-11" onClick={() => void issue()}>
              Issue credentials
            </button>
          )
        ) : (
          <>
            <button type="button" class="btn h-11" onClick={() => void rotate()}>
              New secret
            </button>
            {credentials.enabled ? (
              <ConfirmButton class="" action="Disable" subject={name} onConfirm={() => void enable(false)} />
            ) : (
              <button type="button" class="btn h-11" onClick={() => void enable(true)}>
                Enable
              </button>
            )}
          </>
        )}
      </div>
      {told.value !== undefined && (
        <div role="status" class="mt-4 flex flex-col gap-3 border-t border-base-300 pt-4">
          <p class="text-sm">{told.value.text}</p>
          {told.value.secret !== undefined && <CopyText label="Secret" text={told.value.secret} />}
        </div>
      )}
    </Panel>
  )
}

function statusText(credentials: NonNullable<Display['credentials']>, now: number): string {
  const { enabled, issued, lastUsed, rotating } = credentials
  const used = lastUsed === undefined ? 'and not used yet' : `used last ${clockTime(Date.parse(lastUsed), now)}`
  const parts = [
    enabled ? 'It connects with a secret of its own,' : 'Disabled: it cannot connect. Its secret was',
    `issued ${clockTime(Date.parse(issued), now)},`,
    `${used}.`,
    rotating ? 'The secret before is good until the new one was used, for a day at most.' : '',
  ]
  return parts.join(' ').trim()
}
