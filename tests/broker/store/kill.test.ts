import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { createSqliteStore } from '../../../broker/mqtt/store/sqlite-store.ts'
import type { StoredPacket } from '../../../broker/mqtt/store/store.ts'
import { openDatabase } from '../../../broker/storage/sqlite/database.ts'
import { killOptions, operationAt, progressTopic } from './kill-operations.ts'
import { fakeBroker, message } from './open-store.ts'
import { apply, observe } from './random-operations.ts'

const cycles = Number(process.env['MARQUEE_KILL_CYCLES'] ?? 25)
const seed = Number(process.env['MARQUEE_KILL_SEED'] ?? Date.now() % 1_000_000)
const directory = mkdtempSync(join(tmpdir(), 'marquee-kill-'))
const file = join(directory, 'mqtt.db')
const acknowledgedFile = join(directory, 'acknowledged.txt')
const child = fileURLToPath(new URL('kill-child.ts', import.meta.url))
const onError = (error: Error) => expect.unreachable(error.message)

afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Lets a child work from an operation on, kills it at a random moment and answers what it has said to be on disk. */
async function workAndKill(first: number, lifeMs: number): Promise<number> {
  // Into a file and not a pipe, which could be full: what is written is there after the kill.
  const acknowledgements = openSync(acknowledgedFile, 'w')
  const worker = spawn(process.execPath, ['--import', 'tsx', child, file, String(seed), String(first)], {
    stdio: ['ignore', acknowledgements, 'inherit', 'ipc'],
  })
  closeSync(acknowledgements)
  worker.once('message', () => setTimeout(() => worker.kill('SIGKILL'), lifeMs))
  const [code, signal] = (await once(worker, 'close')) as [number | null, string | null]
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
  const lines = readFileSync(acknowledgedFile, 'utf8').split('\n')
  // The last line may be cut off in the middle of a number.
  return lines.slice(0, -1).reduce((most, line) => Math.max(most, Number(line)), first)
}

/** What was recovered, and how many operations that comprises. */
async function reopen() {
  const store = createSqliteStore({ ...killOptions, file, onError })
  await store.setup(fakeBroker())
  const packets = (await store.createRetainedStream(progressTopic).toArray()) as StoredPacket[]
  const observed = await observe(store)
  await store.destroy()
  return { reached: Number(packets[0]?.payload ?? 0), observed }
}

async function integrity(): Promise<unknown> {
  const database = await openDatabase(file)
  const result = database.prepare('PRAGMA integrity_check').all()
  database.close()
  return result
}

test(
  `loses nothing that was acknowledged and corrupts nothing in ${cycles} kills`,
  async () => {
    // The same operations on a store that is never killed.
    const model = createMemoryStore(killOptions)
    await model.setup(fakeBroker())
    let done = 0
    let acknowledgedInAll = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      const acknowledged = await workAndKill(done, (scatter(cycle) * 120) | 0)
      const { reached, observed } = await reopen()
      const context = `seed ${seed}, cycle ${cycle}`
      expect(reached, `${context}: acknowledged operations`).toBeGreaterThanOrEqual(acknowledged)
      acknowledgedInAll += acknowledged - done
      for (; done < reached; done++) await apply(model, operationAt(seed, done))
      await model.storeRetained(message(progressTopic, String(done), { retain: true }))
      if (done === 0) await model.storeRetained(message(progressTopic, '', { retain: true }))
      expect(observed, `${context}: state after ${done} operations`).toEqual(await observe(model))
      expect(await integrity(), context).toEqual([{ integrity_check: 'ok' }])
    }
    console.log(`${cycles} kills, ${done} operations on disk, ${acknowledgedInAll} of them acknowledged, seed ${seed}`)
    expect(acknowledgedInAll).toBeGreaterThan(0)
  },
  60_000 + cycles * 5000,
)

/** Evenly scattered numbers from 0 to 1. */
function scatter(index: number): number {
  return (index * 0.618_033_988_75) % 1
}
