import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createMemoryStore } from '../../../broker/mqtt/store/memory-store.ts'
import { createSqliteStore } from '../../../broker/mqtt/store/sqlite-store.ts'
import { fakeBroker, storeOptions } from './open-store.ts'
import { apply, type Operation, observe, operationKinds } from './random-operations.ts'

const directory = mkdtempSync(join(tmpdir(), 'marquee-equivalence-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom(...operationKinds, 'giveBack' as const),
  which: fc.nat(50),
  what: fc.nat(50),
  text: fc.string({ minLength: 1, maxLength: 8 }),
})
/** A turn of operations that nobody waits for, and whether the disk is waited for after it. */
const turn = fc.record({ operations: fc.array(operation, { maxLength: 6 }), isFlushed: fc.boolean() })

const options = storeOptions({ limits: { maxQueuedPerSession: 5, maxQueuedMessages: 12, maxRetainedMessages: 4 } })

test('holds the same in memory, on SQLite and on SQLite after it was opened again, whatever is done', async () => {
  let file = 0
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 25 }), async (turns) => {
      const onError = (error: Error) => expect.unreachable(error.message)
      const openSqlite = () => createSqliteStore({ ...options, file: join(directory, `${file}.db`), onError })
      file++
      const memory = createMemoryStore(options)
      const sqlite = openSqlite()
      await Promise.all([memory.setup(fakeBroker()), sqlite.setup(fakeBroker())])
      for (const { operations, isFlushed } of turns) {
        for (const each of operations) await Promise.all([apply(memory, each), apply(sqlite, each)])
        if (isFlushed) await sqlite.flushed()
      }
      const expected = await observe(memory)
      expect(await observe(sqlite)).toEqual(expected)
      await sqlite.destroy()

      const reopened = openSqlite()
      await reopened.setup(fakeBroker())
      expect(await observe(reopened)).toEqual(expected)
      await reopened.destroy()
    }),
    { numRuns: 60 },
  )
}, 60_000)
