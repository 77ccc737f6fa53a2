import { batch } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { preloadComposer } from './composer/open-composer.ts'
import { displayEvent } from './displays/display-signals.ts'
import { connectionChanged } from './hub/connection-state.ts'
import { startHub } from './hub/hub.ts'
import { tellListeners } from './hub/hub-events.ts'
import type { HubEvent } from './hub/worker-messages.ts'
import { followUnfinished, sentMessageEvent } from './messages/sent-messages.ts'
import { watchWaitingBoards } from './pairing/waiting-boards.ts'
import { sessionEvent } from './session/session.ts'

function hubEvent(event: HubEvent): void {
  if (event.type === 'connection') connectionChanged(event.connection)
  sessionEvent(event)
  displayEvent(event)
  sentMessageEvent(event)
  tellListeners(event)
}

const root = document.getElementById('app')
if (root !== null) render(<App />, root)

// The worker is larger than the page, so it is loaded after the first paint.
requestAnimationFrame(() =>
  setTimeout(() => {
    startHub((events) => batch(() => events.forEach(hubEvent)))
    followUnfinished()
    watchWaitingBoards()
    preloadComposer()
  }),
)
