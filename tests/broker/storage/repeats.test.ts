import { describe, expect, onTestFinished, test } from 'vitest'
import type { KeptRequest, RepeatsRepository } from '../../../broker/http/repeats-repository.ts'
import { createRepeatsInMemory, createRepeatsInSql } from '../../../broker/storage/repositories/repeats.ts'
import { databaseKinds } from './databases.ts'

const request = (id: string, fields: Partial<KeptRequest> = {}): KeptRequest => ({
  id,
  request: `hash'; drop table repeatable_requests; --`,
  messageId: 'tea',
  at: 1_800_000_000_000,
  answer: undefined,
  ...fields,
})

const kinds: [string, () => Promise<RepeatsRepository>][] = [
  ['memory', async () => createRepeatsInMemory()],
  ...databaseKinds().map(([kind, newPlace]): [string, () => Promise<RepeatsRepository>] => [
    kind,
    async () => {
      const database = await (await newPlace()).open()
      onTestFinished(() => database.close())
      return createRepeatsInSql(database.kysely)
    },
  ]),
]

describe.each(kinds)('requests with a key in %s', (_kind, open) => {
  test('are found until they are forgotten, first without and then with their answer', async () => {
    const repeats = await open()
    expect(await repeats.find('a')).toBeUndefined()
    await repeats.begin(request('a'))
    expect(await repeats.find('a')).toEqual(request('a'))
    await repeats.finish('a', { status: 202, body: '{"id":"tea"}' })
    expect(await repeats.find('a')).toEqual(request('a', { answer: { status: 202, body: '{"id":"tea"}' } }))
    await repeats.finish('a', { status: 204, body: undefined })
    expect((await repeats.find('a'))?.answer).toEqual({ status: 204, body: undefined })
    await repeats.forget('a')
    expect(await repeats.find('a')).toBeUndefined()
  })

  test('give way to a newer one of the same key', async () => {
    const repeats = await open()
    await repeats.begin(request('a'))
    await repeats.finish('a', { status: 202, body: '{}' })
    await repeats.begin(request('a', { at: 1_900_000_000_000, messageId: 'cake' }))
    expect(await repeats.find('a')).toEqual(request('a', { at: 1_900_000_000_000, messageId: 'cake' }))
  })

  test('go when they are old, or too many', async () => {
    const repeats = await open()
    for (const [id, at] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
      ['d', 3],
      ['e', 4],
    ] as const)
      await repeats.begin(request(id, { at }))
    const left = async () => {
      const found = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(repeats.find))
      return found.flatMap((each) => each?.id ?? [])
    }
    await repeats.prune({ olderThan: 2, keep: 10 })
    expect(await left()).toEqual(['b', 'c', 'd', 'e'])
    await repeats.prune({ olderThan: 0, keep: 2 })
    expect(await left()).toEqual(['d', 'e'])
    await repeats.prune({ olderThan: 0, keep: 2 })
    expect(await left()).toEqual(['d', 'e'])
  })
})
