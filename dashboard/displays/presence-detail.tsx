import { connection } from '../hub/connection-state.ts'
import type { Display } from './display.ts'
import { PresenceDot, presenceText } from './presence-line.tsx'

/** Whether a display is there, at the end of its line in a list. */
export function PresenceDetail({ display }: { readonly display: Display }) {
  const isKnown = connection.value.phase !== 'lost'
  return (
    <>
      {presenceText(display, isKnown, Date.now())}
      <PresenceDot presence={isKnown ? display.presence : 'unknown'} />
    </>
  )
}
