import { useEffect, useMemo } from 'preact/hooks'
import { callHub } from '../hub/hub.ts'
import { listenToHub, watchReports } from '../hub/hub-events.ts'
import { newMessageId } from '../messages/message-id.ts'
import { may } from '../session/session.ts'
import { sentence } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { RoomLog } from './room-log.tsx'
import { RoomOutbox } from './room-outbox.ts'
import { RoomSide } from './room-side.tsx'
import { RoomState } from './room-state.ts'
import { ShownCounts } from './shown-counts.ts'
import { WriteBox } from './write-box.tsx'

/** What people say to each other, and what everybody is told, as it happens. */
export function RoomPage() {
  const { room, outbox, counts } = useRoom()
  const fault = room.fault.value
  const messages = room.messages.value
  return (
    <div class="mx-auto flex h-[calc(100dvh-11.75rem)] min-h-80 max-w-5xl flex-col gap-3 md:flex-row md:gap-4 lg:h-[calc(100dvh-7.75rem)]">
      <section
        aria-label="Room"
        class="order-2 flex min-h-0 min-w-0 flex-1 flex-col rounded-box border border-base-300 bg-base-100 md:order-1"
      >
        <h1 class="sr-only">Room</h1>
        {fault !== undefined && (
          <p role="alert" class="border-b border-base-300 px-4 py-2.5 text-sm text-error">
            {sentence(fault.message)}{' '}
            <button type="button" class="link" onClick={() => void room.catchUp()}>
              Try again
            </button>
          </p>
        )}
        {messages === undefined ? (
          <div class="flex-1 overflow-hidden p-4">
            {fault === undefined && <Skeleton label="The room is loaded" rows={4} />}
          </div>
        ) : (
          <RoomLog messages={messages} room={room} outbox={outbox} counts={counts} />
        )}
        <WriteBox onWrite={(text) => outbox.write(text)} isFull={outbox.isFull} />
      </section>
      <RoomSide people={room.people.value} displays={room.displays.value} />
    </div>
  )
}

function useRoom() {
  const parts = useMemo(createRoom, [])
  const { room, outbox, counts } = parts
  const isOperator = may('operator')
  const messages = room.messages.value
  useEffect(() => {
    for (const { id } of messages ?? []) outbox.said(id)
    if (isOperator && messages !== undefined) void counts.learn(messages)
  }, [isOperator, messages])
  useEffect(() => (isOperator ? watchReports() : undefined), [isOperator])
  useEffect(() => {
    void room.catchUp()
    const leave = listenToHub((event) => {
      room.happened(event)
      if (event.type === 'report') counts.reported(event.report)
      if (event.type === 'connection' && event.connection.phase === 'live') void outbox.resume()
    })
    return () => {
      leave()
      outbox.close()
    }
  }, [])
  return parts
}

function createRoom() {
  const room = new RoomState({ read: (query) => callHub('getRoom', { query }) })
  const outbox = new RoomOutbox({
    write: (text, key) => callHub('writeInRoom', { body: { text }, key }),
    newKey: newMessageId,
    isSaid: (id) => room.messages.peek()?.some((message) => message.id === id) ?? false,
    onMissing: () => void room.catchUp(),
  })
  const counts = new ShownCounts({
    list: (query) => callHub('listMessages', { query }),
    one: (id) => callHub('getMessage', { id }),
  })
  return { room, outbox, counts }
}
