import { describe, expect, onTestFinished, test } from 'vitest'
import type { KeptSchedule, SchedulesRepository } from '../../../broker/schedules/schedules-repository.ts'
import { createSchedulesInMemory, createSchedulesInSql } from '../../../broker/storage/repositories/schedules.ts'
import { databaseKinds } from './databases.ts'

const schedule: KeptSchedule = {
  id: 'abcdefghijkl',
  body: { name: 'Lunch "é"', to: ['kitchen', '!hall'], message: { text: 'a \u0000 b' }, cron: '30 12 * * *' },
  owner: { kind: 'user', id: 'u1', name: 'Ada' },
  next: 1_800_000_000_000,
  last: undefined,
  createdAt: 1_700_000_000_000,
}

/** Two hubs that look at the same place. */
type OpenTwo = () => Promise<readonly [SchedulesRepository, SchedulesRepository]>

const inMemory: OpenTwo = async () => {
  const repository = createSchedulesInMemory()
  return [repository, repository]
}

describe.each([
  ['memory', inMemory] as const,
  ...databaseKinds().map(([kind, newPlace]) => {
    const open: OpenTwo = async () => {
      const place = await newPlace()
      const [one, other] = [await place.open(), await place.open()]
      onTestFinished(async () => {
        await one.close()
        await other.close()
      })
      return [createSchedulesInSql(one), createSchedulesInSql(other)]
    }
    return [kind, open] as const
  }),
])('%s', (_kind, openTwo) => {
  test('schedules come back as they were put, and are gone when removed', async () => {
    const [one, other] = await openTwo()
    await one.put({ ...schedule, body: { ...schedule.body, name: 'Old' } })
    await one.put(schedule)
    expect(await other.load()).toEqual([schedule])
    expect(await other.remove(schedule.id)).toBe(true)
    expect(await one.remove(schedule.id)).toBe(false)
    expect(await one.load()).toEqual([])
  })

  test('a run is taken once, whoever asks at the same time', async () => {
    const [one, other] = await openTwo()
    await one.put(schedule)
    const due = schedule.next ?? 0
    const then = { next: due + 1000, last: { at: due, fault: 'under way' } }
    const claims = await Promise.all(
      [one, other, one, other].map((repository) => repository.claim(schedule.id, due, then)),
    )
    expect(claims.filter((claimed) => claimed !== undefined)).toEqual([{ ...schedule, ...then }])
    await other.finish(schedule.id, { at: due, messageId: 'm1' })
    expect(await one.load()).toEqual([{ ...schedule, next: due + 1000, last: { at: due, messageId: 'm1' } }])
    expect(await one.claim(schedule.id, due + 1000, { next: undefined, last: undefined })).toMatchObject({
      next: undefined,
    })
  })
})
