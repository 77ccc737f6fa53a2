import type { PlaylistView } from '#contract/page-operations.ts'
import { countText } from '../displays/count-text.ts'
import { nameOfDisplay, sortedDisplays } from '../displays/display-signals.ts'
import { chosenDisplays } from '../displays/selection.ts'
import { recipientsOf } from '../displays/target-body.ts'
import { targetText } from '../displays/target-text.ts'
import { may } from '../session/session.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Switch } from '../ui/switch.tsx'

interface PlaylistRowProps {
  readonly playlist: PlaylistView
  readonly onEdit: () => void
  readonly onDelete: () => void
  readonly onEnable: (isEnabled: boolean) => void
}

/** One playlist: its pages, and who shows them. */
export function PlaylistRow({ playlist, onEdit, onDelete, onEnable }: PlaylistRowProps) {
  const { id, name = id, to, pages, enabled = true } = playlist
  const recipients = recipientsOf(to)
  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-2 py-4" aria-label={`Playlist ${name}`}>
      <div class={`min-w-0 flex-1 basis-60 ${enabled ? '' : 'text-muted'}`}>
        <h2 class="truncate text-base font-semibold">{name}</h2>
        <p class="truncate text-sm">{pages.map((page) => page.name).join(' → ')}</p>
        <p class="text-muted truncate text-sm">
          {targetText(recipients, nameOfDisplay)} · {countText(chosenDisplays(recipients, sortedDisplays.value).length)}
          {name === id ? '' : ` · ${id}`}
        </p>
      </div>
      {may('operator') ? (
        <div class="flex flex-wrap items-center gap-2">
          <Switch label={`${name} is on`} isOn={enabled} onToggle={onEnable} />
          <ConfirmButton action="Delete" subject={`playlist ${name}`} onConfirm={onDelete} />
          <button type="button" class="btn h-11 md:h-10" aria-label={`Edit playlist ${name}`} onClick={onEdit}>
            Edit
          </button>
        </div>
      ) : (
        !enabled && <span class="badge badge-sm border-base-300 bg-base-200">off</span>
      )}
    </li>
  )
}
