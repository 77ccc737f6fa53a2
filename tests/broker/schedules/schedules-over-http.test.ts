import { expect, test } from 'vitest'
import { scheduleViewSchema } from '#contract/schedules.ts'
import { connectBoard } from '../../support/board.ts'
import { startHub } from '../../support/hub.ts'
import { addPerson, claim } from '../../support/person.ts'

const daily = { name: 'Lunch', to: ['kitchen'], message: { text: 'Lunch' }, cron: '30 12 * * *', timeZone: 'UTC' }

async function hubWithClock() {
  const clock = { time: Date.parse('2027-01-04T12:00:00Z'), now: () => clock.time }
  const hub = await startHub({}, { clock })
  const ada = await claim(hub)
  const board = await connectBoard(hub, 'kitchen')
  const list = async () => (await ada.call('GET', '/api/schedules')).body.schedules
  const moveTo = (time: string) => {
    clock.time = Date.parse(time)
  }
  return { hub, ada, board, list, moveTo }
}

test('a schedule is sent when its time comes, on behalf of its owner, with a report like all', async () => {
  const { ada, board, list, moveTo } = await hubWithClock()
  const added = await ada.call('POST', '/api/schedules', daily)
  expect(added.status).toBe(201)
  expect(scheduleViewSchema.parse(added.body)).toMatchObject({ owner: 'Ada', next: '2027-01-04T12:30:00.000Z' })
  moveTo('2027-01-04T12:30:00Z')
  const payload = await board.next()
  expect(JSON.parse(payload)).toMatchObject({ text: 'Lunch' })
  board.ack(payload)
  await expect.poll(async () => (await list())[0].last?.messageId).toBeDefined()
  const [{ last, next }] = await list()
  expect(next).toBe('2027-01-05T12:30:00.000Z')
  await expect
    .poll(async () => (await ada.call('GET', `/api/messages/${last.messageId}`)).body)
    .toMatchObject({ sender: 'Ada', to: ['kitchen'], counts: { shown: 1 } })
})

test('it is changed, switched off and deleted', async () => {
  const { ada, list } = await hubWithClock()
  const { id } = (await ada.call('POST', '/api/schedules', daily)).body
  const changed = await ada.call('PUT', `/api/schedules/${id}`, { ...daily, cron: '0 8 * * *' })
  expect(changed.body).toMatchObject({ id, next: '2027-01-05T08:00:00.000Z' })
  const off = await ada.call('PUT', `/api/schedules/${id}`, { ...daily, enabled: false })
  expect(off.body.next).toBeUndefined()
  expect((await ada.call('DELETE', `/api/schedules/${id}`)).status).toBe(204)
  expect((await ada.call('DELETE', `/api/schedules/${id}`)).status).toBe(404)
  expect(await list()).toEqual([])
})

test('what cannot be sent is refused with the field and the fix', async () => {
  const { ada } = await hubWithClock()
  const refusal = async (fields: object) => (await ada.call('POST', '/api/schedules', { ...daily, ...fields })).body
  expect(await refusal({ to: ['kitchn'] })).toMatchObject({ code: 'unknown_display', field: 'to[0]' })
  expect(await refusal({ cron: 'daily' })).toMatchObject({ code: 'invalid_value', field: 'cron' })
  expect(await refusal({ at: '2027-02-01T00:00:00Z' })).toMatchObject({ code: 'conflicting_fields', field: 'cron' })
  expect(await refusal({ timeZone: 'Mars' })).toMatchObject({
    field: 'timeZone',
    message: expect.stringContaining('Europe/Berlin'),
  })
})

test('an owner who is limited, disabled or gone when it is due sends nothing, and the schedule says so', async () => {
  const { hub, ada, board, list, moveTo } = await hubWithClock()
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'operator' })
  await bob.call('POST', '/api/schedules', daily)
  const change = (fields: object) =>
    ada.call('PUT', `/api/users/${bob.id}`, { name: 'Bob', role: 'operator', disabled: false, ...fields })
  const faultAt = async (time: string) => {
    moveTo(time)
    await expect.poll(async () => (await list())[0].last?.at).toBe(new Date(time).toISOString())
    await expect.poll(async () => (await list())[0].last.fault).not.toContain('hub ended')
    return (await list())[0].last.fault
  }
  expect((await change({ reach: { displays: [], groups: [] } })).status).toBe(200)
  expect(await faultAt('2027-01-04T12:30:00Z')).toContain('within your reach')
  await change({ role: 'viewer' })
  expect(await faultAt('2027-01-05T12:30:00Z')).toContain('Bob, who made this, is viewer now')
  await change({ disabled: true })
  expect(await faultAt('2027-01-06T12:30:00Z')).toContain('gone or disabled')
  await ada.call('DELETE', `/api/users/${bob.id}`)
  expect(await faultAt('2027-01-07T12:30:00Z')).toContain('gone or disabled')
  expect(board.received).toEqual([])
})

test('whoever is limited neither sees nor changes what goes beyond their reach', async () => {
  const { hub, ada } = await hubWithClock()
  const { id } = (await ada.call('POST', '/api/schedules', { ...daily, to: 'all' })).body
  await connectBoard(hub, 'hall')
  const reach = { displays: ['hall'], groups: [] }
  const bob = await addPerson(hub, ada, { name: 'Bob', role: 'operator', reach })
  expect((await bob.call('GET', '/api/schedules')).body.schedules).toEqual([])
  expect((await bob.call('DELETE', `/api/schedules/${id}`)).status).toBe(404)
  expect((await bob.call('PUT', `/api/schedules/${id}`, daily)).status).toBe(404)
  const own = await bob.call('POST', '/api/schedules', { ...daily, to: ['hall'] })
  expect((await bob.call('GET', '/api/schedules')).body.schedules).toMatchObject([{ id: own.body.id, owner: 'Bob' }])
})

test('a preview tells the next five times', async () => {
  const { ada } = await hubWithClock()
  const { status, body } = await ada.call('POST', '/api/schedules/preview', {
    cron: '0 9 * * mon',
    timeZone: 'Europe/Berlin',
  })
  expect({ status, ...body }).toEqual({
    status: 200,
    timeZone: 'Europe/Berlin',
    next: ['11', '18', '25']
      .map((day) => `2027-01-${day}T08:00:00.000Z`)
      .concat(['2027-02-01T08:00:00.000Z', '2027-02-08T08:00:00.000Z']),
  })
})
