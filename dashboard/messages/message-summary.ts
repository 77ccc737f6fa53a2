import { nameOfDisplay } from '../displays/display-signals.ts'
import { recipientIds, type SentMessage } from './sent-message.ts'

/** One line that says where a message stands: "Shown on Kitchen, 84 ms". */
export function messageSummary(message: SentMessage): {
  readonly tone: 'busy' | 'good' | 'bad' | 'wait'
  readonly text: string
} {
  if (message.problem !== undefined) return { tone: 'bad', text: message.problem }
  if (message.progress === 'waiting') return { tone: 'wait', text: 'Waiting for the hub' }
  const ids = recipientIds(message)
  const only = ids.length === 1 ? ids[0] : undefined
  if (only !== undefined) return summaryOfOne(message, only)
  return summaryOfMany(message, ids.length)
}

function summaryOfOne(message: SentMessage, id: string): ReturnType<typeof messageSummary> {
  const name = nameOfDisplay(id)
  const delivery = message.deliveries[id]
  switch (delivery?.state) {
    case undefined:
    case 'sent':
      return { tone: 'busy', text: delivery === undefined ? 'Sending…' : `Sent to ${name}…` }
    case 'queued':
      return { tone: 'wait', text: `Queued: ${name} is offline` }
    case 'shown':
    case 'dismissed':
      return {
        tone: 'good',
        text: `Shown on ${name}${delivery.state === 'shown' && delivery.ms !== undefined ? `, ${duration(delivery.ms)}` : ''}`,
      }
    case 'replaced':
      return { tone: 'wait', text: `Replaced on ${name}` }
    case 'expired':
      return { tone: 'bad', text: `Expired before ${name} could show it` }
    case 'rejected':
      return { tone: 'bad', text: `${name} did not take it: ${delivery.reason ?? 'no reason given'}` }
  }
}

function summaryOfMany(message: SentMessage, total: number): ReturnType<typeof messageSummary> {
  const { shown, queued, failed, open } = tally(message)
  if (total === 0) {
    return message.progress === 'sending'
      ? { tone: 'busy', text: 'Sending…' }
      : { tone: 'wait', text: 'No display to show it on' }
  }
  if (open === total) return { tone: 'busy', text: 'Sending…' }
  const rest = [queued > 0 ? `${queued} queued` : '', failed > 0 ? `${failed} not shown` : ''].filter(
    (part) => part !== '',
  )
  const tone = open > 0 ? 'busy' : failed > 0 ? 'bad' : queued > 0 ? 'wait' : 'good'
  return { tone, text: [`Shown on ${shown} of ${total}`, ...rest].join(' · ') }
}

function tally(message: SentMessage): { shown: number; queued: number; failed: number; open: number } {
  const states = recipientIds(message).map((id) => message.deliveries[id]?.state)
  const count = (...wanted: readonly (string | undefined)[]): number =>
    states.filter((state) => wanted.includes(state)).length
  return {
    shown: count('shown', 'dismissed'),
    queued: count('queued'),
    failed: count('replaced', 'expired', 'rejected'),
    open: count(undefined, 'sent'),
  }
}

/** `84 ms`, `2.4 s`, `3 min` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.round(ms / 60_000)} min`
}
