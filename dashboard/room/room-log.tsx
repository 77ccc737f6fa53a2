import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { RoomMessage } from '#contract/room.ts'
import { ownName } from '../session/session.ts'
import { dayText } from '../ui/day-text.ts'
import { RoomLine } from './room-line.tsx'
import type { RoomOutbox } from './room-outbox.ts'
import type { RoomState } from './room-state.ts'
import type { ShownCounts } from './shown-counts.ts'
import { UnsaidLine } from './unsaid-line.tsx'

/** So near to the end or the beginning, the end is followed and earlier messages are loaded. */
const nearPx = 60

interface RoomLogProps {
  readonly messages: readonly RoomMessage[]
  readonly room: RoomState
  readonly outbox: RoomOutbox
  readonly counts: ShownCounts
}

/** What was said, oldest first. It follows the end unless somebody reads further up. */
export function RoomLog({ messages, room, outbox, counts }: RoomLogProps) {
  const unsaid = outbox.unsaid.value
  const { box, onScroll, isBehind, toEnd } = useScroll(messages, unsaid.length, () => void room.loadEarlier())
  const now = Date.now()
  const hasEarlier = room.earlierCursor.value !== undefined
  return (
    <div class="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-label="What was said"
        // Earlier messages are no news.
        aria-live={room.isLoadingEarlier.value ? 'off' : 'polite'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable with the keyboard.
        tabIndex={0}
        class="h-full overflow-y-auto overscroll-contain px-4 py-3 [overflow-anchor:none]"
        onScroll={onScroll}
      >
        {hasEarlier && (
          <button
            type="button"
            class="btn btn-ghost mx-auto mb-2 flex h-11"
            aria-disabled={room.isLoadingEarlier.value}
            onClick={() => void room.loadEarlier()}
          >
            Earlier messages
          </button>
        )}
        {messages.length === 0 && unsaid.length === 0 && (
          <p class="text-muted py-16 text-center">
            Nothing has been said yet. Everybody who is signed in sees what is written here.
          </p>
        )}
        {messages.map((message, index) => {
          const day = dayText(message.at, now)
          const before = messages[index - 1]
          return (
            <RoomLine
              key={message.id}
              message={message}
              isOwn={message.from === ownName.value}
              counts={counts.of(message.id)}
              {...(before === undefined || dayText(before.at, now) !== day ? { day } : {})}
            />
          )
        })}
        {unsaid.map((each) => (
          <UnsaidLine key={each.key} unsaid={each} onForget={() => outbox.forget(each.key)} />
        ))}
      </div>
      {isBehind && (
        <button
          type="button"
          class="btn btn-primary absolute bottom-3 left-1/2 h-11 -translate-x-1/2 shadow-lg"
          onClick={toEnd}
        >
          New messages
        </button>
      )}
    </div>
  )
}

function useScroll(messages: readonly RoomMessage[], unsaid: number, onBeginning: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const isBehind = useSignal(false)
  const before = useRef<{ readonly first?: string; readonly last?: string; readonly height: number }>({ height: 0 })
  const toEnd = (): void => {
    const element = box.current
    if (element !== null) element.scrollTop = element.scrollHeight
    isBehind.value = false
  }
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const first = messages[0]?.id
    const last = messages.at(-1)?.id
    if (isAtEnd.current) toEnd()
    else {
      // What came in front pushes the rest down; the reader stays where they were.
      if (first !== before.current.first) element.scrollTop += element.scrollHeight - before.current.height
      if (last !== before.current.last) isBehind.value = true
    }
    before.current = {
      height: element.scrollHeight,
      ...(first === undefined ? {} : { first }),
      ...(last === undefined ? {} : { last }),
    }
  }, [messages, unsaid])
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    // The box shrinks where the text that is written grows.
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const onScroll = (): void => {
    const element = box.current
    if (element === null) return
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx
    if (isAtEnd.current) isBehind.value = false
    else if (element.scrollTop < nearPx) onBeginning()
  }
  return { box, onScroll, isBehind: isBehind.value, toEnd }
}
