import { callHub } from '../hub/hub.ts'
import { may } from '../session/session.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { noticed } from '../ui/notice.tsx'
import type { Display } from './display.ts'

/** Stops a virtual display, or forgets one that is offline. */
export function RemoveDisplay({ display, name }: { readonly display: Display; readonly name: string }) {
  if (!may('administrator') || (!display.virtual && display.presence !== 'offline')) return null
  const remove = async (): Promise<void> => {
    noticed(await callHub(display.virtual ? 'stopVirtualDisplay' : 'forgetDisplay', { id: display.id }))
  }
  return <ConfirmButton action={display.virtual ? 'Stop' : 'Forget'} subject={name} onConfirm={() => void remove()} />
}
