import { expect, test } from 'vitest'
import type { Delivery, DeliveryState } from '#contract/delivery.ts'
import { countsText } from '../../dashboard/messages/counts-text.ts'
import { deliveryLine } from '../../dashboard/messages/delivery-line.ts'
import { optionWords } from '../../dashboard/messages/option-words.ts'
import { duration } from '../../dashboard/ui/duration.ts'

const line = (delivery: Delivery, more = {}) => {
  const { state, detail } = deliveryLine({ delivery, now: 0, ...more })
  return `${state}: ${detail}`
}

const none: Record<DeliveryState, number> = {
  queued: 0,
  sent: 0,
  shown: 0,
  dismissed: 0,
  replaced: 0,
  expired: 0,
  rejected: 0,
}

test('a queued delivery says until when it waits', () => {
  const now = new Date(2026, 10, 21, 12, 0).getTime()
  const expiresAt = new Date(2026, 10, 21, 14, 2).getTime()
  expect(line({ state: 'queued' }, { now, expiresAt })).toBe('Queued: waits until it is back, expires 14:02')
})

test('a delivery that was shown says after what time', () => {
  expect(line({ state: 'shown', ms: 180 })).toBe('Shown: after 180 ms')
})

test('an answer names the button and the time', () => {
  const answer = { input: 'ok', label: 'Yes', reply: 'yes' }
  expect(line({ state: 'dismissed', ms: 12_000, answer })).toBe('Answered: Yes by button ok after 12 s')
  expect(line({ state: 'dismissed', ms: 700, answer: { reply: 'yes' } })).toBe('Answered: yes after 700 ms')
})

test('reasons are told in plain words, and unknown ones as they are', () => {
  expect(line({ state: 'rejected', reason: 'queue_full' })).toBe('Rejected: too much was waiting for the display')
  expect(line({ state: 'replaced', reason: 'newer_text', ms: 2400 })).toBe('Replaced: a newer text came, after 2.4 s')
  expect(line({ state: 'queued', reason: 'quiet_hours' })).toBe('Queued: waits for the end of the quiet hours')
  expect(line({ state: 'expired', reason: 'cosmic_ray' })).toBe('Expired: cosmic ray')
})

test('a message that waits for the hub says so', () => {
  expect(deliveryLine({ delivery: undefined, isWaiting: true, now: 0 })).toMatchObject({ detail: 'for the hub' })
})

test('the counts are put into words, the good ones first', () => {
  expect(countsText({ ...none, queued: 1, shown: 5 })).toBe('5 shown · 1 queued')
  expect(countsText(none)).toBe('No display to show it on')
})

test('only what is not as usual is told about how a message is shown', () => {
  expect(optionWords({ text: 'Hi' })).toEqual([])
  const actions = [{ input: 'ok', label: 'Yes', reply: 'yes' }]
  expect(optionWords({ text: 'Hi', priority: 'high', hold: true, repeat: 2, sound: 'done:d=4:c', actions })).toEqual([
    ['Priority', 'High'],
    ['Shown for', 'Until dismissed'],
    ['Runs through', '2 times'],
    ['Sound', 'done'],
    ['Answers', 'ok: Yes'],
  ])
})

test.each([
  [84, '84 ms'],
  [2400, '2.4 s'],
  [12_000, '12 s'],
  [180_000, '3 min'],
  [7_200_000, '2 h'],
  [604_800_000, '7 days'],
])('%i milliseconds are "%s"', (ms, words) => {
  expect(duration(ms)).toBe(words)
})
