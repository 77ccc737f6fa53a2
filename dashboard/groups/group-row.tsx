import type { GroupView } from '#contract/http.ts'
import { openComposer } from '../composer/open-composer.ts'
import { countText } from '../displays/count-text.ts'
import { displayName } from '../displays/display-name.ts'
import { displays } from '../displays/display-signals.ts'
import { PresenceDot } from '../displays/presence-line.tsx'
import { connection } from '../hub/connection-state.ts'
import { may } from '../session/session.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Icon } from '../ui/icon.tsx'

const mostShown = 12

interface GroupRowProps {
  readonly group: GroupView
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** One group: who is in it, whether they are there, and a way to write to all of them. */
export function GroupRow({ group, onEdit, onDelete }: GroupRowProps) {
  const { id } = group
  const isKnown = connection.value.phase !== 'lost'
  const members = group.displays.map((member) => displays.value.get(member))
  const online = members.filter((member) => member?.presence === 'online').length
  return (
    <li class="flex flex-col gap-3 py-4" aria-label={`Group ${id}`}>
      <div class="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div class="min-w-0 flex-1 basis-48">
          <h2 class="truncate text-base font-semibold">{id}</h2>
          <p class="text-muted text-sm tabular-nums">
            {group.displays.length === 0
              ? 'No displays yet'
              : `${countText(group.displays.length)}${isKnown ? ` · ${online} online` : ''}`}
          </p>
        </div>
        <div class="flex flex-wrap gap-2">
          {may('administrator') && (
            <>
              <ConfirmButton action="Delete" subject={`group ${id}`} onConfirm={onDelete} />
              <button type="button" class="btn h-11 md:h-10" aria-label={`Members of ${id}`} onClick={onEdit}>
                Members
              </button>
            </>
          )}
          {may('operator') && group.displays.length > 0 && (
            <button
              type="button"
              class="btn h-11 md:h-10"
              aria-label={`Send to group ${id}`}
              onClick={() => openComposer({ to: [`group:${id}`] })}
            >
              <Icon name="send" class="size-4.5" />
              Send
            </button>
          )}
        </div>
      </div>
      {group.displays.length > 0 && (
        <ul class="flex flex-wrap gap-x-4 gap-y-1.5 text-sm" aria-label={`Displays of ${id}`}>
          {group.displays.slice(0, mostShown).map((member, index) => {
            const display = members[index]
            return (
              <li key={member} class="flex items-center gap-1.5">
                <PresenceDot presence={isKnown ? (display?.presence ?? 'unknown') : 'unknown'} />
                {display === undefined ? (
                  <span class="text-muted">{displayName(member)}</span>
                ) : (
                  <a href={`/displays/${member}`} class="hover:underline max-md:py-3">
                    {displayName(member, display.name)}
                  </a>
                )}
                <span class="sr-only">{isKnown ? (display?.presence ?? 'not known') : ''}</span>
              </li>
            )
          })}
          {group.displays.length > mostShown && (
            <li class="text-muted">and {group.displays.length - mostShown} more</li>
          )}
        </ul>
      )}
    </li>
  )
}
