import { useLayoutEffect, useRef } from 'preact/hooks'
import { LocationProvider, useLocation } from 'preact-iso/router'
import { ClaimPage, entries, LogInPage } from './accounts/entries.ts'
import { endedFor, session } from './session/session.ts'
import { Shell } from './shell.tsx'

/** The whole page: what somebody may see, or the place where they say who they are. */
export function App() {
  return (
    <LocationProvider>
      <Page />
    </LocationProvider>
  )
}

function Page() {
  const { path } = useLocation()
  const Entry = entries[path]
  if (Entry !== undefined) return session.value === undefined ? null : <Entry />
  const hasEnded = endedFor.value !== undefined
  if (session.value?.principal === null && !hasEnded) return session.value.claimed ? <LogInPage /> : <ClaimPage />
  return (
    <>
      <Shell />
      {hasEnded && <LogInOver />}
    </>
  )
}

/** The log-in over the page on which it has ended, so that nothing that was typed is lost, and nothing is seen. */
function LogInOver() {
  const dialog = useRef<HTMLDialogElement>(null)
  const show = (): void => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }
  useLayoutEffect(show, [])
  return (
    <dialog
      ref={dialog}
      aria-label="Log in"
      class="m-0 size-full max-h-none max-w-none bg-base-200 p-0 text-base-content"
      onCancel={(event) => event.preventDefault()}
      onClose={show}
    >
      {session.value?.claimed === false ? <ClaimPage /> : <LogInPage />}
    </dialog>
  )
}
