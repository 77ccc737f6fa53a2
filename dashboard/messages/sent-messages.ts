import { computed, signal } from '@preact/signals'
import type { Message } from '#contract/message.ts'
import { instruct } from '../hub/hub.ts'
import type { HubEvent, Recipients } from '../hub/worker-messages.ts'
import { readStored, store } from '../ui/stored.ts'
import { newMessageId } from './message-id.ts'
import { messageAfter, type SentMessage } from './sent-message.ts'

const storageKey = 'marquee-sent'
const keptMessages = 50
/** Displays of one message whose states this browser remembers; the hub knows those of all. */
const mostStored = 100

/** What was sent from this browser, newest first. */
export const sentMessages = signal<readonly SentMessage[]>(
  readStored<readonly SentMessage[]>(storageKey, []).map(afterReload),
)

/** Sends a message and follows it; answers its id. While the hub is away it waits in this tab. */
export function sendMessage(to: Recipients, message: Message): string {
  const id = newMessageId()
  const sent: SentMessage = { id, text: message.text, to, sentAt: Date.now(), progress: 'sending', deliveries: {} }
  keep([sent, ...sentMessages.value].slice(0, keptMessages))
  instruct({ type: 'send', messageId: id, to, message })
  return id
}

/** Asks for the reports of what was not finished when the page was closed. */
export function followUnfinished(): void {
  const messageIds = sentMessages.value
    .filter((message) => message.progress !== 'complete')
    .map((message) => message.id)
  instruct({ type: 'follow', messageIds })
}

/** What is not with the hub: it waits for it, or was refused. */
export const unsentMessages = computed(() =>
  sentMessages.value.filter(({ progress, problem }) => problem !== undefined || progress === 'waiting'),
)

/** Takes a message that was not sent off the list. */
export function forgetSentMessage(id: string): void {
  keep(sentMessages.value.filter((message) => message.id !== id))
}

/** Takes over an event of the hub. */
export function sentMessageEvent(event: HubEvent): void {
  let changed = false
  const next = sentMessages.value.map((message) => {
    const after = messageAfter(message, event)
    changed ||= after !== message
    return after
  })
  if (changed) keep(next)
}

function keep(messages: readonly SentMessage[]): void {
  sentMessages.value = messages
  store(
    storageKey,
    messages.map((message) =>
      Object.keys(message.deliveries).length > mostStored ? { ...message, deliveries: {} } : message,
    ),
  )
}

/** What waited for the hub waited in the tab that is gone. */
function afterReload(message: SentMessage): SentMessage {
  if (message.progress !== 'waiting') return message
  return { ...message, progress: 'complete', problem: 'Not sent: the page was closed while the hub was away' }
}
