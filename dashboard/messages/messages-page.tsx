import { useEffect, useMemo, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { callHub } from '../hub/hub.ts'
import { listenToHub, watchReports } from '../hub/hub-events.ts'
import { addressOf, filterOf, type HistoryFilter, queryOf } from './history-filter.ts'
import { HistoryList } from './history-list.ts'
import { HistoryRows } from './history-rows.tsx'
import { HistoryToolbar } from './history-toolbar.tsx'
import { MessageDialog } from './message-dialog.tsx'
import { UnsentMessages } from './unsent-messages.tsx'

/** What was sent, by whom, to whom, and what has become of it; a message in the address is shown in full. */
export function MessagesPage() {
  const { query, route } = useLocation()
  const filter = filterOf(query)
  const list = useHistoryList(filter)
  const open = query['message']
  const wasOpenedHere = useRef(false)
  const noteOpened = (): void => {
    wasOpenedHere.current = true
  }
  const close = (): void => {
    // "Back" on the list then leads to where one came from, not to the message again.
    if (wasOpenedHere.current) history.back()
    else route(addressOf(filter), true)
    wasOpenedHere.current = false
  }
  return (
    <div class="mx-auto max-w-5xl">
      <HistoryToolbar filter={filter} onChange={(next) => route(addressOf(next), true)} />
      <UnsentMessages />
      <HistoryRows list={list} filter={filter} onOpen={noteOpened} />
      {open !== undefined && (
        <MessageDialog key={open} id={open} onClose={close} onOther={(id) => route(addressOf(filter, id), true)} />
      )}
    </div>
  )
}

function useHistoryList(filter: HistoryFilter): HistoryList {
  const list = useMemo(() => new HistoryList((query) => callHub('listMessages', { query })), [])
  const wanted = JSON.stringify(queryOf(filter))
  useEffect(() => void list.load(queryOf(filter)), [wanted])
  useEffect(() => {
    const unwatch = watchReports()
    let wasLost = false
    const leave = listenToHub((event) => {
      if (event.type === 'report') list.reported(event.report)
      if (event.type !== 'connection') return
      if (event.connection.phase === 'live' && wasLost) void list.reread()
      wasLost = event.connection.phase !== 'live'
    })
    return () => {
      leave()
      list.close()
      unwatch()
    }
  }, [])
  return list
}
