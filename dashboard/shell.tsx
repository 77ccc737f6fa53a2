import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Route, Router, useLocation } from 'preact-iso/router'
import { ComposerHost } from './composer/composer-host.tsx'
import { openComposer } from './composer/open-composer.ts'
import { DisplaysPage } from './displays/displays-page.tsx'
import { focusFilter } from './displays/filter-bar.tsx'
import { StartVirtualDisplayDialog } from './displays/start-virtual-display-dialog.tsx'
import { HubBanner } from './hub/hub-banner.tsx'
import { BottomBar, Header } from './navigation.tsx'
import { PairingHost } from './pairing/pairing-host.tsx'
import { may } from './session/session.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { lazyPage } from './ui/lazy-page.tsx'
import { NoticeBar } from './ui/notice.tsx'
import { focusSearch } from './ui/search-box.ts'
import { listenForShortcuts } from './ui/shortcuts.ts'
import { viewKeys } from './views.ts'

const DisplayPage = lazyPage(async () => (await import('./displays/display-page.tsx')).DisplayPage)
const MessagesPage = lazyPage(async () => (await import('./messages/messages-page.tsx')).MessagesPage)
const RoomPage = lazyPage(async () => (await import('./room/room-page.tsx')).RoomPage)
const GroupsPage = lazyPage(async () => (await import('./groups/groups-page.tsx')).GroupsPage)
const PagesPage = lazyPage(async () => (await import('./pages/pages-page.tsx')).PagesPage)
const PlaylistsPage = lazyPage(async () => (await import('./playlists/playlists-page.tsx')).PlaylistsPage)
const SchedulesPage = lazyPage(async () => (await import('./schedules/schedules-page.tsx')).SchedulesPage)
const QuietHoursPage = lazyPage(async () => (await import('./quiet-hours/quiet-hours-page.tsx')).QuietHoursPage)
const AccountPage = lazyPage(async () => (await import('./accounts/account-page.tsx')).AccountPage)
const PeoplePage = lazyPage(async () => (await import('./accounts/people-page.tsx')).PeoplePage)
const TokensPage = lazyPage(async () => (await import('./tokens/tokens-page.tsx')).TokensPage)
const SettingsPage = lazyPage(async () => (await import('./settings/settings-page.tsx')).SettingsPage)
const AuditPage = lazyPage(async () => (await import('./audit/audit-page.tsx')).AuditPage)

const isHelpOpen = signal(false)
const openHelp = (): void => {
  isHelpOpen.value = true
}

/** Header, the current view, and the dialogs that are open. */
export function Shell() {
  const { route } = useLocation()
  useEffect(
    () =>
      listenForShortcuts({
        c: () => {
          if (may('operator')) openComposer()
        },
        '/': () => {
          if (focusSearch() || focusFilter()) return
          route('/')
          requestAnimationFrame(focusFilter)
        },
        '?': openHelp,
        ...viewKeys(route),
      }),
    [route],
  )
  return (
    <div class="flex min-h-dvh flex-col pb-20 lg:pb-0">
      <a href="#main" class="btn btn-primary absolute h-11 -top-20 left-2 z-30 focus:top-2">
        Skip to the displays
      </a>
      <Header onHelp={openHelp} />
      <HubBanner />
      <main id="main" tabIndex={-1} class="mx-auto w-full max-w-[110rem] flex-1 px-4 py-5 outline-none sm:px-6 md:py-7">
        <Router>
          <Route path="/messages" component={MessagesPage} />
          <Route path="/room" component={RoomPage} />
          <Route path="/displays/:id" component={DisplayPage} />
          <Route path="/groups" component={GroupsPage} />
          <Route path="/pages" component={PagesPage} />
          <Route path="/playlists" component={PlaylistsPage} />
          <Route path="/schedules" component={SchedulesPage} />
          <Route path="/quiet-hours" component={QuietHoursPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="/people" component={PeoplePage} />
          <Route path="/tokens" component={TokensPage} />
          <Route path="/audit" component={AuditPage} />
          <Route path="/settings" component={SettingsPage} />
          <Route default component={DisplaysPage} />
        </Router>
      </main>
      <BottomBar />
      <NoticeBar />
      <StartVirtualDisplayDialog />
      <ComposerHost />
      <PairingHost />
      {isHelpOpen.value && (
        <ShortcutsDialog
          onClose={() => {
            isHelpOpen.value = false
          }}
        />
      )}
    </div>
  )
}
