import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { openPairing } from '../pairing/waiting-boards.ts'
import { administersHub, leavePage, session, willLeave } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { noticed } from '../ui/notice.tsx'

const item = 'flex min-h-11 w-full items-center rounded-field px-3 text-left font-medium hover:bg-base-200'

/** Who is logged in, and where people, boards and tokens are set up. */
export function AccountMenu() {
  const menu = useRef<HTMLDivElement>(null)
  const principal = session.value?.principal
  if (principal === null || principal === undefined) return null
  const close = (): void => menu.current?.hidePopover()
  const label = session.value?.claimed === false ? 'Not claimed' : principal.name
  const isPerson = session.value?.user !== undefined
  return (
    <>
      <button
        type="button"
        class="btn btn-ghost h-11 max-w-40 px-3"
        popovertarget="account-menu"
        aria-label={`Account and settings: ${label}`}
      >
        <Icon name="person" />
        <span class="hidden truncate 2xl:inline">{label}</span>
      </button>
      <div
        ref={menu}
        id="account-menu"
        popover="auto"
        class="fixed inset-auto top-16 right-3 m-0 w-64 rounded-box border border-base-300 bg-base-100 p-2 text-base-content shadow-xl"
      >
        <p class="px-3 pt-1 font-semibold [overflow-wrap:anywhere]">{principal.name}</p>
        <p class="text-muted px-3 pb-2 text-sm">{whoText(principal.kind, principal.role)}</p>
        <nav aria-label="Account and settings" class="border-t border-base-300 pt-2">
          {isPerson && (
            <MenuLink to="/account" onFollow={close}>
              Your account
            </MenuLink>
          )}
          {session.value?.claimed === false && (
            <MenuLink to="/claim" onFollow={close}>
              Claim this hub
            </MenuLink>
          )}
          {administersHub.value && (
            <>
              <button
                type="button"
                class={item}
                onClick={() => {
                  close()
                  openPairing()
                }}
              >
                Pair a board
              </button>
              <MenuLink to="/people" onFollow={close}>
                People
              </MenuLink>
              <MenuLink to="/tokens" onFollow={close}>
                API tokens
              </MenuLink>
              <MenuLink to="/audit" onFollow={close}>
                Audit log
              </MenuLink>
              <MenuLink to="/settings" onFollow={close}>
                Settings
              </MenuLink>
            </>
          )}
          {isPerson && (
            <button type="button" class={item} onClick={() => void logOut()}>
              Log out
            </button>
          )}
        </nav>
      </div>
    </>
  )
}

function MenuLink({
  to,
  onFollow,
  children,
}: {
  readonly to: string
  readonly onFollow: () => void
  readonly children: ComponentChildren
}) {
  return (
    <a href={to} class={item} onClick={onFollow}>
      {children}
    </a>
  )
}

function whoText(kind: string, role: string): string {
  if (kind === 'local') return 'Nobody has claimed this hub; it serves its own machine only.'
  if (kind === 'anyone') return 'This hub is open to everybody who reaches it.'
  return `Logged in as ${role}`
}

async function logOut(): Promise<void> {
  willLeave(true)
  if (noticed(await callHub('logOut'))) leavePage()
  else willLeave(false)
}
