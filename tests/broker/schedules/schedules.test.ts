import { expect, onTestFinished, test } from 'vitest'
import { MarqueeError } from '#contract/errors.ts'
import type { AddressedMessage } from '#contract/message.ts'
import type { Schedule } from '#contract/schedules.ts'
import type { Principal } from '../../../broker/access/principal.ts'
import { limits } from '../../../broker/limits.ts'
import { createLog } from '../../../broker/log.ts'
import type { Standing } from '../../../broker/schedules/owners.ts'
import { createSchedules } from '../../../broker/schedules/schedules.ts'
import { createSchedulesInMemory } from '../../../broker/storage/repositories/schedules.ts'

const start = Date.parse('2027-01-04T12:00:00Z')
const ada: Principal = { kind: 'user', id: 'u1', name: 'Ada', role: 'operator' }
const daily: Schedule = { name: 'Lunch', to: 'all', message: { text: 'Lunch' }, cron: '30 12 * * *', timeZone: 'UTC' }
const once: Schedule = { name: 'Once', to: 'all', message: { text: 'Now', ttlMs: 600_000 }, at: '2027-01-04T12:30:00Z' }

/** A hub's schedules with a clock that the test moves. */
async function open({ repository = createSchedulesInMemory(), at = start } = {}) {
  const clock = { time: at, now: () => clock.time }
  const sent: AddressedMessage[] = []
  const state: { standing: Standing; refuses?: MarqueeError } = { standing: { principal: ada } }
  const schedules = await createSchedules({
    repository,
    clock,
    log: createLog('silent'),
    standingOf: async () => state.standing,
    send(message) {
      if (state.refuses !== undefined) throw state.refuses
      return `m${sent.push(message)}`
    },
    check: () => undefined,
  })
  onTestFinished(schedules.close)
  return {
    schedules,
    repository,
    sent,
    state,
    async moveTo(time: string) {
      clock.time = Date.parse(time)
      await schedules.due()
    },
    last: async (id: string) => (await schedules.get(id)).last,
  }
}

test('a recurring message is sent each time it is due, and not before', async () => {
  const { schedules, sent, moveTo } = await open()
  const { id } = await schedules.add(daily, ada)
  await moveTo('2027-01-04T12:29:59Z')
  expect(sent).toEqual([])
  await moveTo('2027-01-04T12:30:00Z')
  await moveTo('2027-01-04T12:30:10Z')
  await moveTo('2027-01-05T12:30:01Z')
  expect(sent.map(({ text, to }) => ({ text, to }))).toEqual(Array(2).fill({ text: 'Lunch', to: 'all' }))
  expect(await schedules.get(id)).toMatchObject({
    next: Date.parse('2027-01-06T12:30:00Z'),
    last: { at: Date.parse('2027-01-05T12:30:00Z'), messageId: 'm2' },
  })
})

test('a recurring message ends with its end', async () => {
  const { schedules, sent, moveTo } = await open()
  await schedules.add({ ...daily, endsAt: '2027-01-05T00:00:00Z' }, ada)
  await moveTo('2027-01-04T12:30:00Z')
  await moveTo('2027-01-05T12:30:00Z')
  expect(sent).toHaveLength(1)
  expect((await schedules.list())[0]?.next).toBeUndefined()
})

test('a message that was to be sent while the hub was away is sent at once as long as it would be shown', async () => {
  const { schedules, repository } = await open()
  const { id } = await schedules.add(once, ada)
  schedules.close()
  const again = await open({ repository, at: Date.parse('2027-01-04T12:35:00Z') })
  await expect.poll(() => again.sent).toHaveLength(1)
  expect(again.sent[0]?.ttlMs).toBe(300_000)
  await expect.poll(() => again.last(id)).toMatchObject({ messageId: 'm1' })
})

test('a message that was to be sent too long ago is missed, and says why', async () => {
  const { schedules, repository } = await open()
  const { id } = await schedules.add(once, ada)
  schedules.close()
  const again = await open({ repository, at: Date.parse('2027-01-04T12:40:00Z') })
  await expect
    .poll(() => again.last(id))
    .toMatchObject({
      at: Date.parse('2027-01-04T12:30:00Z'),
      fault: expect.stringContaining('the hub did not run at 2027-01-04T12:30:00.000Z'),
    })
  expect(again.sent).toEqual([])
})

test('times of a recurring message that were missed are not made up for', async () => {
  const { schedules, repository } = await open()
  const { id } = await schedules.add(daily, ada)
  schedules.close()
  const again = await open({ repository, at: Date.parse('2027-01-07T12:00:00Z') })
  await expect.poll(() => again.last(id)).toMatchObject({ fault: expect.stringContaining('not made up for') })
  expect(again.sent).toEqual([])
  expect((await again.schedules.get(id)).next).toBe(Date.parse('2027-01-07T12:30:00Z'))
})

test('an owner who may not send any more sends nothing, and the next time counts again', async () => {
  const { schedules, sent, state, moveTo, last } = await open()
  const { id } = await schedules.add(daily, ada)
  state.standing = { fault: 'Ada is gone' }
  await moveTo('2027-01-04T12:30:00Z')
  expect(await last(id)).toEqual({ at: Date.parse('2027-01-04T12:30:00Z'), fault: 'Ada is gone' })
  state.standing = { principal: ada }
  state.refuses = new MarqueeError({ code: 'unknown_display', message: 'no display "x"' })
  await moveTo('2027-01-05T12:30:00Z')
  expect(await last(id)).toMatchObject({ fault: 'no display "x"' })
  expect(sent).toEqual([])
})

test('of two hubs on one database exactly one sends each run', async () => {
  const repository = createSchedulesInMemory()
  const one = await open({ repository })
  const { id } = await one.schedules.add(daily, ada)
  const other = await open({ repository })
  await Promise.all([one.moveTo('2027-01-04T12:30:00Z'), other.moveTo('2027-01-04T12:30:00Z')])
  await Promise.all([one.moveTo('2027-01-05T12:30:00Z'), other.moveTo('2027-01-05T12:30:00Z')])
  expect(one.sent.length + other.sent.length).toBe(2)
  expect(await one.last(id)).toMatchObject({ at: Date.parse('2027-01-05T12:30:00Z') })
})

test('a schedule that was changed meanwhile by another hub is sent as it is now', async () => {
  const repository = createSchedulesInMemory()
  const one = await open({ repository })
  const { id } = await one.schedules.add(daily, ada)
  const other = await open({ repository })
  await other.schedules.change(id, { ...daily, message: { text: 'Soup' } }, ada)
  await one.moveTo('2027-01-04T12:30:00Z')
  expect(one.sent.map(({ text }) => text)).toEqual(['Soup'])
})

test('a schedule that is switched off is not due', async () => {
  const { schedules, sent, moveTo } = await open()
  const { id } = await schedules.add(daily, ada)
  await schedules.change(id, { ...daily, enabled: false }, ada)
  await moveTo('2027-01-04T12:30:00Z')
  expect(sent).toEqual([])
})

test('a message that was sent once makes room for a new one, a recurring one does not', async () => {
  const { schedules, repository, moveTo } = await open()
  const { id } = await schedules.add(once, ada)
  await moveTo('2027-01-04T12:30:00Z')
  const filler = await schedules.add(daily, ada)
  for (let index = 2; index < limits.maxSchedules; index++) await repository.put({ ...filler, id: `f${index}` })
  await schedules.add(daily, ada)
  await expect(schedules.get(id)).rejects.toThrow(expect.objectContaining({ code: 'not_found' }))
  await expect(schedules.add(daily, ada)).rejects.toThrow(expect.objectContaining({ code: 'limit_reached' }))
})

test.each([
  [{ ...once, at: '2027-01-04T11:59:00Z' }, 'out_of_range', 'at'],
  [{ ...once, endsAt: '2027-01-05T00:00:00Z' }, 'conflicting_fields', 'endsAt'],
  [{ ...daily, endsAt: '2027-01-04T11:00:00Z' }, 'out_of_range', 'endsAt'],
  [{ ...daily, cron: '61 * * * *' }, 'invalid_value', 'cron'],
  [{ ...daily, cron: '0 0 30 2 *' }, 'invalid_value', 'cron'],
  [{ ...daily, timeZone: 'Europe/Bärlin' }, 'invalid_value', 'timeZone'],
])('%j is refused with %s at %s', async (schedule, code, field) => {
  const { schedules } = await open()
  await expect(schedules.add(schedule, ada)).rejects.toThrow(expect.objectContaining({ code, field }))
})
