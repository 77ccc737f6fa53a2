import { openComposer } from '../composer/open-composer.ts'
import { DisplayPages } from '../pages/display-pages.tsx'
import { may } from '../session/session.ts'
import { Icon } from '../ui/icon.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { BoardFacts } from './board-facts.tsx'
import { DisplayButtons } from './display-buttons.tsx'
import { DisplayCredentials } from './display-credentials.tsx'
import { DisplayGroups } from './display-groups.tsx'
import { displayName } from './display-name.ts'
import { DisplayPicture } from './display-picture.tsx'
import { displays, listing } from './display-signals.ts'
import { ForgetDisplay } from './forget-display.tsx'
import { PresenceLine } from './presence-line.tsx'
import { QuietMark } from './quiet-mark.tsx'
import { RemoveDisplay } from './remove-display.tsx'
import { RenameDisplay } from './rename-display.tsx'

/** One display: what it shows, what it is, and all that can be set. */
export function DisplayPage({ id }: { readonly id: string }) {
  const display = displays.value.get(id)
  if (display === undefined) {
    return (
      <div class="py-24 text-center">
        <h1 class="text-xl font-semibold">{displayName(id)}</h1>
        <p class="text-muted mt-2">
          {listing.value.done
            ? 'There is no such display here. A board that was paired a moment ago appears when it has connected.'
            : 'Connecting to the hub…'}
        </p>
        <a href="/" class="btn mt-6 h-11">
          All displays
        </a>
      </div>
    )
  }
  const name = displayName(display.id, display.name)
  return (
    <div key={display.id} class="mx-auto max-w-5xl">
      <PageTitle title={name} detail={display.id}>
        <div class="flex flex-wrap items-center gap-2">
          {display.virtual && <RemoveDisplay display={display} name={name} />}
          {may('operator') && (
            <button type="button" class="btn btn-primary h-11" onClick={() => openComposer({ to: [display.id] })}>
              <Icon name="send" class="size-4.5" />
              Send to {name.length > 20 ? 'it' : name}
            </button>
          )}
        </div>
      </PageTitle>
      <div class="mx-auto mb-5 max-w-3xl">
        <DisplayPicture display={display} />
        <div class="mt-2 flex flex-wrap items-center gap-x-4 px-1">
          <PresenceLine display={display} />
          <QuietMark display={display} />
          {display.waiting > 0 && <p class="text-muted text-sm">{display.waiting} waiting to be shown</p>}
        </div>
      </div>
      <div class="grid items-start gap-4 md:grid-cols-2">
        {may('administrator') && <RenameDisplay key={display.name} display={display} />}
        <DisplayPages display={display} />
        {may('operator') && display.virtual && <DisplayButtons display={display} />}
        <DisplayGroups display={display} />
        {may('administrator') && !display.virtual && <DisplayCredentials display={display} name={name} />}
        <BoardFacts display={display} />
      </div>
      <ForgetDisplay display={display} name={name} />
    </div>
  )
}
