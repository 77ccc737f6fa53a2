import { expect, test } from 'vitest'
import type { Delivery, DeliveryState, Report } from '#contract/delivery.ts'
import type { HubEvent } from '../../dashboard/hub/worker-messages.ts'
import { messageSummary } from '../../dashboard/messages/message-summary.ts'
import { messageAfter, type SentMessage } from '../../dashboard/messages/sent-message.ts'

const sent = (to: SentMessage['to']): SentMessage => ({
  id: 'm1',
  text: 'Hi',
  to,
  sentAt: 0,
  progress: 'sending',
  deliveries: {},
})

function report(displays: Record<string, Delivery>, complete = false): HubEvent {
  const counts: Record<DeliveryState, number> = {
    queued: 0,
    sent: 0,
    shown: 0,
    dismissed: 0,
    replaced: 0,
    expired: 0,
    rejected: 0,
  }
  for (const { state } of Object.values(displays)) counts[state]++
  const body: Report = {
    id: 'm1',
    to: ['kitchen'],
    topic: 'displays/all/message',
    sender: 'me',
    text: 'Hi',
    priority: 'normal',
    acceptedAt: '2026-11-21T02:00:00.000Z',
    expiresAt: '2026-11-22T02:00:00.000Z',
    complete,
    counts,
    displays,
  }
  return { type: 'report', report: body }
}

const after = (message: SentMessage, ...events: HubEvent[]) => events.reduce(messageAfter, message)
const summary = (message: SentMessage, ...events: HubEvent[]) => messageSummary(after(message, ...events)).text

test('one recipient: the summary names the display and the time it took', () => {
  expect(summary(sent(['kitchen']))).toBe('Sending…')
  expect(summary(sent(['kitchen']), report({ kitchen: { state: 'sent' } }))).toBe('Sent to Kitchen…')
  expect(summary(sent(['kitchen']), report({ kitchen: { state: 'shown', ms: 84 } }, true))).toBe(
    'Shown on Kitchen, 84 ms',
  )
})

test('several recipients: the summary counts them', () => {
  const events = [report({ a: { state: 'shown', ms: 5 }, b: { state: 'queued' } })]
  expect(summary(sent(['a', 'b']), ...events)).toBe('Shown on 1 of 2 · 1 queued')
})

test('a report with only some of the displays is merged into what is known', () => {
  const message = after(
    sent('all'),
    report({ a: { state: 'sent' }, b: { state: 'sent' } }),
    report({ b: { state: 'shown', ms: 7 } }),
  )
  expect(message.deliveries).toEqual({ a: { state: 'sent' }, b: { state: 'shown', ms: 7 } })
})

test('a message is complete when its report is', () => {
  const first = after(sent(['group:floor2']), report({ a: { state: 'shown', ms: 1 }, b: { state: 'queued' } }))
  expect(first.progress).toBe('accepted')
  expect(after(first, report({ b: { state: 'expired' } }, true)).progress).toBe('complete')
})

test('a message to a group counts the displays of its report', () => {
  expect(summary(sent(['group:floor2']))).toBe('Sending…')
  const events = [report({ a: { state: 'shown', ms: 5 }, b: { state: 'sent' }, c: { state: 'rejected' } })]
  expect(summary(sent(['group:floor2']), ...events)).toBe('Shown on 1 of 3 · 1 not shown')
})

test('a message waits while the hub is away', () => {
  expect(summary(sent(['a']), { type: 'progress', messageId: 'm1', progress: 'waiting' })).toBe('Waiting for the hub')
})

test('an answer to the publish that comes after a report does not turn time back', () => {
  const events: HubEvent[] = [
    report({ a: { state: 'shown', ms: 3 } }),
    { type: 'progress', messageId: 'm1', progress: 'sending' },
  ]
  expect(after(sent(['a']), ...events).progress).not.toBe('sending')
})

test('a refused message says why', () => {
  const refused: HubEvent = { type: 'refused', messageId: 'm1', reason: 'text must not be empty' }
  expect(messageSummary(after(sent('all'), refused))).toEqual({ tone: 'bad', text: 'Refused: text must not be empty' })
})

test('a message that the hub has forgotten is not waited for any more', () => {
  const message = after(sent(['a']), report({ a: { state: 'sent' } }), { type: 'lost', messageId: 'm1' })
  expect(message.progress).toBe('complete')
  expect(messageSummary(message).text).toBe('The hub has lost track of it')
})

test('an event about another message leaves the object as it is', () => {
  const message = sent(['a'])
  expect(messageAfter(message, { type: 'refused', messageId: 'other', reason: 'x' })).toBe(message)
})
