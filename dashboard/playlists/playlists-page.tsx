import { useSignal } from '@preact/signals'
import type { PlaylistView } from '#contract/page-operations.ts'
import { callHub } from '../hub/hub.ts'
import { PagesTabs } from '../pages/pages-tabs.tsx'
import { may } from '../session/session.ts'
import { useFresh } from '../ui/fresh.ts'
import { noticed, sentence } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { PlaylistDialog } from './playlist-dialog.tsx'
import { PlaylistRow } from './playlist-row.tsx'

/** Every playlist: pages that several displays show together. */
export function PlaylistsPage() {
  const { value, fault, reload } = useFresh(() => callHub('listPlaylists'))
  const edited = useSignal<{ readonly playlist?: PlaylistView } | undefined>(undefined)
  const playlists = value.value?.playlists
  const enable = async ({ id, updatedAt: _, ...body }: PlaylistView, enabled: boolean): Promise<void> => {
    noticed(await callHub('putPlaylist', { id, body: { ...body, enabled } }))
    await reload()
  }
  const remove = async (id: string): Promise<void> => {
    noticed(await callHub('deletePlaylist', { id }))
    await reload()
  }
  return (
    <div class="mx-auto max-w-5xl">
      <PagesTabs />
      <PageTitle title="Playlists" detail="Pages that several displays show together">
        {may('operator') && (
          <button
            type="button"
            class="btn btn-primary h-11"
            onClick={() => {
              edited.value = {}
            }}
          >
            New playlist
          </button>
        )}
      </PageTitle>
      <p role="alert" class="text-error empty:hidden">
        {fault.value === undefined ? '' : sentence(fault.value.message)}
      </p>
      {playlists?.length === 0 && (
        <p class="text-muted rounded-box border border-base-300 bg-base-100 px-6 py-12 text-center">
          No playlists yet. One puts pages in an order and gives them to any displays you choose.
        </p>
      )}
      {playlists !== undefined && playlists.length > 0 && (
        <ul class="divide-y divide-base-300 rounded-box border border-base-300 bg-base-100 px-4">
          {playlists.map((playlist) => (
            <PlaylistRow
              key={playlist.id}
              playlist={playlist}
              onEdit={() => {
                edited.value = { playlist }
              }}
              onDelete={() => void remove(playlist.id)}
              onEnable={(enabled) => void enable(playlist, enabled)}
            />
          ))}
        </ul>
      )}
      {edited.value !== undefined && (
        <PlaylistDialog
          playlist={edited.value.playlist}
          isTaken={(id) => playlists?.some((playlist) => playlist.id === id) === true}
          onSaved={() => void reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </div>
  )
}
