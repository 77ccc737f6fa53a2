import { createServer } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { openPostgres } from '../../../broker/storage/postgres/open-postgres.ts'
import { nameOfServer } from '../../../broker/storage/postgres/server-name.ts'
import { startPostgres } from '../../support/postgres.ts'

test('a hub that starts before its database waits for it and says so once', async () => {
  const server = await startPostgres()
  const url = await server.createDatabase()
  await server.stop()
  const heard: string[] = []
  const opening = openPostgres(url, { onWait: (reason) => heard.push(reason) })
  await expect.poll(() => heard.length).toBe(1)
  await server.start()
  const { close } = await opening
  await close()
  expect(heard).toEqual([expect.stringContaining('ECONNREFUSED')])
})

test('a database that does not exist is told at once, with the server and without the password', async () => {
  const server = await startPostgres()
  const url = (await server.createDatabase()).replace(/test_0$/, 'nowhere')
  const heard: string[] = []
  const opening = openPostgres(url, { onWait: (reason) => heard.push(reason) })
  await expect(opening).rejects.toThrow(
    /^PostgreSQL at 127\.0\.0\.1:\d+\/nowhere cannot be used \(database "nowhere" does not exist\): start it, or correct MARQUEE_DATABASE_URL/,
  )
  await expect(opening).rejects.not.toThrow(/secret/)
  expect(heard).toEqual([])
})

test('a server that takes the connection and says nothing is given up in time', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void silent.close())
  await new Promise((resolve) => silent.once('listening', resolve))
  const { port } = silent.address() as { port: number }
  const opening = openPostgres(`postgres://me:secret@127.0.0.1:${port}/marquee`, {
    connectTimeoutMs: 50,
    startTimeoutMs: 300,
  })
  await expect(opening).rejects.toThrow(/^PostgreSQL at 127\.0\.0\.1:\d+\/marquee cannot be used \(.*timeout/)
})

test('a statement that takes too long is given up, and the next one gets a good connection', async () => {
  const server = await startPostgres()
  const { kysely, transaction, close } = await openPostgres(await server.createDatabase(), { statementTimeoutMs: 100 })
  await expect(transaction((open) => sql`select pg_sleep(20)`.execute(open))).rejects.toThrow(/statement timeout/)
  expect((await sql`select 1 as one, 1234567890123::bigint as large`.execute(kysely)).rows).toEqual([
    { one: 1, large: 1_234_567_890_123 },
  ])
  await close()
})

test('a start waits for the migration of another hub, however long a statement may take', async () => {
  const server = await startPostgres()
  const url = await server.createDatabase()
  const other = new pg.Client({ connectionString: url })
  await other.connect()
  // The lock that Kysely takes for migrations.
  await other.query('select pg_advisory_lock(3853314791062309107)')
  let isOpen = false
  const opening = openPostgres(url, { statementTimeoutMs: 50 }).then((database) => {
    isOpen = true
    return database
  })
  const waiting = "select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted"
  await expect.poll(async () => (await other.query(waiting)).rows).toEqual([{ waiting: 1 }])
  await other.query('select pg_sleep(0.2)')
  expect(isOpen).toBe(false)
  await other.end()
  await (await opening).close()
})

test('the name of a server has neither user nor password', () => {
  expect(nameOfServer('postgres://me:secret@db.example:5433/marquee?sslmode=require')).toBe(
    'PostgreSQL at db.example:5433/marquee',
  )
  expect(nameOfServer('postgres:///marquee?host=/run/postgresql')).toBe('PostgreSQL at /run/postgresql/marquee')
})
