import { useSignal } from '@preact/signals'
import type { Display } from '../displays/display.ts'
import { nameOfDisplay, screenOf } from '../displays/display-signals.ts'
import { displaySize } from '../displays/display-size.ts'
import { targetText } from '../displays/target-text.ts'
import { callHub } from '../hub/hub.ts'
import { may } from '../session/session.ts'
import { useFresh } from '../ui/fresh.ts'
import { Panel } from '../ui/panel.tsx'
import { PageDialog } from './page-dialog.tsx'
import { PageLine } from './page-line.tsx'
import type { EditedPage } from './page-request.ts'
import { Rotation } from './rotation.tsx'
import { inTurn } from './turn.ts'

/** The pages of one display in the order in which it shows them, its own and those of its groups, of all and of playlists. */
export function DisplayPages({ display }: { readonly display: Display }) {
  const { value, reload } = useFresh(() => callHub('listPages', { query: { display: display.id } }))
  const isHubAway = useSignal(false)
  const edited = useSignal<EditedPage | undefined>(undefined)
  const all = value.value?.pages ?? []
  const shown = inTurn(all, isHubAway.value)
  const onGlass = screenOf(display.id).value?.page
  const size = displaySize(display)
  return (
    <Panel title="Pages">
      {shown.length === 0 && <p class="text-muted text-sm">It shows no pages: between messages its glass is empty.</p>}
      <ol aria-label="Pages in turn" class="divide-y divide-base-300">
        {shown.map((view) => (
          <li key={`${view.to} ${view.name}`} class="flex items-center gap-3 py-2">
            <div class="min-w-0 flex-1">
              <PageLine view={view} note={originOf(view)} />
            </div>
            {view.name === onGlass && <span class="badge badge-sm border-success bg-transparent">on the glass</span>}
          </li>
        ))}
      </ol>
      <div class="mt-3 max-w-96">
        <Rotation
          size={{ ...size, key: `${size.columns} ${size.rows} ${size.rom}` }}
          pages={shown.map(({ name, page, text, stale }) => ({ name, page, text, isStale: stale }))}
        />
      </div>
      {all.some(({ page }) => page.when === 'offline') && (
        <label class="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
          <input
            type="checkbox"
            class="checkbox checkbox-primary checkbox-sm"
            checked={isHubAway.value}
            onChange={(event) => {
              isHubAway.value = event.currentTarget.checked
            }}
          />
          See what it shows while the hub is away
        </label>
      )}
      <div class="mt-2 flex flex-wrap gap-2">
        {may('operator') && (
          <button
            type="button"
            class="btn h-11"
            onClick={() => {
              edited.value = { owner: display.id, name: '' }
            }}
          >
            New page
          </button>
        )}
        <a href="/pages" class="btn btn-ghost h-11">
          All pages
        </a>
      </div>
      {edited.value !== undefined && (
        <PageDialog
          edited={edited.value}
          isTaken={(owner, name) => all.some((view) => view.to === owner && view.name === name)}
          onSaved={() => void reload()}
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </Panel>
  )
}

function originOf({ to, playlist }: { readonly to: string; readonly playlist?: string }): string {
  if (playlist !== undefined) return `from playlist ${playlist}`
  return to === 'all' || to.startsWith('group:')
    ? `of ${targetText([to], nameOfDisplay).replace(/^./, (letter) => letter.toLowerCase())}`
    : ''
}
