import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createGroupsInSql } from '../../../broker/storage/repositories/groups-in-sql.ts'
import { openSqlite } from '../../../broker/storage/sqlite/open-sqlite.ts'
import { Writer } from '../../../broker/storage/writer/writer.ts'
import { temporaryFolder } from '../../support/process.ts'
import { changeAt, progressGroup } from './kill-changes.ts'

const cycles = Number(process.env['MARQUEE_KILL_CYCLES'] ?? 6)
const child = fileURLToPath(new URL('kill-child.ts', import.meta.url))

/** Lets a child work from a change on, kills it at some moment and answers what it has said to be in the database. */
async function workAndKill(folder: string, first: number, lifeMs: number): Promise<number> {
  const acknowledgedFile = join(folder, 'acknowledged.txt')
  // Into a file and not a pipe, which could be full: what is written is there after the kill.
  const acknowledgements = openSync(acknowledgedFile, 'w')
  const worker = spawn(process.execPath, ['--import', 'tsx', child, join(folder, 'marquee.db'), String(first)], {
    stdio: ['ignore', acknowledgements, 'inherit', 'ipc'],
  })
  closeSync(acknowledgements)
  worker.once('message', () => setTimeout(() => worker.kill('SIGKILL'), lifeMs))
  const [code, signal] = (await once(worker, 'close')) as [number | null, string | null]
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
  // The last line may be cut off in the middle of a number.
  const lines = readFileSync(acknowledgedFile, 'utf8').split('\n').slice(0, -1)
  return lines.reduce((most, line) => Math.max(most, Number(line)), first)
}

/** What was recovered, and how many changes that comprises. */
async function reopen(file: string) {
  const { kysely, transaction, announcements, close } = await openSqlite(file)
  const ignore = () => {}
  const writer = new Writer({ transaction, onUnavailable: ignore, onAvailable: ignore, onRefused: ignore })
  const groups = new Map(await createGroupsInSql({ kysely, writer, announcements }).load())
  const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(kysely)
  const broken = await sql`pragma foreign_key_check`.execute(kysely)
  await close()
  const [progress = 'n0'] = groups.get(progressGroup) ?? []
  groups.delete(progressGroup)
  return { reached: Number(progress.slice(1)), groups, verdicts: [...integrity.rows, ...broken.rows] }
}

test(
  `marquee.db loses nothing that was acknowledged and is whole after ${cycles} kills`,
  async () => {
    const folder = await temporaryFolder()
    const model = new Map<string, readonly string[]>()
    let done = 0
    let acknowledgedInAll = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const acknowledged = await workAndKill(folder, done, ((cycle * 0.618_033_988_75) % 1) * 150)
      const { reached, groups, verdicts } = await reopen(join(folder, 'marquee.db'))
      expect(reached, `cycle ${cycle}: acknowledged changes`).toBeGreaterThanOrEqual(acknowledged)
      acknowledgedInAll += acknowledged - done
      for (; done < reached; done++) {
        const { id, members } = changeAt(done)
        if (members === undefined) model.delete(id)
        else model.set(id, members)
      }
      expect(groups, `cycle ${cycle}: state after ${done} changes`).toEqual(model)
      expect(verdicts).toEqual([{ integrity_check: 'ok' }])
    }
    console.log(`${cycles} kills, ${done} changes in the database, ${acknowledgedInAll} of them acknowledged`)
    expect(acknowledgedInAll).toBeGreaterThan(0)
  },
  60_000 + cycles * 10_000,
)
