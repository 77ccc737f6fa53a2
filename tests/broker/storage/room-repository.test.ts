import { describe, expect, test } from 'vitest'
import type { RoomMessage } from '#contract/room.ts'
import { isoTime } from '../../../broker/clock.ts'
import type { KeptQuietHours } from '../../../broker/quiet-hours/quiet-hours-repository.ts'
import { repositoryPlaces } from './repository-places.ts'

const at = 1_800_000_000_000
const message = (id: string, ms: number): RoomMessage => ({
  id,
  kind: 'room',
  from: 'Ada "é"',
  text: `a \u0000 ${id}`,
  priority: 'normal',
  at: isoTime(at + ms),
})
const rule = (id: string, fields: Partial<KeptQuietHours['body']> = {}): KeptQuietHours => ({
  id,
  body: { to: ['all', '!hall'], from: '22:00', until: '07:00', ...fields },
  createdAt: at,
})

describe.each(repositoryPlaces())('%s', (_kind, prepare) => {
  test('what was said in the room comes back page by page, the newest first', async () => {
    const open = await prepare()
    const first = await open()
    for (const said of [message('a', 0), message('c', 5), message('b', 5), message('d', 9)]) first.room.append(said)
    await first.room.list({ limit: 1 })
    const { room } = await open()
    expect((await room.list({ limit: 2 })).map(({ id }) => id)).toEqual(['d', 'c'])
    expect(await room.list({ limit: 9, before: { at: at + 5, id: 'c' } })).toEqual([message('b', 5), message('a', 0)])
  })

  test('of the room the old and what is too much goes, the oldest first', async () => {
    const { room } = await (await prepare())()
    for (let index = 0; index < 10; index++) room.append(message(`m${index}`, index))
    await room.list({ limit: 1 })
    await room.prune({ olderThan: at + 2, keep: 100 })
    expect((await room.list({ limit: 99 })).map(({ id }) => id).at(-1)).toBe('m2')
    await room.prune({ olderThan: 0, keep: 3 })
    expect((await room.list({ limit: 99 })).map(({ id }) => id)).toEqual(['m9', 'm8', 'm7'])
  })

  test('quiet hours come back as they were put last, and are gone when removed', async () => {
    const open = await prepare()
    const { quietHours } = await open()
    await quietHours.put(rule('abcdefghijkl'))
    await quietHours.put(rule('bbcdefghijkl'))
    await quietHours.put(rule('abcdefghijkl', { allow: 'high', days: ['mon'] }))
    await quietHours.remove('bbcdefghijkl')
    expect(await (await open()).quietHours.load()).toEqual([rule('abcdefghijkl', { allow: 'high', days: ['mon'] })])
  })
})
