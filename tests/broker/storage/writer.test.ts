import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SqlTransaction } from '../../../broker/storage/sql-database.ts'
import { Writer } from '../../../broker/storage/writer/writer.ts'

class DatabaseFault extends Error {
  readonly code: string
  constructor(code: string) {
    super(`fault ${code}`)
    this.code = code
  }
}
const away = new DatabaseFault('57P01')
const refused = new DatabaseFault('23505')

/** A writer on a database that fails when told to, and what that database has taken, transaction by transaction. */
function startWriter() {
  const taken: string[][] = []
  const heard: string[] = []
  const database = {
    fails: undefined as Error | undefined,
    /** The number of one try that fails. */
    failsAt: 0,
    tries: 0,
    poison: new Set<string>(),
  }
  let open: string[] = []
  const writer = new Writer({
    async transaction(work) {
      const number = ++database.tries
      open = []
      const result = await work({} as SqlTransaction)
      await sleep(1)
      if (database.fails !== undefined) throw database.fails
      if (number === database.failsAt) throw away
      taken.push(open)
      return result
    },
    onUnavailable: (reason) => heard.push(`away: ${reason}`),
    onAvailable: () => heard.push('back'),
    onRefused: (reason) => heard.push(`refused: ${reason}`),
    writeDelayMs: 1,
    retryMinMs: 5,
    retryMaxMs: 20,
  })
  const write = (text: string) => {
    if (database.poison.has(text)) throw refused
    open.push(text)
  }
  const changes = (limit?: number) =>
    writer.changes<string>(async (_, changed) => {
      for (const [key, value] of changed) write(`${key}=${value}`)
    }, limit)
  const rows = (limit?: number) =>
    writer.rows<string>(async (_, some) => {
      for (const row of some) write(row)
    }, limit)
  return { writer, database, taken, heard, changes, rows }
}

test('all that is changed meanwhile goes into one transaction, sources in the order in which they were opened', async () => {
  const { writer, taken, changes, rows } = startWriter()
  const parents = changes()
  const children = changes()
  const log = rows()
  log.append('l1')
  children.set('c', '1')
  parents.set('p', '1')
  children.set('d', '1')
  log.append('l2')
  await writer.written()
  expect(taken).toEqual([['p=1', 'c=1', 'd=1', 'l1', 'l2']])
})

test('only the last value of a key is written, in the place of its first', async () => {
  const { writer, taken, changes } = startWriter()
  const source = changes()
  source.set('a', '1')
  source.set('b', '1')
  source.set('a', '2')
  source.set('b', undefined)
  await writer.written()
  expect(taken).toEqual([['a=2', 'b=undefined']])
})

test('with nothing to write nobody waits', async () => {
  const { writer, database, changes } = startWriter()
  changes()
  await writer.written()
  expect(database.tries).toBe(0)
})

test('while the database is away changes wait, and what is newer wins when it is back', async () => {
  const { writer, database, taken, heard, changes, rows } = startWriter()
  const source = changes()
  const log = rows()
  database.fails = away
  source.set('a', '1')
  source.set('b', '1')
  log.append('l1')
  await expect.poll(() => database.tries).toBeGreaterThan(2)
  source.set('a', '2')
  log.append('l2')
  expect(writer.health).toMatchObject({ fault: 'fault 57P01', dropped: 0 })
  // What is under way when it comes back has the newer ones.
  const { tries } = database
  await expect.poll(() => database.tries).toBeGreaterThan(tries + 1)
  database.fails = undefined
  await writer.written()
  expect(taken.flat()).toEqual(['a=2', 'b=1', 'l1', 'l2'])
  expect(heard).toEqual(['away: fault 57P01', 'back'])
  expect(writer.health).toEqual({ fault: undefined, pending: 0, dropped: 0 })
})

test('whoever waits too long hears that it is in effect but not saved, and it is saved later', async () => {
  const { writer, database, taken, changes } = startWriter()
  const source = changes()
  database.fails = away
  source.set('a', '1')
  const waiting = writer.written(50)
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable', status: 503 })
  await expect(waiting).rejects.toThrow(/could not be saved yet.*\(fault 57P01\)/)
  database.fails = undefined
  await writer.written()
  expect(taken).toEqual([['a=1']])
})

test('a round that hangs does not make others wait for longer than their limit', async () => {
  let release = () => {}
  const writer = new Writer({
    transaction: () => new Promise((resolve) => (release = () => resolve(undefined as never))),
    onUnavailable: () => {},
    onAvailable: () => {},
    onRefused: () => {},
    writeDelayMs: 0,
  })
  writer.changes(async () => {}).set('a', 1)
  await expect(writer.written(30)).rejects.toThrow(/it does not answer/)
  expect(await writer.close(0)).toBe(1)
  release()
})

test('what the database refuses is let go, and everything else is written', async () => {
  const { writer, database, taken, heard, changes, rows } = startWriter()
  const source = changes()
  const log = rows()
  database.poison.add('b=1').add('l1')
  for (const key of ['a', 'b', 'c']) source.set(key, '1')
  log.append('l1')
  log.append('l2')
  await writer.written()
  expect(taken.flat()).toEqual(['a=1', 'c=1', 'l2'])
  expect(heard).toEqual(['refused: fault 23505', 'refused: fault 23505'])
  expect(writer.health).toEqual({ fault: undefined, pending: 0, dropped: 2 })
})

test('one change that is refused among thousands costs few transactions', async () => {
  const { writer, database, taken, heard, rows } = startWriter()
  const log = rows()
  database.poison.add('l777')
  for (let index = 0; index < 2000; index++) log.append(`l${index}`)
  await writer.written()
  expect(taken.flat()).toEqual(Array.from({ length: 2000 }, (_, index) => `l${index}`).filter((row) => row !== 'l777'))
  expect(heard).toEqual(['refused: fault 23505'])
  expect(database.tries).toBeLessThan(30)
})

test('changes wait in order also when the database goes away while the refused one is looked for', async () => {
  const { writer, database, taken, heard, rows } = startWriter()
  const log = rows()
  database.poison.add('l6')
  for (let index = 0; index < 8; index++) log.append(`l${index}`)
  // After all eight twice, with those of other sources and without, the first four and the last four.
  database.failsAt = 5
  await writer.written()
  expect(heard).toEqual(['away: fault 57P01', 'refused: fault 23505', 'back'])
  expect(taken.flat()).toEqual(['l0', 'l1', 'l2', 'l3', 'l4', 'l5', 'l7'])
})

test('the oldest makes room when too much waits, and is counted', async () => {
  const { writer, database, taken, changes, rows } = startWriter()
  database.fails = away
  const source = changes(3)
  const log = rows(10)
  for (const key of ['a', 'b', 'c', 'd', 'e']) source.set(key, '1')
  for (let index = 0; index < 100; index++) log.append(`l${index}`)
  await expect.poll(() => database.tries).toBeGreaterThan(1)
  expect(writer.health.pending).toBeLessThanOrEqual(13)
  database.fails = undefined
  await writer.written()
  expect(taken.flat()).toEqual(['c=1', 'd=1', 'e=1', ...Array.from({ length: 10 }, (_, index) => `l${index + 90}`)])
  expect(writer.health.dropped).toBe(92)
})

test('many rows go in statements of a bounded size', async () => {
  const { writer } = startWriter()
  const sizes: number[] = []
  const log = writer.rows<number>(async (_, rows) => void sizes.push(rows.length))
  for (let index = 0; index < 1234; index++) log.append(index)
  await writer.written()
  expect(sizes).toEqual([500, 500, 234])
})

test('closing writes what is left, and says how much it could not write', async () => {
  const { writer, taken, changes } = startWriter()
  changes().set('a', '1')
  expect(await writer.close()).toBe(0)
  expect(taken).toEqual([['a=1']])

  const other = startWriter()
  other.database.fails = away
  other.changes().set('a', '1')
  expect(await other.writer.close(50)).toBe(1)
  await expect(other.writer.written()).rejects.toMatchObject({ code: 'unavailable' })
})
