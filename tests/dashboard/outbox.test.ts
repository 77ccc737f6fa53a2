import { expect, test } from 'vitest'
import type { Report } from '#contract/delivery.ts'
import { Outbox, type Parcel } from '../../dashboard/hub/outbox.ts'
import type { Answer, HubEvent } from '../../dashboard/hub/worker-messages.ts'

const report = { id: 'm1', counts: {} } as Report
const away: Answer<Report> = { ok: false, error: { code: 'unavailable', message: 'the hub does not answer' } }

function outboxWith(isLive: boolean) {
  const posted: Parcel[] = []
  const told: HubEvent[] = []
  const postman = {
    isLive,
    answer: { ok: true, value: report } as Answer<Report>,
    async post(parcel: Parcel) {
      posted.push(parcel)
      return postman.answer
    },
  }
  return { postman, posted, told, outbox: new Outbox(postman, (event) => told.push(event)) }
}

const last = (told: readonly HubEvent[]) => told.at(-1)

test('a message to a group goes to the hub as it is, once, with its id', async () => {
  const { posted, told, outbox } = outboxWith(true)
  outbox.send('m1', ['group:floor2', '!lobby'], { text: 'Hi' })
  await expect.poll(() => last(told)).toEqual({ type: 'report', report })
  expect(posted).toEqual([{ to: ['group:floor2', '!lobby'], text: 'Hi', id: 'm1' }])
  expect(outbox.isOpen('m1')).toBe(false)
})

test('what was written while the hub is away waits, and goes out when it is back', async () => {
  const { postman, posted, told, outbox } = outboxWith(false)
  outbox.send('m1', 'all', { text: 'Hi' })
  expect(last(told)).toEqual({ type: 'progress', messageId: 'm1', progress: 'waiting' })
  expect(posted).toEqual([])
  postman.isLive = true
  outbox.resume()
  await expect.poll(() => outbox.isOpen('m1')).toBe(false)
  expect(posted).toHaveLength(1)
})

test('a message that got no answer is sent again with the same id', async () => {
  const { postman, posted, outbox } = outboxWith(true)
  postman.answer = away
  outbox.send('m1', 'all', { text: 'Hi' })
  await expect.poll(() => posted.length).toBe(1)
  expect(outbox.isOpen('m1')).toBe(true)
  postman.answer = { ok: true, value: report }
  await expect.poll(() => outbox.isOpen('m1')).toBe(false)
  expect(posted.map(({ id }) => id)).toEqual(['m1', 'm1'])
})

test('a message that the hub refuses is not tried again', async () => {
  const { postman, told, outbox } = outboxWith(true)
  postman.answer = { ok: false, error: { code: 'unknown_group', message: 'there is no group "x"' } }
  outbox.send('m1', ['group:x'], { text: 'Hi' })
  await expect.poll(() => last(told)).toEqual({ type: 'refused', messageId: 'm1', reason: 'there is no group "x"' })
  expect(outbox.isOpen('m1')).toBe(false)
})
