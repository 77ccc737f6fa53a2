import { callHub } from '../hub/hub.ts'
import { may } from '../session/session.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { noticed } from '../ui/notice.tsx'
import type { Display } from './display.ts'

/** Forgets a display that is offline, or that has credentials, which end with it. The last thing that anybody needs of its page. */
export function ForgetDisplay({ display, name }: { readonly display: Display; readonly name: string }) {
  const { credentials, id, presence, virtual } = display
  if (!may('administrator') || virtual || (presence !== 'offline' && credentials === undefined)) return null
  const forget = async (): Promise<void> => {
    noticed(await callHub('forgetDisplay', { id }))
  }
  return (
    <div class="mt-8 flex flex-wrap items-center justify-between gap-3 border-t border-base-300 px-1 pt-4">
      <p class="text-muted text-sm">
        {credentials === undefined
          ? 'The hub forgets its name. It is here again when it connects.'
          : 'Its credentials and its connection end. Its board has to be paired again.'}
      </p>
      <ConfirmButton class="" action="Forget" subject={name} onConfirm={() => void forget()} />
    </div>
  )
}
