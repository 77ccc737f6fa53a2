import { useSignal } from '@preact/signals'
import type { PageView } from '#contract/page-operations.ts'
import { callHub } from '../hub/hub.ts'
import { may } from '../session/session.ts'
import { useFresh } from '../ui/fresh.ts'
import { sentence } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { OwnerPanel } from './owner-panel.tsx'
import { byOwner } from './owners.ts'
import { PageDialog } from './page-dialog.tsx'
import type { EditedPage } from './page-request.ts'
import { PagesTabs } from './pages-tabs.tsx'

/** Every page: text that stays on displays and takes turns, while no message is shown. */
export function PagesPage() {
  const { value, fault, reload } = useFresh(() => callHub('listPages'))
  const edited = useSignal<EditedPage | undefined>(undefined)
  const pages = value.value?.pages
  const owners = byOwner(pages ?? [])
  const fromPlaylists = new Set(pages?.flatMap(({ playlist }) => playlist ?? []))
  return (
    <div class="mx-auto max-w-5xl">
      <PagesTabs />
      <PageTitle title="Pages" detail="Text that stays and takes turns while no message is shown">
        {may('operator') && (
          <button
            type="button"
            class="btn btn-primary h-11"
            onClick={() => {
              edited.value = { owner: '', name: '' }
            }}
          >
            New page
          </button>
        )}
      </PageTitle>
      <p role="alert" class="text-error empty:hidden">
        {fault.value === undefined ? '' : sentence(fault.value.message)}
      </p>
      {pages !== undefined && owners.length === 0 && (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-12 text-center">
          No pages yet. One may hold the weather, the next bus or the time of a meeting, with live values from MQTT.
        </p>
      )}
      <div class="flex flex-col gap-4">
        {owners.map(([owner, ofOwner]) => (
          <OwnerPanel
            key={owner}
            owner={owner}
            pages={ofOwner}
            onChanged={reload}
            onEdit={(view) => {
              edited.value = { owner, name: view.name, page: view.page }
            }}
          />
        ))}
      </div>
      {fromPlaylists.size > 0 && (
        <p class="text-muted mt-4 text-sm">
          More pages come from{' '}
          <a href="/playlists" class="link link-primary">
            {fromPlaylists.size === 1 ? 'a playlist' : `${fromPlaylists.size} playlists`}
          </a>
          .
        </p>
      )}
      {edited.value !== undefined && (
        <PageDialog
          edited={edited.value}
          isTaken={(owner, name) => isTaken(pages ?? [], owner, name)}
          onSaved={() => void reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </div>
  )
}

function isTaken(pages: readonly PageView[], owner: string, name: string): boolean {
  return pages.some((view) => view.to === owner && view.name === name)
}
