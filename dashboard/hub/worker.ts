import type { Report } from '#contract/delivery.ts'
import { type OperationName, operations } from '#contract/http.ts'
import { DisplayList } from './display-list.ts'
import { EventBatch } from './event-batch.ts'
import { FollowedMessages } from './followed-messages.ts'
import { routeFrame } from './frame-router.ts'
import { callHub } from './http-calls.ts'
import { HubConnection } from './hub-connection.ts'
import { changesSession, HubSession } from './hub-session.ts'
import { Outbox } from './outbox.ts'
import type { HubEvent, Instruction, WorkerMessage } from './worker-messages.ts'

const url = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/mqtt`
const post = (message: WorkerMessage): void => self.postMessage(message)

const batch = new EventBatch((events) => post({ type: 'events', events }))
const session = new HubSession({
  told: (view) => batch.push({ type: 'session', session: view }),
  admitted: () => connection.connect(),
})
const list = new DisplayList((event) => {
  batch.push(event)
  if (event.type === 'listFailed' && event.error.code === 'not_authenticated') void session.read()
})
/** The latest messages of this browser. Reports of all others are left out, unless the page watches them all. */
const followed = new FollowedMessages()
let isWatchingReports = false

const connection = new HubConnection(url, {
  admission: (clientId) => session.admission(clientId),
  connectionChanged(change) {
    batch.push({ type: 'connection', connection: change })
    if (change.phase === 'live') rereadEverything()
    else {
      outbox.pause()
      // HTTP says why the hub lets nobody in; a refused WebSocket does not.
      void list.read()
    }
  },
  received: (topic, payload) =>
    routeFrame(topic, payload, {
      tell: tellOfDisplay,
      screen: (id, screen) => batch.pushScreen(id, screen),
      report(report) {
        if (isWatchingReports || followed.has(report.id)) tellReport(report)
      },
    }),
})
const outbox = new Outbox(
  {
    get isLive() {
      return connection.isLive
    },
    post: (parcel) => callHub('sendMessage', { body: parcel }),
  },
  (event) => {
    if (event.type !== 'report') batch.push(event)
    else if (followed.isUnheard(event.report.id)) tellReport(event.report)
  },
)

function tellOfDisplay(event: HubEvent): void {
  batch.push(event)
  if (event.type === 'status' || (event.type === 'about' && !list.knows(event.id))) list.readSoon()
}

function tellReport(report: Report): void {
  batch.pushReport(report)
  followed.reported(report.id, report.complete)
}

/** Nothing is assumed after a reconnect: retained topics come again by themselves, the rest is asked for. */
function rereadEverything(): void {
  void list.read()
  outbox.resume()
  for (const id of followed.unfinished()) void rereadReport(id)
}

async function rereadReport(id: string): Promise<void> {
  // What the hub has not confirmed goes out again, and is answered with its report.
  if (outbox.isOpen(id)) return
  const answer = await callHub('getMessage', { id })
  if (answer.ok) tellReport(answer.value)
  else if (answer.error.code === 'unknown_message') {
    followed.delete(id)
    batch.push({ type: 'lost', messageId: id })
  }
}

/** Calls that change nothing, whatever their method. */
const asking: ReadonlySet<OperationName> = new Set(['renderText', 'previewCron'])

async function answerCall({
  type: _,
  callId,
  name,
  ...options
}: Extract<Instruction, { type: 'call' }>): Promise<void> {
  const answer = await callHub(name, options)
  // The page learns who it is before it learns that it worked.
  if (changesSession(name, answer)) {
    await session.read()
    batch.flush()
  }
  post({ type: 'answer', callId, answer })
  if (answer.ok && operations[name].method !== 'get' && !asking.has(name)) list.readSoon()
}

function obey(instruction: Instruction): void {
  switch (instruction.type) {
    case 'send':
      followed.add(instruction.messageId)
      outbox.send(instruction.messageId, instruction.to, instruction.message)
      break
    case 'follow':
      for (const id of instruction.messageIds) followed.add(id)
      if (connection.isLive) for (const id of instruction.messageIds) void rereadReport(id)
      break
    case 'watchReports':
      isWatchingReports = instruction.isWatching
      break
    case 'retry':
      connection.retryNow()
      break
    case 'visible':
      batch.setVisible(instruction.visible)
      list.setVisible(instruction.visible)
      if (instruction.visible && connection.isLive) list.readSoon()
      if (instruction.visible) connection.retryNow()
      break
    case 'call':
      void answerCall(instruction)
  }
}

self.addEventListener('message', (event: MessageEvent<Instruction>) => obey(event.data))
connection.connect()
