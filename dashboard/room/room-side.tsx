import type { RoomPeople } from '#contract/room.ts'
import { displayName } from '../displays/display-name.ts'
import { displays } from '../displays/display-signals.ts'
import { PresenceDot, presenceText } from '../displays/presence-line.tsx'
import { connection } from '../hub/connection-state.ts'
import { ownName } from '../session/session.ts'

const part = 'flex min-w-0 gap-x-3 md:block'
const names = 'flex min-w-0 flex-wrap gap-x-3 md:flex-col'

interface RoomSideProps {
  readonly people: RoomPeople['people']
  readonly displays: readonly string[]
}

/** Who is here, and which displays show what is written. */
export function RoomSide({ people, displays: ids }: RoomSideProps) {
  const isLive = connection.value.phase !== 'lost'
  return (
    <aside
      aria-label="Who is here"
      class="order-1 flex max-h-28 shrink-0 flex-col gap-2 overflow-y-auto rounded-box border border-base-300 bg-base-100 px-4 py-2.5 md:order-2 md:max-h-none md:w-60 md:gap-4 md:p-4"
    >
      <section aria-labelledby="room-people" class={part}>
        <h2 id="room-people" class="shrink-0 text-sm leading-6 font-semibold md:mb-1">
          {isLive ? `Here now: ${people.length}` : 'Were here'}
        </h2>
        {people.length === 0 && <p class="text-muted text-sm">Only people with an account are named here.</p>}
        <ul aria-labelledby="room-people" class={names}>
          {people.map(({ name, since }) => (
            <li key={`${name} ${since}`} class="flex items-center gap-2 min-w-0 md:py-0.5">
              <PresenceDot presence={isLive ? 'online' : 'unknown'} />
              <span class="min-w-0 truncate">{name}</span>
              {name === ownName.value && <span class="text-muted text-sm">you</span>}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="room-displays" class={part}>
        <h2 id="room-displays" class="shrink-0 text-sm leading-6 font-semibold md:mb-1">
          Shown on
        </h2>
        {ids.length === 0 ? (
          <p class="text-muted text-sm">Displays in the group “room” show what is written here.</p>
        ) : (
          <ul aria-labelledby="room-displays" class={names}>
            {ids.map((id) => (
              <DisplayLine key={id} id={id} isLive={isLive} />
            ))}
          </ul>
        )}
      </section>
    </aside>
  )
}

function DisplayLine({ id, isLive }: { readonly id: string; readonly isLive: boolean }) {
  const display = displays.value.get(id)
  const presence = isLive ? (display?.presence ?? 'unknown') : 'unknown'
  return (
    <li class="flex items-center gap-2 min-w-0 md:py-0.5">
      <PresenceDot presence={presence} />
      <span class="min-w-0 truncate">{displayName(id, display?.name)}</span>
      <span class="sr-only">{display === undefined ? '' : presenceText(display, isLive, Date.now())}</span>
    </li>
  )
}
