import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import { AccountMenu } from './accounts/account-menu.tsx'
import { openComposer } from './composer/open-composer.ts'
import { displays } from './displays/display-signals.ts'
import { openStartVirtualDisplay } from './displays/virtual-displays.ts'
import { MoreButton, MoreMenu } from './more-menu.tsx'
import { isAnyWaiting } from './pairing/waiting-boards.ts'
import { WaitingButton } from './pairing/waiting-button.tsx'
import { administersHub, may } from './session/session.ts'
import { switchTheme, themeChoice } from './theme/theme.ts'
import { Icon } from './ui/icon.tsx'
import { type View, views } from './views.ts'

const themeIcons = { system: 'system', light: 'sun', dark: 'moon' } as const

const tab = 'rounded-field px-3 py-2 font-medium aria-[current]:bg-base-200 hover:bg-base-200'
const bottomTab =
  'text-muted flex h-16 flex-col items-center justify-center gap-1 text-xs font-medium aria-[current]:text-primary'

/** The top of the page: where to go and what can be done from everywhere. */
export function Header({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <header class="border-b border-base-300 bg-base-100">
      <div class="mx-auto flex h-16 max-w-[110rem] items-center gap-2 px-4 sm:px-6">
        <a href="/" class="flex min-h-11 items-center gap-2.5 text-lg font-semibold tracking-tight">
          <img src="/icon.svg" alt="" width="30" height="30" />
          {/* On a phone there is no room for both. */}
          <span class={isAnyWaiting.value ? 'max-sm:sr-only' : ''}>Marquee</span>
        </a>
        <nav aria-label="Views" class="ml-5 hidden gap-1 lg:flex">
          {views.map((view) => (
            <ViewLink key={view.path} view={view} class={`${tab} ${view.isMore === true ? 'max-xl:hidden' : ''}`}>
              {view.name}
            </ViewLink>
          ))}
          <MoreButton class={`${tab} xl:hidden`} hasIcon={false} />
        </nav>
        <MoreMenu />
        <div class="ml-auto flex items-center gap-1">
          <WaitingButton />
          <button
            type="button"
            class="btn btn-ghost btn-square hidden size-11 lg:inline-flex"
            aria-label="Keyboard shortcuts"
            title="Keyboard shortcuts (?)"
            onClick={onHelp}
          >
            <Icon name="help" />
          </button>
          <button
            type="button"
            class="btn btn-ghost btn-square size-11"
            aria-label={`Theme: ${themeChoice.value}`}
            title={`Theme: ${themeChoice.value}`}
            onClick={switchTheme}
          >
            <Icon name={themeIcons[themeChoice.value]} />
          </button>
          {administersHub.value && displays.value.size > 0 && (
            <button
              type="button"
              class="btn btn-ghost h-11 px-3"
              aria-label="Start a virtual display"
              title="Start a virtual display"
              onClick={openStartVirtualDisplay}
            >
              <Icon name="plus" />
              <span class="hidden 2xl:inline">Virtual display</span>
            </button>
          )}
          <AccountMenu />
          {may('operator') && (
            <button
              type="button"
              class="btn btn-primary ml-1 hidden h-11 lg:inline-flex"
              title="New message (c)"
              onClick={() => openComposer()}
            >
              <Icon name="send" />
              New message
            </button>
          )}
        </div>
      </div>
    </header>
  )
}

/** The same for the thumb, at the bottom of a phone. */
export function BottomBar() {
  return (
    <nav
      aria-label="Views, bottom"
      class="fixed inset-x-0 bottom-0 z-10 grid auto-cols-fr grid-flow-col items-center border-t border-base-300 bg-base-100 pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <BottomLink view={views[0]} />
      {may('operator') && (
        <button
          type="button"
          class="btn btn-primary mx-auto h-12 rounded-full px-5 max-sm:px-4"
          onClick={() => openComposer()}
        >
          <Icon name="send" />
          <span class="max-sm:sr-only">New</span>
          <span class="sr-only">message</span>
        </button>
      )}
      <BottomLink view={views[1]} />
      <BottomLink view={views[2]} />
      <MoreButton class={bottomTab} hasIcon />
    </nav>
  )
}

function BottomLink({ view }: { readonly view: View | undefined }) {
  if (view === undefined) return null
  return (
    <ViewLink view={view} class={bottomTab}>
      <Icon name={view.icon} />
      {view.name}
    </ViewLink>
  )
}

function ViewLink({
  view: { path, also },
  class: classes,
  children,
}: {
  readonly view: View
  readonly class: string
  readonly children: ComponentChildren
}) {
  const { path: current } = useLocation()
  const isCurrent = current === path || also?.includes(current) === true
  return (
    <a href={path} class={classes} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
      {children}
    </a>
  )
}
