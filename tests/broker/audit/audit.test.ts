import { describe, expect, onTestFinished, test } from 'vitest'
import { createAudit } from '../../../broker/audit/audit.ts'
import { systemClock } from '../../../broker/clock.ts'
import { limits } from '../../../broker/limits.ts'
import { createLog } from '../../../broker/log.ts'
import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { createMemoryStores, createStores, type Stores } from '../../../broker/storage/stores.ts'
import { databaseKinds } from '../storage/databases.ts'

const log = createLog('silent')

const kinds: readonly (readonly [string, () => Promise<Stores>])[] = [
  ['memory', async () => createMemoryStores(systemClock)],
  ...databaseKinds().map(
    ([kind, newPlace]) =>
      [
        kind,
        async () => {
          const database = await (await newPlace()).open()
          return createStores({
            database,
            mqtt: createMemoryStore({ limits, clock: systemClock }),
            clock: systemClock,
            log,
          })
        },
      ] as const,
  ),
]

describe.each(kinds)('%s', (_kind, openStores) => {
  async function openAudit(clock = { now: () => 1_800_000_000_000 }) {
    const stores = await openStores()
    onTestFinished(() => stores.close())
    const audit = createAudit({ repository: stores.audit, clock, log })
    onTestFinished(audit.close)
    return { audit, repository: stores.audit }
  }

  test('what was recorded just now is listed, the newest first, in the order of one moment', async () => {
    const { audit } = await openAudit()
    audit.record({ actor: 'Cook', action: 'group.changed', subject: 'floor', details: { displays: 2 } })
    audit.record({ actor: 'Cook', action: 'group.deleted', subject: 'floor' })
    const { entries, next } = await audit.list({ limit: 10 })
    expect(entries.map(({ action }) => action)).toEqual(['group.deleted', 'group.changed'])
    expect(entries[1]).toMatchObject({ at: 1_800_000_000_000, actor: 'Cook', details: { displays: 2 } })
    expect(next).toBeUndefined()
  })

  test('pages follow one another without a gap or a repeat', async () => {
    const { audit } = await openAudit()
    for (let count = 0; count < 7; count++) audit.record({ actor: 'Cook', action: 'counted', subject: String(count) })
    const subjects: (string | undefined)[] = []
    let before: string | undefined
    do {
      const page = await audit.list({ limit: 3, before })
      subjects.push(...page.entries.map(({ subject }) => subject))
      before = page.next
    } while (before !== undefined)
    expect(subjects).toEqual(['6', '5', '4', '3', '2', '1', '0'])
  })

  test('entries of one actor or about one subject are found, whatever is in their names', async () => {
    const { audit } = await openAudit()
    const name = `'; drop table audit_log; -- "%`
    audit.record({ actor: name, action: 'a' })
    audit.record({ actor: 'other', action: 'b', subject: name })
    expect((await audit.list({ limit: 9, actor: name })).entries).toMatchObject([{ action: 'a' }])
    expect((await audit.list({ limit: 9, subject: name })).entries).toMatchObject([{ action: 'b' }])
  })

  test('what is too old or too much goes', async () => {
    const { audit, repository } = await openAudit()
    for (let count = 0; count < 5; count++) audit.record({ actor: 'Cook', action: String(count) })
    await audit.list({ limit: 1 })
    await repository.prune({ olderThan: 0, keep: 2 })
    expect((await audit.list({ limit: 9 })).entries.map(({ action }) => action)).toEqual(['4', '3'])
    await repository.prune({ olderThan: 1_800_000_000_001, keep: 2 })
    expect((await audit.list({ limit: 9 })).entries).toEqual([])
  })

  test('a text with line breaks, escapes or no end becomes one short line', async () => {
    const { audit } = await openAudit()
    audit.record({ actor: 'a\nb\u001b[31m', action: 'x', details: { note: `${'y'.repeat(1000)}` } })
    const [entry] = (await audit.list({ limit: 1 })).entries
    expect(entry?.actor).toBe('a b [31m')
    expect(entry?.details?.['note']).toHaveLength(limits.maxAuditTextLength)
  })
})
