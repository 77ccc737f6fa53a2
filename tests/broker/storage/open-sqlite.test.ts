import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { createGroupsInSql } from '../../../broker/storage/repositories/groups-in-sql.ts'
import { openDatabase } from '../../../broker/storage/sqlite/database.ts'
import { openSqlite } from '../../../broker/storage/sqlite/open-sqlite.ts'
import { Writer } from '../../../broker/storage/writer/writer.ts'
import { temporaryFolder } from '../../support/process.ts'

async function open() {
  const file = join(await temporaryFolder(), 'marquee.db')
  const database = await openSqlite(file)
  onTestFinished(() => database.close())
  return { file, ...database }
}

test('foreign keys hold, and rows that refer to others go with them', async () => {
  const { kysely } = await open()
  const member = { group_id: 'floor', display_id: 'kitchen' }
  await expect(kysely.insertInto('group_members').values(member).execute()).rejects.toThrow(/FOREIGN KEY/)
  await kysely.insertInto('groups').values({ id: 'floor' }).execute()
  await kysely.insertInto('group_members').values(member).execute()
  await kysely.deleteFrom('groups').execute()
  expect(await kysely.selectFrom('group_members').selectAll().execute()).toEqual([])
})

test('a write that changes nothing is no fault, also as the first thing after a start', async () => {
  const file = join(await temporaryFolder(), 'marquee.db')
  await (await openSqlite(file)).close()
  const again = await openSqlite(file)
  expect((await again.kysely.deleteFrom('groups').executeTakeFirst()).numDeletedRows).toBe(0n)
  await again.close()
})

test('a transaction that fails leaves nothing, and those that wait for it go on', async () => {
  const { kysely, transaction } = await open()
  const failing = transaction(async (open) => {
    await open.insertInto('settings').values({ key: 'a', value: '1' }).execute()
    await sleep(20)
    throw new Error('changed my mind')
  })
  const after = kysely.insertInto('settings').values({ key: 'b', value: '2' }).execute()
  await expect(failing).rejects.toThrow('changed my mind')
  await after
  expect(await kysely.selectFrom('settings').selectAll().execute()).toEqual([{ key: 'b', value: '2' }])
})

test('a write waits for another program that writes, and nothing else does', async () => {
  const { file, kysely } = await open()
  const other = await openDatabase(file)
  other.exec('BEGIN IMMEDIATE')
  let turns = 0
  const ticking = setInterval(() => turns++, 5)
  const writing = kysely.insertInto('settings').values({ key: 'a', value: '1' }).execute()
  await expect.poll(() => turns).toBeGreaterThan(10)
  other.exec('ROLLBACK')
  other.close()
  await writing
  clearInterval(ticking)
  expect(await kysely.selectFrom('settings').select('key').execute()).toEqual([{ key: 'a' }])
})

test('what a full disk does not take waits, and is saved when there is room', async () => {
  const { kysely, transaction, announcements } = await open()
  const heard: string[] = []
  const writer = new Writer({
    transaction,
    onUnavailable: (reason) => heard.push(reason),
    onAvailable: () => heard.push('back'),
    onRefused: (reason) => heard.push(`refused ${reason}`),
    retryMinMs: 10,
    retryMaxMs: 50,
  })
  const groups = createGroupsInSql({ kysely, writer, announcements })
  const [size] = (await sql<{ page_count: number }>`pragma page_count`.execute(kysely)).rows
  await sql`pragma max_page_count = ${sql.lit(size?.page_count)}`.execute(kysely)
  const members = Array.from({ length: 5000 }, (_, index) => `display-${index}`)
  groups.put('wall', members)
  await expect(writer.written(300)).rejects.toThrow(/not available \(.*full/)
  expect(await groups.load()).toEqual(new Map())
  await sql`pragma max_page_count = 100000`.execute(kysely)
  await writer.written()
  expect((await groups.load()).get('wall')?.length).toBe(5000)
  expect(heard).toEqual([expect.stringContaining('full'), 'back'])
})

test('times and truth come back as they were written', async () => {
  const { kysely } = await open()
  const { rows } = await sql`select ${Date.UTC(2026, 10, 25)} as at, ${true} as yes, ${null} as none`.execute(kysely)
  expect(rows).toEqual([{ at: 1_795_564_800_000, yes: 1, none: null }])
})
