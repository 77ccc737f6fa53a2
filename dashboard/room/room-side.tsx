import type { RoomPeople } from '#contract/room.ts'
import { displayName } from '../displays/display-name.ts'
import { displays } from '../displays/display-signals.ts'
import { PresenceDot, presenceText } from '../displays/presence-line.tsx'
import { connection } from '../hub/connection-state.ts'
import { ownName } from '../session/session.ts'

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
      class="order-1 grid min-w-0 grid-cols-2 content-start gap-4 rounded-box border border-base-300 bg-base-100 p-4 max-md:max-h-40 max-md:overflow-y-auto md:order-2 md:grid-cols-1 md:overflow-y-auto"
    >
      <section aria-labelledby="room-people" class="min-w-0">
        <h2 id="room-people" class="mb-1 text-sm font-semibold">
          {isLive ? `Here now: ${people.length}` : 'Were here'}
        </h2>
        <ul aria-labelledby="room-people">
          {people.map(({ name }) => (
            <li key={name} class="flex items-center gap-2 py-0.5">
              <PresenceDot presence={isLive ? 'online' : 'unknown'} />
              <span class="min-w-0 truncate">{name}</span>
              {name === ownName.value && <span class="text-muted text-sm">you</span>}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="room-displays" class="min-w-0">
        <h2 id="room-displays" class="mb-1 text-sm font-semibold">
          Shown on
        </h2>
        {ids.length === 0 ? (
          <p class="text-muted text-sm">Displays in the group “room” show what is written here.</p>
        ) : (
          <ul aria-labelledby="room-displays">
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
    <li class="flex items-center gap-2 py-0.5">
      <PresenceDot presence={presence} />
      <span class="min-w-0 truncate">{displayName(id, display?.name)}</span>
      <span class="sr-only">{display === undefined ? '' : presenceText(display, isLive, Date.now())}</span>
    </li>
  )
}
