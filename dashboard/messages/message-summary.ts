import { nameOfDisplay } from '../displays/display-signals.ts'
import { duration } from '../ui/duration.ts'
import { answerText } from './answer-text.ts'
import { reasonText } from './reason-text.ts'
import { recipientCount, recipientIds, type SentMessage } from './sent-message.ts'

/** One line that says where a message stands: "Shown on Kitchen, 84 ms". */
export function messageSummary(message: SentMessage): {
  readonly tone: 'busy' | 'good' | 'bad' | 'wait'
  readonly text: string
} {
  if (message.problem !== undefined) return { tone: 'bad', text: message.problem }
  if (message.progress === 'waiting') return { tone: 'wait', text: 'Waiting for the hub' }
  const total = recipientCount(message)
  const only = total === 1 ? recipientIds(message)[0] : undefined
  return only === undefined ? summaryOfMany(message, total) : summaryOfOne(message, only)
}

function summaryOfOne(message: SentMessage, id: string): ReturnType<typeof messageSummary> {
  const name = nameOfDisplay(id)
  const delivery = message.deliveries[id]
  switch (delivery?.state) {
    case undefined:
    case 'sent':
      return { tone: 'busy', text: delivery === undefined ? 'Sending…' : `Sent to ${name}…` }
    case 'queued':
      return {
        tone: 'wait',
        text: `Queued: ${delivery.reason === undefined ? `${name} is offline` : reasonText(delivery.reason)}`,
      }
    case 'shown':
    case 'dismissed':
      if (delivery.answer !== undefined)
        return { tone: 'good', text: `${name}: ${answerText(delivery.answer, delivery.ms)}` }
      return {
        tone: 'good',
        text: `Shown on ${name}${delivery.state === 'shown' && delivery.ms !== undefined ? `, ${duration(delivery.ms)}` : ''}`,
      }
    case 'replaced':
      return { tone: 'wait', text: `Replaced on ${name}` }
    case 'expired':
      return { tone: 'bad', text: `Expired before ${name} could show it` }
    case 'rejected':
      return { tone: 'bad', text: `${name} did not take it: ${reasonText(delivery.reason) || 'no reason given'}` }
  }
}

function summaryOfMany(message: SentMessage, total: number): ReturnType<typeof messageSummary> {
  const { counts } = message
  if (counts === undefined || (total === 0 && message.progress === 'sending')) return { tone: 'busy', text: 'Sending…' }
  if (total === 0) return { tone: 'wait', text: 'No display to show it on' }
  if (counts.sent === total) return { tone: 'busy', text: 'Sending…' }
  const failed = counts.replaced + counts.expired + counts.rejected
  const rest = [counts.queued > 0 ? `${counts.queued} queued` : '', failed > 0 ? `${failed} not shown` : '']
  const tone = counts.sent > 0 ? 'busy' : failed > 0 ? 'bad' : counts.queued > 0 ? 'wait' : 'good'
  const shown = `Shown on ${counts.shown + counts.dismissed} of ${total}`
  return { tone, text: [shown, ...rest].filter((part) => part !== '').join(' · ') }
}
