import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { createSqliteStore } from '../../../broker/mqtt/store/sqlite-store.ts'
import { storeConformance } from './conformance.ts'

const directory = mkdtempSync(join(tmpdir(), 'marquee-store-'))
let files = 0

afterAll(() => rmSync(directory, { recursive: true, force: true }))

const onError = (error: Error) => {
  throw error
}

storeConformance('SQLite store', (options) =>
  createSqliteStore({ ...options, file: join(directory, `${files++}.db`), onError }),
)
