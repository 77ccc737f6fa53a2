import { useComputed } from '@preact/signals'
import { openComposer } from '../composer/open-composer.ts'
import { may } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import type { Display } from './display.ts'
import { displayName } from './display-name.ts'
import { DisplayPicture } from './display-picture.tsx'
import { screenOf } from './display-signals.ts'
import { displaySize, sizeText } from './display-size.ts'
import { PresenceLine } from './presence-line.tsx'
import { QuietMark } from './quiet-mark.tsx'
import { RemoveDisplay } from './remove-display.tsx'

const wideColumns = 24

/** One display: what it shows now, how it is, and a way to write to it. */
export function DisplayCard({ display }: { readonly display: Display }) {
  const name = displayName(display.id, display.name)
  const screen = screenOf(display.id)
  const size = useComputed(() => sizeText(displaySize(display, screen.value)))
  const { columns } = displaySize(display, screen.peek())
  return (
    <li
      class={`flex flex-col gap-2 rounded-box border border-base-300 bg-base-100 p-3 [contain-intrinsic-size:auto_14rem] [content-visibility:auto] ${columns > wideColumns ? 'sm:col-span-2' : ''}`}
    >
      <div class="mb-1 flex flex-1 flex-col justify-center">
        <DisplayPicture display={display} />
      </div>
      <div class="flex items-center justify-between gap-2 px-1">
        <div class="min-w-0 flex-1">
          <h2 class="text-base font-semibold" title={display.id}>
            <a href={`/displays/${display.id}`} class="block truncate hover:underline max-md:-my-2 max-md:py-3">
              {name}
            </a>
          </h2>
          <PresenceLine display={display} />
          <QuietMark display={display} />
        </div>
        <RemoveDisplay display={display} name={name} />
        {may('operator') && (
          <button
            type="button"
            class="btn h-11 shrink-0 md:h-10"
            aria-label={`Send to ${name}`}
            onClick={() => openComposer({ to: [display.id] })}
          >
            <Icon name="send" class="size-4.5" />
            Send
          </button>
        )}
      </div>
      <p class="text-muted flex flex-wrap items-center gap-x-2 gap-y-1 px-1 text-sm">
        <span>{size}</span>
        {display.virtual && <span>· virtual</span>}
        {display.waiting > 0 && <span>· {display.waiting} waiting</span>}
        {display.groups.map((group) => (
          <span key={group} class="badge badge-sm border-base-300 bg-base-200">
            {group}
          </span>
        ))}
      </p>
    </li>
  )
}
