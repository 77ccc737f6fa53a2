import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openPostgres } from '../../../broker/storage/postgres/open-postgres.ts'
import type { SqlDatabase } from '../../../broker/storage/sql-database.ts'
import { openSqlite } from '../../../broker/storage/sqlite/open-sqlite.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'

/** One place of data that can be opened several times. */
export interface Place {
  readonly open: () => Promise<SqlDatabase>
}

/** Gives each test of a file its own empty database of both kinds. */
export function databaseKinds(): readonly (readonly [SqlDatabase['kind'], () => Promise<Place>])[] {
  const directory = mkdtempSync(join(tmpdir(), 'marquee-sql-'))
  let files = 0
  let server: PostgresServer
  let endServer = async () => {}
  beforeAll(async () => {
    server = await startPostgres((end) => {
      endServer = end
    })
  })
  afterAll(async () => {
    await endServer()
    rmSync(directory, { recursive: true, force: true })
  })
  return [
    [
      'sqlite',
      async () => {
        const file = join(directory, `${files++}.db`)
        return { open: () => openSqlite(file) }
      },
    ],
    [
      'postgres',
      async () => {
        const url = await server.createDatabase()
        return { open: () => openPostgres(url) }
      },
    ],
  ]
}
